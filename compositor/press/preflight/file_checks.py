"""Checks of a file as a whole: P01, P05, and parts of P19 to P22 and P24."""

from collections.abc import Iterator

from compositor.press.preflight.findings import Hit, hit
from compositor.press.preflight.objects import (
    Dictionary,
    dictionary,
    get,
    head_of,
    is_stream,
    name,
    number,
    sequence,
    text,
)
from compositor.press.preflight.opened import Opened, identifiers
from compositor.press.preflight.wanted import ANY_PDF, STANDARDS, Rules, Wanted

SLACK = 0.05  # of a version number
PROFILE_CLASS, PROFILE_SPACE = slice(12, 16), slice(16, 20)  # ICC.1:2010, 7.2
PROFILE_HEAD = 128
CMYK_PROFILE, GRAY_PROFILE = b"CMYK", b"GRAY"
OBJECT_STREAMS = (b"/ObjStm", b"/XRef")
OF_FOUR, LEAF = 4, 2  # pages of a sheet and of a leaf


def rules_of(opened: Opened, wanted: Wanted) -> Rules:
    """The rules of the standard that is wanted, or else of the one the file claims."""
    return STANDARDS.get(wanted.standard or opened.standard, ANY_PDF)


def check_version(opened: Opened, wanted: Wanted) -> Iterator[Hit]:
    """P01: nothing in the file that its standard's version of PDF has not."""
    rules = rules_of(opened, wanted)
    if opened.version > rules.version + SLACK:
        found = f"PDF {opened.version:g}"
        yield hit("pdf-version", found=found, limit=f"PDF {rules.version:g}")
    elif not rules.has_object_streams and any(word in opened.pdf for word in OBJECT_STREAMS):
        yield hit("pdf-version", found="/ObjStm", limit=f"PDF {rules.version:g}")


# ------------------------------------------------------------------------------- P05: the intent


def check_intent(opened: Opened, wanted: Wanted) -> Iterator[Hit]:
    """P05: the standard that is wanted, and one output intent that says how it is printed."""
    if wanted.standard and opened.standard != wanted.standard:
        found = opened.standard or "PDF"
        yield hit("wrong-standard", found=found, expected=wanted.standard)
    rules = rules_of(opened, wanted)
    told = [dictionary(one) for one in sequence(get(opened.root, "/OutputIntents"))]
    intents = [one for one in told if name(get(one, "/S")) == rules.intent]
    if not intents:
        yield hit("no-output-intent", intent=rules.intent)
    elif len(intents) > 1:
        yield hit("several-output-intents", found=len(intents))
    else:
        yield from _check_one_intent(intents[0], rules, wanted)


def _check_one_intent(intent: Dictionary, rules: Rules, wanted: Wanted) -> Iterator[Hit]:
    profile = get(intent, "/DestOutputProfile")
    identifier = text(get(intent, "/OutputConditionIdentifier")).strip()
    registry = text(get(intent, "/RegistryName")).strip()
    has_profile = is_stream(profile)
    if not identifier or not (has_profile or registry):
        yield hit("output-name", found=identifier or "—")
    if has_profile:
        if found := _wrong_profile(profile, wanted):
            yield hit("output-profile", found=found)
    elif rules.needs_profile:
        yield hit("output-profile", found="—")


def _wrong_profile(profile: object, wanted: Wanted) -> str:
    """What a profile is that should be of a printer's four plates; "" if it is."""
    head = head_of(profile, PROFILE_HEAD)
    kind, space = head[PROFILE_CLASS], head[PROFILE_SPACE]
    count = number(get(dictionary(profile), "/N"))
    plates = {CMYK_PROFILE: 4, GRAY_PROFILE: 1} if wanted.condition.is_black else {CMYK_PROFILE: 4}
    if kind == b"prtr" and space in plates and count == plates[space]:
        return ""
    return f"{kind.decode('latin-1')} {space.decode('latin-1').strip()} {count:g}".strip()


# --------------------------------------------------------------- P19, P20: what is not for a press


def check_active(opened: Opened, wanted: Wanted) -> Iterator[Hit]:
    """P19: no script, action, form or attached file of the document."""
    del wanted
    root, held = opened.root, dictionary(get(opened.root, "/Names"))
    if dictionary(get(held, "/EmbeddedFiles")) or sequence(get(root, "/AF")):
        yield hit("embedded-file")
    if dictionary(get(held, "/JavaScript")):
        yield hit("active-content", what="JavaScript")
    opening = dictionary(get(root, "/OpenAction"))
    if name(get(opening, "/S")) or dictionary(get(root, "/AA")):
        yield hit("active-content", what="action")
    form = dictionary(get(root, "/AcroForm"))
    if sequence(get(form, "/Fields")) or get(form, "/XFA") is not None:
        yield hit("active-content", what="AcroForm")


def check_layers(opened: Opened, wanted: Wanted) -> Iterator[Hit]:
    """P20: no other configurations of layers; no layers at all before PDF 1.5."""
    layers = dictionary(get(opened.root, "/OCProperties"))
    if sequence(get(layers, "/Configs")):
        yield hit("optional-content", what="Configs")
    elif layers and not rules_of(opened, wanted).has_transparency:
        yield hit("optional-content", what="OCProperties")


# ------------------------------------------------------------------------- P21, P22, P24: records


def check_count(opened: Opened, wanted: Wanted) -> Iterator[Hit]:
    """P21: as many pages as the issue has; a newspaper's come in fours, but for a single leaf."""
    count = len(opened.sheets)
    if wanted.pages is not None and count != wanted.pages:
        yield hit("page-count", found=count, expected=wanted.pages)
    elif count > LEAF and count % OF_FOUR:
        yield hit("pages-not-four", found=count)


def check_info(opened: Opened, wanted: Wanted) -> Iterator[Hit]:
    """P22: title, dates, identifier, and, of what goes on plates, whether it is trapped."""
    info, xmp = opened.info, opened.xmp
    trapped = name(get(info, "/Trapped")) or xmp.get("pdf:Trapped", "")
    known = {
        "Title": text(get(info, "/Title")).strip() or xmp.get("dc:title"),
        "CreationDate": text(get(info, "/CreationDate")) or xmp.get("xmp:CreateDate"),
        "ModDate": text(get(info, "/ModDate")) or xmp.get("xmp:ModifyDate"),
        "Trapped": trapped in ("True", "False") or rules_of(opened, wanted).is_archive,
        "ID": identifiers(opened.reader) == 2,
    }
    if missing := [key for key, value in known.items() if not value]:
        yield hit("info-missing", what=", ".join(missing))


def check_proof(opened: Opened, wanted: Wanted) -> Iterator[Hit]:
    """P24: the file does not call itself a proof."""
    del wanted
    rendition = opened.xmp.get("xmpMM:RenditionClass", "")
    if rendition.startswith("proof"):
        yield hit("proof-file", what=f"RenditionClass {rendition}")
