"""What a build tells: the edition as data, the report as data, and the ledger to read.

    edition_data(edition)      → edition.json: every frame and line, places in mm and pt
    report_data(composed…)     → report.json: placed and overset per article, fill, problems
    written(data)              → its bytes
    ledger(…)                  → ledger.txt: the same for people, in English or Chinese

Pure: values in, plain data or text out; writing is the shell's affair.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from json import JSONEncoder

from compositor.diagnostics import Diagnostic
from compositor.diagnostics.render import Language, as_data, in_columns, message
from compositor.diagnostics.rulewords import words
from compositor.geometry import Rect
from compositor.model.edition import (
    Edition,
    Fill,
    Frame,
    Judgement,
    Page,
    PageMetrics,
    PlacedLine,
)
from compositor.model.galley import Line
from compositor.units import Emu, to_mm, to_pt

LENGTHS = 1 << 14  # that are remembered: those of one grid are met again and again
FORMAT = 1  # of edition.json and report.json; raised when a reader would have to change


def edition_data(edition: Edition, fingerprint: str) -> dict[str, object]:
    """The edition as plain data. Lengths: `_mm` from the trim's top left, `_pt` for type."""
    return {
        "format": FORMAT,
        "issue": edition.issue,
        "title": edition.title,
        "date": edition.date,
        "fingerprint": fingerprint,
        "pages": [_page(page) for page in edition.pages],
    }


def report_data(
    edition: Edition,
    diagnostics: Sequence[Diagnostic],
    fingerprint: str,
    inputs: Iterable[tuple[str, str]],
) -> dict[str, object]:
    """The report as plain data: modules, totals, problems and the inputs' digests."""
    return {
        "format": FORMAT,
        "issue": edition.issue,
        "fingerprint": fingerprint,
        "modules": [_fill(fill) for fill in edition.fills],
        "totals": _totals(edition.fills),
        "pages": [_judged(page) for page in edition.pages],
        "left": list(edition.left),
        "missing_pictures": _coded(diagnostics, "missing-picture", "file"),
        "missing_glyphs": _coded(diagnostics, "no-glyph", "character"),
        "problems": as_data(diagnostics, "en"),
        "inputs": dict(inputs),
    }


ROWS = 4  # levels of lists and objects whose entries have a line each: to frames, and problems


def written(data: object) -> bytes:
    """Data as JSON, UTF-8, with a line for each frame and each problem.

    `json` indents in Python, entry by entry, which took 4 ms a page; this takes a sixth.
    """
    return (_written(data, ROWS) + "\n").encode()


def _written(value: object, rows: int) -> str:
    if rows and isinstance(value, Mapping) and value:
        entries = (f"{_encode(key)}: {_written(one, rows - 1)}" for key, one in value.items())
        return "{\n" + ",\n".join(entries) + "\n}"
    if rows and isinstance(value, list) and value:
        return "[\n" + ",\n".join(_written(one, rows - 1) for one in value) + "\n]"
    return _encode(value)


_encode = JSONEncoder(ensure_ascii=False).encode


def _page(page: Page) -> dict[str, object]:
    return {
        "page": page.number,
        "width_mm": _mm(page.size.width),
        "height_mm": _mm(page.size.height),
        "bleed_mm": _mm(page.bleed),
        "frames": [_frame(frame) for frame in page.frames],
        "rules": [{"kind": r.kind, "article": r.article, **_rect(r.rect)} for r in page.rules],
        "boxes": [{"kind": b.kind, "article": b.article, **_rect(b.rect)} for b in page.boxes],
        "pictures": [
            {"file": p.file, "article": p.article, "missing": p.is_missing, **_rect(p.rect)}
            for p in page.pictures
        ],
    }


def _frame(frame: Frame) -> dict[str, object]:
    return {
        "kind": frame.kind,
        "style": frame.style,
        "article": frame.article,
        "leg": frame.leg,
        **_rect(frame.rect),
        "lines": [_line(placed) for placed in frame.lines],
    }


