"""Rebuild the six Noto faces of this folder and compare them with the committed ones.

For: proving where the faces come from, repairing one, widening the repertoire. Not for
composing: nothing of the program imports this, and its build tools are not the program's.
PaperKai and PaperFang are not rebuilt, their sources vanish when their package is superseded.

    apt-get install fonts-noto-cjk fonts-noto-cjk-extra
    python -m pip install -r fonts/requirements-build.txt
    python fonts/build.py                            # all six, into a temporary folder
    python fonts/build.py --only PaperSong-Regular --out build/fonts
    python fonts/build.py --install                  # the one way to replace committed faces

Each face is a pipe over bytes, and its properties are read back and compared one by one:

    SC face of the TTC → subset → finish (CID = GID, full cells, names) → space (chws) → file

Exit code: 0 if every property of every face is equal, 1 if one differs, 2 if something needed
is not installed. Equal bytes are reported beside the properties but not demanded, because
another version of a tool may write the same face in other bytes.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
NOTO = Path("/usr/share/fonts/opentype/noto")  # where Debian's packages put the collections
PACKAGES = "fonts-noto-cjk fonts-noto-cjk-extra"
PACKAGE_VERSION = "1:20220127+repack1-1"
PINS = "requirements-build.txt"


# ------------------------------------------------------------------------------------ rules


class Face(NamedTuple):
    """One face: its file's stem, the collection it is cut from, and what it is renamed to."""

    stem: str
    collection: str
    family: str
    style: str
    source: str  # SHA-256 of the collection in Debian's PACKAGE_VERSION


FACES = (
    Face("PaperSong-Regular", "NotoSerifCJK-Regular.ttc", "Paper Song", "Regular",
         "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481"),
    Face("PaperSong-SemiBold", "NotoSerifCJK-SemiBold.ttc", "Paper Song", "SemiBold",
         "e6edff6a5aa3c7988d4ea69992feee194ce100f514bcaef74f633805ddb19de0"),
    Face("PaperSong-Black", "NotoSerifCJK-Black.ttc", "Paper Song", "Black",
         "7d38a254818bec880251400165923b5afdee2ae9a58c8276e912f26df2badecb"),
    Face("PaperHei-Regular", "NotoSansCJK-Regular.ttc", "Paper Hei", "Regular",
         "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"),
    Face("PaperHei-Medium", "NotoSansCJK-Medium.ttc", "Paper Hei", "Medium",
         "197d5e1e019faca33a4d55931c7d68b8056f3b97cb862049f5cb8de9efdfb8ce"),
    Face("PaperHei-Black", "NotoSansCJK-Black.ttc", "Paper Hei", "Black",
         "3cffb10242b4b7e6edd439ebf3bd7e392345525e093ea08149e0a0158a1b5151"),
)  # fmt: skip

SIMPLIFIED_CHINESE = 2  # the collections hold JP, KR, SC, TC, HK; face 0 would print Japanese forms

# A collection serves five languages; a paper needs its own and none.
LANGUAGES = ("ZHS ",)

# `locl` makes ⸺ two exact cells under ZHS; it is 1.68 to 1.81 em without.
FEATURES = (
    "ccmp", "dlig", "fwid", "hwid", "liga", "locl", "pwid", "ruby", "vert", "vrt2",  # GSUB
    "halt", "kern", "mark", "palt", "vhal", "vkrn", "vpal",  # GPOS
)  # fmt: skip

NAME_IDS = range(26)  # every name defined by OpenType: copyright and licence stay inside

# GBK itself comes from Python's codec; a character no source has is silently left out.
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x2000, 0x206F),  # general punctuation
    (0x2150, 0x218F),  # number forms
    (0x2460, 0x24FF),  # enclosed alphanumerics
    (0x3000, 0x30FF),  # CJK punctuation, kana
    (0x3200, 0x33FF),  # enclosed CJK, squared units
    (0x4E00, 0x9FFF),  # ideographs: Song ends at 9FEA, Hei at 9FEF
    (0xFE10, 0xFE1F),  # vertical forms
    (0xFE30, 0xFE4F),  # compatibility forms
    (0xFF00, 0xFFEF),  # half and full width
)

SYMBOLS = "∋≅⸺"

