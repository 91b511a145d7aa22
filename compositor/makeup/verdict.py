"""What a judged page is told of: every hard rule it breaks, and a foot that is left empty.

    broken(plan, judgements, said)  # diagnostics, each at the article it is about
    short(plan, sketch)

They are warnings, since a proof may show them; a press run takes none of them (`PRESS_CODES`). What
has a diagnostic of its own among those `said`, overset text, modules that overlap or are underfull,
is not told again.
"""

from collections.abc import Iterable, Iterator

from compositor.diagnostics import Diagnostic, diagnose
from compositor.diagnostics.rulewords import words
from compositor.makeup.rules import PageSketch
from compositor.model.edition import Judgement
from compositor.model.issue import PagePlan

TOLD_ELSEWHERE = frozenset({"R01", "R02"})  # as `overset`, `outside-grid` and `modules-overlap`
OF_AMOUNT = frozenset({"R17", "R25"})  # broken as well where there is too much or too little text
AMOUNTS = frozenset({"overset", "underfull"})
PRESS_CODES = frozenset({"rule-broken", "page-short", "underfull"})  # what keeps a page from press
FOOT_SLACK = 2  # lines a column may end above the foot, as many as air between modules; by eye


def broken(
    plan: PagePlan, judgements: Iterable[Judgement], said: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """The hard rules that a page breaks."""
    places = {placement.article: placement.place for placement in plan.placements}
    known = {dict(d.values)["article"] for d in said if d.code in AMOUNTS}
    for found in judgements:
        is_told = found.rule in OF_AMOUNT and known.issuperset(found.articles)
        if not found.is_hard or found.rule in TOLD_ELSEWHERE or is_told:
            continue
        named = [f"`{name}`" for name in found.articles]
        english, chinese = words(found.rule, "en"), words(found.rule, "zh")
        many = "" if found.amount == 1 else "s"
        yield diagnose(
            "rule-broken",
            next((places[name] for name in found.articles if name in places), plan.place),
            page=plan.number,
            rule=found.rule,
            of=f" ({', '.join(named)})" if named else "",
            of_zh="".join(f"「{name}」" for name in found.articles),
            asks=english.asks,
            asks_zh=chinese.asks,
            amount=f"; {found.amount} line{many} off" if found.amount else "",
            amount_zh=f"；差 {found.amount} 行" if found.amount else "",
            advice=english.advice,
            advice_zh=chinese.advice,
        )


def short(plan: PagePlan, sketch: PageSketch) -> Iterator[Diagnostic]:
    """Columns that end well above the foot of the page."""
    free = sketch.free
    columns = range(free.x, free.right)
    foots = [
        max((m.area.bottom for m in sketch.modules if m.area.x <= c < m.area.right), default=free.y)
        for c in columns
    ]
    gaps = [free.bottom - foot for foot in foots if free.bottom - foot > FOOT_SLACK]
    if gaps and sketch.modules:
        values = {"lines": max(gaps), "columns": len(gaps), "empty": sum(gaps)}
        yield diagnose("page-short", plan.place, page=plan.number, **values)