def _line(placed: PlacedLine) -> dict[str, object]:
    line = placed.line
    size = _size(line)
    return {
        **_place(placed),
        "measure_pt": _pt(line.measure),
        "width_pt": _pt(line.width),
        "size_pt": _pt(size),
        "stretch_em": round(line.stretch / size, 4) if line.runs else 0,
        "justified": line.justified,
        "ends": line.ends,
        "text": line.text,
    }


def _size(line: Line) -> Emu:
    """The size of a line's type; figures that share a cell may be smaller."""
    return max((run.size for run in line.runs), default=0)


def _place(placed: PlacedLine) -> dict[str, object]:
    """A vertical line stands on no baseline: the upper left corner of its em box."""
    vertical = placed.line.vertical
    y = "y" if vertical else "baseline"
    return {
        **({"vertical": True} if vertical else {}),
        "x_mm": _mm(placed.x),
        f"{y}_mm": _mm(placed.y),
        "x_pt": _pt(placed.x),
        f"{y}_pt": _pt(placed.y),
    }


def _rect(rect: Rect) -> dict[str, float]:
    return {
        "x_mm": _mm(rect.x),
        "y_mm": _mm(rect.y),
        "width_mm": _mm(rect.width),
        "height_mm": _mm(rect.height),
    }


@lru_cache(maxsize=LENGTHS)
def _mm(length: Emu) -> float:
    return round(to_mm(length), 4)


@lru_cache(maxsize=LENGTHS)
def _pt(length: Emu) -> float:
    return round(to_pt(length), 4)


def _fill(fill: Fill) -> dict[str, object]:
    overset = fill.overset
    return {
        "article": fill.article,
        "page": fill.page,
        "placed_lines": fill.lines,
        "placed_characters": fill.characters,
        "caption_characters": fill.caption_characters,
        "overset_lines": overset.lines if overset else 0,
        "overset_characters": overset.characters if overset else 0,
        "overset_text": overset.text if overset else "",
        "capacity": fill.capacity,
        "used": fill.used,
        "fill": _share(fill.used, fill.capacity),
        "legs": list(fill.legs),
        "fitting": fill.fitting._asdict(),
    }


def _judged(page: Page) -> dict[str, object]:
    """What a page's make-up is measured by (M1–M6), and every rule it breaks."""
    return {
        "page": page.number,
        "metrics": metrics_data(page.metrics),
        "judgements": [judgement_data(found) for found in page.judgements],
    }


def metrics_data(metrics: PageMetrics) -> dict[str, object]:
    """Metrics as plain data: shares and correlations as numbers up to 1, slack in lines."""
    return {
        "overset_lines": metrics.overset,
        "used": metrics.used / 1000,
        "mean_slack": metrics.slack / 1000,
        "most_slack": metrics.most_slack,
        "hard_rules_broken": metrics.hard,
        "price": metrics.price,
        "priority": metrics.priority / 1000,
    }


def judgement_data(found: Judgement) -> dict[str, object]:
    """A rule that is broken as plain data."""
    return {
        "rule": found.rule,
        "asks": words(found.rule, "en").asks,
        "hard": found.is_hard,
        "price": found.price,
        "articles": list(found.articles),
        "amount": found.amount,
    }


def _totals(fills: Sequence[Fill]) -> dict[str, object]:
    capacity, used = sum(f.capacity for f in fills), sum(f.used for f in fills)
    return {
        "placed_lines": sum(f.lines for f in fills),
        "placed_characters": sum(f.characters for f in fills),
        "overset_lines": sum(f.overset.lines for f in fills if f.overset),
        "overset_characters": sum(f.overset.characters for f in fills if f.overset),
        "fill": _share(used, capacity),
    }


def _share(used: int, capacity: int) -> float:
    return round(used / capacity, 4) if capacity else 1.0


def _coded(diagnostics: Iterable[Diagnostic], code: str, value: str) -> list[str]:
    found = (dict(d.values).get(value, "") for d in diagnostics if d.code == code)
    return list(dict.fromkeys(found))