# The characters of 通用规范汉字表 (2013, 8105 in all) that lie outside U+4E00–9FFF.
EXTENSIONS = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃"
    "䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲"
    "𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧"
    "𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊"
    "𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱"
    "𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪"
    "𬹼𬺈𬺓"
)

# Chinese marks that Latin shares: each must fill a whole cell without any feature switched on.
# The left one takes the glyph of the right one; the quotes are full in the SC faces already.
FULL_CELL = {"—": "―", "·": "・", "“": "“", "”": "”", "‘": "‘", "’": "’"}


# ------------------------------------------------------------------------------------ build


def rebuild(face: Face, collection: bytes, workshop: Path) -> bytes:
    """The face as a file's bytes; `workshop` is a folder for the tool that wants files."""
    whole = simplified_chinese(collection)
    return space(finish(subset(whole), face), workshop)


def simplified_chinese(collection: bytes) -> bytes:
    """The SC face of a collection, with the default and `LANGUAGES` language systems only."""
    font = opened(collection, SIMPLIFIED_CHINESE)
    for table in ("GSUB", "GPOS"):
        for record in font[table].table.ScriptList.ScriptRecord:
            kept = [s for s in record.Script.LangSysRecord if s.LangSysTag in LANGUAGES]
            record.Script.LangSysRecord = kept
            record.Script.LangSysCount = len(kept)
    return saved(font)


def subset(whole: bytes) -> bytes:
    """The face cut down to the repertoire and `FEATURES`, unhinted.

    By HarfBuzz in 0.2 s; fontTools' own subsetter takes minutes over a face of 65 535 glyphs.
    """
    hb = import_module("uharfbuzz")
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(repertoire())
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in FEATURES)
    wanted.name_id_set.update(NAME_IDS)
    return bytes(hb.subset(hb.Face(whole), wanted).blob.data)


def repertoire() -> set[int]:
    """The code points asked for: GBK, `BLOCKS`, `SYMBOLS`, `EXTENSIONS`."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    gbk = {ord(c) for pair in pairs for c in pair.decode("gbk", "ignore")}
    blocks = {code for first, last in BLOCKS for code in range(first, last + 1)}
    return gbk | blocks | set(map(ord, SYMBOLS + EXTENSIONS))


def finish(cut: bytes, face: Face) -> bytes:
    """The subset made ours: CIDs renumbered, full cells, new names (OFL: a subset is renamed)."""
    font = opened(cut)
    renumber(font)
    fill_cells(font)
    rename(font, face)
    return saved(font)


def renumber(font: Any) -> None:
    """CID = GID. WeasyPrint writes GIDs where the PDF wants CIDs: else hanzi print blank."""
    top = font["CFF "].cff.topDictIndex[0]
    order = [".notdef", *(f"cid{n:05d}" for n in range(1, font["maxp"].numGlyphs))]
    indices = top.CharStrings.charStrings
    places = [indices[name] for name in font.getGlyphOrder()]
    top.CharStrings.charStrings = dict(zip(order, places, strict=True))
    top.charset = order
    top.CIDCount = len(order)
    font.setGlyphOrder(order)


def fill_cells(font: Any) -> None:
    """Point the marks of `FULL_CELL` at full-width glyphs, in every subtable that has them."""
    for subtable in font["cmap"].tables:
        for mark, model in FULL_CELL.items():
            subtable.cmap[ord(mark)] = subtable.cmap[ord(model)]
    glyphs, metrics = font.getBestCmap(), font["hmtx"].metrics
    narrow = [m for m in FULL_CELL if metrics[glyphs[ord(m)]][0] != font["head"].unitsPerEm]
    assert not narrow, f"not a full cell wide: {narrow}"


def rename(font: Any, face: Face) -> None:
    """Our names in the name table and in the CFF; copyright, licence and makers stay."""
    cff = font["CFF "].cff
    cff.fontNames = [face.stem]
    cff.topDictIndex[0].FullName = f"{face.family} {face.style}"
    cff.topDictIndex[0].FamilyName = face.family
    for name_id, text in new_names(face).items():
        font["name"].setName(text, name_id, 3, 1, 0x409)  # Windows, Unicode BMP, English


def new_names(face: Face) -> dict[int, str]:
    """The records that replace Noto's. Ids 1 and 2 know four styles, so a weight is a family."""
    full = f"{face.family} {face.style}"
    return {
        1: face.family if face.style == "Regular" else full,
        2: "Regular",
        3: f"{face.stem}; modified version",
        4: full,
        6: face.stem,
        16: face.family,
        17: face.style,
    }


def space(data: bytes, workshop: Path) -> bytes:
    """The face with contextual half-width marks (`chws`, `vchw`; `halt`, `vhal` if it had none).

    The tool writes the present moment into the face: the date of the source is put back.
    """
    before, after = workshop / "unspaced.otf", workshop / "spaced.otf"
    before.write_bytes(data)
    builder = import_module("east_asian_spacing").Builder(before)
    asyncio.run(builder.build())
    assert builder.has_spacings, "no spacing was added"
    builder.save(after)
    font = opened(after.read_bytes())
    font["head"].modified = opened(data)["head"].modified
    return saved(font)


def opened(data: bytes, number: int = -1) -> Any:
    """A font (face `number` of a collection) that keeps its dates and boxes on saving."""
    ttlib = import_module("fontTools.ttLib")
    return ttlib.TTFont(BytesIO(data), fontNumber=number, recalcTimestamp=False, recalcBBoxes=False)


def saved(font: Any) -> bytes:
    """The font's file, tables in the order fontTools compiles them."""
    file = BytesIO()
    font.save(file, reorderTables=None)
    return file.getvalue()


# ---------------------------------------------------------------------------------- compare


class Read(NamedTuple):
    """A face opened for reading, with its bytes."""

    data: bytes
    font: Any


Values = Mapping[str, object]


def read(data: bytes) -> Read:
    """Open a face for comparison."""
    return Read(data, opened(data))


def glyph_count(face: Read) -> Values:
    """How many glyphs there are."""
    return {"glyphs": face.font["maxp"].numGlyphs}


def character_ids(face: Read) -> Values:
    """GID → CID and collection (registry, ordering, supplement)."""
    top = face.font["CFF "].cff.topDictIndex[0]
    ids = {f"GID {gid}": name for gid, name in enumerate(face.font.getGlyphOrder())}
    return {"ROS": top.ROS, "CIDCount": top.CIDCount, **ids}


def character_map(face: Read) -> Values:
    """Subtable and character → GID."""
    return {
        f"{shown(code)} in {table.platformID}/{table.platEncID}": face.font.getGlyphID(glyph)
        for table in face.font["cmap"].tables
        for code, glyph in table.cmap.items()
    }


def advances(face: Read) -> Values:
    """GID → (width, left bearing), (height, top bearing)."""
    across, down = face.font["hmtx"].metrics, face.font["vmtx"].metrics
    order = face.font.getGlyphOrder()
    return {f"GID {gid}": (across[name], down[name]) for gid, name in enumerate(order)}


def vertical_origins(face: Read) -> Values:
    """GID → where its vertical origin lies."""
    table = face.font["VORG"]
    own = table.VOriginRecords.items()
    return {"default": table.defaultVertOriginY} | {
        f"GID {face.font.getGlyphID(name)}": origin for name, origin in own
    }


def outlines(face: Read) -> Values:
    """Character (GID, if it has none) → digest of its charstring drawn to a pen."""
    hb = import_module("uharfbuzz")
    pens = import_module("fontTools.pens.recordingPen")
    font = hb.Font(hb.Face(face.data))
    titles = {glyph: shown(code) for code, glyph in face.font.getBestCmap().items()}
    drawn: dict[str, object] = {}
    for gid, glyph in enumerate(face.font.getGlyphOrder()):
        pen = pens.RecordingPen()
        font.draw_glyph_with_pen(gid, pen)
        drawn[titles.get(glyph, f"GID {gid}")] = digest(repr(pen.value).encode())[:16]
    return drawn


def languages(face: Read) -> Values:
    """Table, script and language → its features, each with the lookups it calls."""
    found: dict[str, object] = {}
    for tag in ("GSUB", "GPOS"):
        table = face.font[tag].table
        records = table.FeatureList.FeatureRecord
        features = [(record.FeatureTag, record.Feature.LookupListIndex) for record in records]
        for script, language, system in language_systems(table):
            found[f"{tag} {script}/{language}"] = sorted(features[n] for n in system.FeatureIndex)
    return found