# --- the ledger ---------------------------------------------------------------------------------

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "article": "article", "page": "page", "lines": "lines", "characters": "characters", "captions": "captions",
        "overset": "overset", "fill": "fill", "legs": "legs", "total": "total",
        "used": "used", "slack": "slack", "hard": "broken", "price": "price",
        "left": "no room for", "soft": "rules that gave way", "remarks": "for the record",
    },
    "zh": {
        "article": "稿件", "page": "版", "lines": "行", "characters": "字",
        "captions": "图说", "overset": "余稿",
        "fill": "填满", "legs": "各栏行数", "total": "合计",
        "used": "用版", "slack": "栏底空行", "hard": "违规", "price": "代价",
        "left": "未排稿件", "soft": "未尽合的规则", "remarks": "备注",
    },
}  # fmt: skip
COLUMNS = ("article", "page", "lines", "characters", "captions", "overset", "fill", "legs")


def ledger(edition: Edition, diagnostics: Sequence[Diagnostic], language: Language) -> str:
    """The ledger: one row an article, totals, one row a page, then the rules that gave way and
    what is supplied, lost or missing.
    """
    told = WORDS[language]
    head = [told[key] for key in COLUMNS]
    rows = [head, *(_row(fill) for fill in edition.fills), _total_row(edition.fills, told)]
    text = f"{edition.title}\n\n{in_columns(rows)}\n\n{page_table(edition, language)}\n"
    if edition.left:
        text += f"\n{told['left']}\n  {', '.join(edition.left)}\n"
    soft = (found for page in edition.pages for found in page.judgements if not found.is_hard)
    text += _listed(told["soft"], rule_lines(soft, language))
    remarks = [message(d, language) for d in diagnostics if not d.is_error]
    return text + _listed(told["remarks"], remarks)


def _listed(title: str, lines: Sequence[str]) -> str:
    return f"\n{title}\n" + "".join(f"  {line}\n" for line in lines) if lines else ""


def page_table(edition: Edition, language: Language) -> str:
    """A row a page: how much of it is used, how level its columns end, and how it is judged."""
    told = WORDS[language]
    rows = [[told[key] for key in ("page", "used", "slack", "hard", "price")]]
    for page in edition.pages:
        m = page.metrics
        slack = f"{m.slack / 1000:.1f}/{m.most_slack}"
        rows.append([str(page.number), f"{m.used / 1000:.0%}", slack, str(m.hard), str(m.price)])
    return in_columns(rows)


def rule_lines(judgements: Iterable[Judgement], language: Language) -> list[str]:
    """The rules that are broken, a line each: what it asks for, its price, and whose it is."""
    found: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        found.setdefault(judgement.rule, []).append(judgement)
    return [_rule_line(rule, found[rule], language) for rule in sorted(found)]


def _rule_line(rule: str, found: Sequence[Judgement], language: Language) -> str:
    names = dict.fromkeys(name for judgement in found for name in judgement.articles)
    price = sum(judgement.price for judgement in found)
    asks = words(rule, language).asks
    if language == "zh":
        of = f"（{'、'.join(names)}）" if names else ""
        return f"{rule} {asks}{of}" + (f"：代价 {price}" if price else "")
    of = f" ({', '.join(names)})" if names else ""
    return f"{rule} {asks}{of}" + (f": {price}" if price else "")


def _row(fill: Fill) -> list[str]:
    overset = f"{fill.overset.lines}/{fill.overset.characters}" if fill.overset else "0"
    share = f"{_share(fill.used, fill.capacity):.0%}" if fill.lines else "-"
    legs = " ".join(map(str, fill.legs)) if fill.lines else "-"
    return [
        fill.article, str(fill.page), str(fill.lines), str(fill.characters),
        str(fill.caption_characters or "-"), overset, share, legs,
    ]  # fmt: skip


def _total_row(fills: Sequence[Fill], words: Mapping[str, str]) -> list[str]:
    lines, characters = sum(f.lines for f in fills), sum(f.characters for f in fills)
    overset = sum(f.overset.lines for f in fills if f.overset)
    used, capacity = sum(f.used for f in fills), sum(f.capacity for f in fills)
    share = f"{_share(used, capacity):.0%}"
    captions = sum(f.caption_characters for f in fills)
    row = (lines, characters, captions, overset)
    return [words["total"], "", *map(str, row), share, ""]