def language_systems(table: Any) -> Iterator[tuple[str, str, Any]]:
    """(script, language, system) of a layout table."""
    for record in table.ScriptList.ScriptRecord:
        yield record.ScriptTag, "dflt", record.Script.DefaultLangSys
        for system in record.Script.LangSysRecord:
            yield record.ScriptTag, system.LangSysTag, system.LangSys


def lookups(face: Read) -> Values:
    """Table, feature and lookup → digest of what the lookup does, as fontTools spells it."""
    writers = import_module("fontTools.misc.xmlWriter")
    found: dict[str, object] = {}
    for tag in ("GSUB", "GPOS"):
        table = face.font[tag].table
        for number, lookup in enumerate(table.LookupList.Lookup):
            text = BytesIO()
            lookup.toXML(writers.XMLWriter(text), face.font)
            found[f"{tag} lookup {number} ({users(table, number)})"] = digest(text.getvalue())[:16]
    return found


def users(table: Any, number: int) -> str:
    """The features that call a lookup; none if only other lookups do."""
    records = table.FeatureList.FeatureRecord
    tags = {r.FeatureTag for r in records if number in r.Feature.LookupListIndex}
    return " ".join(sorted(tags))


def names(face: Read) -> Values:
    """Name records and the names inside the CFF."""
    cff = face.font["CFF "].cff
    top = cff.topDictIndex[0]
    fields = ("FullName", "FamilyName", "Weight", "Notice")
    inside = {field: getattr(top, field) for field in fields}
    records = {f"name {n.nameID} ({n.langID:#x})": n.toUnicode() for n in face.font["name"].names}
    return {"CFF name": cff.fontNames[0], **inside, **records}


def dimensions(face: Read) -> Values:
    """The fields of the small tables: dates, boxes, ascents, weight class, code pages."""
    found: dict[str, object] = {}
    for tag in ("head", "hhea", "vhea", "OS/2", "post"):
        for field, value in vars(face.font[tag]).items():
            if field != "checkSumAdjustment":  # of the whole file: says no more than its bytes
                found[f"{tag}.{field}"] = vars(value) if field == "panose" else value
    raw = {tag: digest(face.font.reader[tag])[:16] for tag in ("BASE", "GDEF")}
    return found | raw


PROPERTIES: tuple[tuple[str, Callable[[Read], Values]], ...] = (
    ("glyph count", glyph_count),
    ("CID of each glyph", character_ids),
    ("character map", character_map),
    ("advances, bearings", advances),
    ("vertical origins", vertical_origins),
    ("outlines", outlines),
    ("languages, features", languages),
    ("lookups", lookups),
    ("names", names),
    ("dates, boxes, metrics", dimensions),
)


def difference(built: Values, committed: Values) -> str:
    """What differs between two readings of a property, as one line; empty if nothing does."""
    keys = [*committed, *(key for key in built if key not in committed)]
    unlike = [key for key in keys if built.get(key) != committed.get(key)]
    if not unlike:
        return ""
    first = unlike[0]
    sides = f"built {built.get(first)!r:.80}, committed {committed.get(first)!r:.80}"
    return f"DIFFERS  {len(unlike)} of {len(keys)}; first {first}: {sides}"


def compare(built: bytes, committed: bytes) -> Iterator[tuple[str, int, str]]:
    """(property, how many values were compared, what differs) for each of `PROPERTIES`."""
    ours, theirs = read(built), read(committed)
    for title, reader in PROPERTIES:
        mine, other = reader(ours), reader(theirs)
        yield title, len(other), difference(mine, other)


def shown(code: int) -> str:
    """A code point as people look it up: `U+2014 —`."""
    return f"U+{code:04X} {chr(code)}"


def digest(data: bytes) -> str:
    """SHA-256 of some bytes."""
    return sha256(data).hexdigest()


# ---------------------------------------------------------------------------------- command


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the faces asked for, print how they compare, return the exit code."""
    options = parse(arguments)
    faces = [face for face in FACES if not options.only or face.stem in options.only]
    missing = [*missing_tools(), *missing_collections(faces, options.noto)]
    for line in missing:
        print(f"error: {line}", file=sys.stderr)
    if missing:
        return 2
    for line in other_versions():
        print(f"note: {line}")
    with folder(options.out) as out:
        equal = [build_one(face, options.noto, out) for face in faces]
        if options.install:
            install(faces, out)
    return 0 if all(equal) else 1


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Rebuild and compare the Noto faces.")
    stems = [face.stem for face in FACES]
    parser.add_argument("--only", action="append", choices=stems, metavar="FACE",
                        help="this face; may be repeated: " + ", ".join(stems))  # fmt: skip
    parser.add_argument("--out", type=Path, help="keep the built faces in this folder")
    parser.add_argument("--noto", type=Path, default=NOTO, help=f"the collections ({NOTO})")
    parser.add_argument("--install", action="store_true", help="replace the committed faces")
    options = parser.parse_args(arguments)
    if options.out and options.out.resolve() == HERE:
        parser.error("--out is the folder of the committed faces: say --install to replace them")
    return options


def missing_tools() -> Iterator[str]:
    """One line if a build tool is not installed."""
    absent = [tool for tool, _, found in tools() if not found]
    if absent:
        command = f"python -m pip install -r fonts/{PINS}"
        yield f"the build tools are not installed: {command} (missing: {', '.join(absent)})"


def missing_collections(faces: Iterable[Face], noto: Path) -> Iterator[str]:
    """One line if Debian's fonts are not installed."""
    absent = [face.collection for face in faces if not (noto / face.collection).is_file()]
    if absent:
        command = f"apt-get install {PACKAGES}"
        yield f"the sources are not in {noto}: {command} (missing: {', '.join(absent)})"


def other_versions() -> Iterator[str]:
    """A line for each tool that is not the one the committed faces were made with."""
    for tool, pinned, found in tools():
        if found != pinned:
            yield f"{tool} is {found}, not {pinned}: the bytes may differ"


def tools() -> Iterator[tuple[str, str, str]]:
    """(name, pinned version, installed version or nothing) of each build tool."""
    lines = (HERE / PINS).read_text(encoding="utf-8").splitlines()
    for line in lines:
        if "==" in line and not line.startswith("#"):
            tool, pinned = line.split("==")
            yield tool, pinned, installed(tool)


def installed(tool: str) -> str:
    """The installed version of a distribution, or nothing."""
    try:
        return version(tool)
    except PackageNotFoundError:
        return ""


@contextmanager
def folder(out: Path | None) -> Iterator[Path]:
    """The folder to build into: the one asked for, or one that vanishes."""
    if out:
        out.mkdir(parents=True, exist_ok=True)
        yield out
        return
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)


def build_one(face: Face, noto: Path, out: Path) -> bool:
    """Build a face into `out` and print its table; whether all properties are equal."""
    started = perf_counter()
    collection = (noto / face.collection).read_bytes()
    with tempfile.TemporaryDirectory() as workshop:
        built = rebuild(face, collection, Path(workshop))
    (out / f"{face.stem}.otf").write_bytes(built)
    print(f"\n{face.stem}  from {face.collection}, built in {perf_counter() - started:.1f} s")
    known = digest(collection) == face.source
    row("source", f"{'as in' if known else 'NOT as in'} Debian's {PACKAGE_VERSION}")
    return report(built, HERE / f"{face.stem}.otf")


def report(built: bytes, committed: Path) -> bool:
    """Print one row per property; whether all are equal."""
    if not committed.is_file():
        row("bytes", f"no committed face to compare with: {committed.name}")
        return False
    expected = committed.read_bytes()
    same = f"identical  ({len(built)}, SHA-256 {digest(built)[:16]}…)"
    row("bytes", same if built == expected else f"DIFFER  {len(built)}, not {len(expected)}")
    equal = True
    for title, count, unlike in compare(built, expected):
        row(title, unlike or f"equal  ({count})")
        equal = equal and not unlike
    return equal


def row(title: str, text: str) -> None:
    """A row of a face's table."""
    print(f"  {title:<22}{text}")


def install(faces: Iterable[Face], out: Path) -> None:
    """Replace committed faces by built ones, each in one step: no reader sees half a face."""
    print("\ninstalled; SHA-256 for fonts.yaml:")
    for face in faces:
        target = HERE / f"{face.stem}.otf"
        data = (out / target.name).read_bytes()
        fresh = target.with_suffix(".new")
        fresh.write_bytes(data)
        fresh.replace(target)
        print(f"  {digest(data)}  {target.name}")


if __name__ == "__main__":
    sys.exit(main())
