"""Short ways to ask the copy desk something: what a rule marks, what becomes of a text."""

from compositor.copydesk import RULES, Context, Finding, mended
from compositor.model.house import HouseStyle, PassageKind
from tests.samples import ROOT

HOUSE = HouseStyle()
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def find(code: str, text: str, context: Context | None = None) -> list[Finding]:
    """The findings of one rule, wherever it looks."""
    rule = next(rule for rule in RULES if rule.code == code)
    return sorted(rule.look(text, context or Context()))


def marked(code: str, text: str, context: Context | None = None) -> str:
    """The text with what a rule finds in 【…】 and, after a `>`, what it would write there."""
    for finding in reversed(find(code, text, context)):
        start, end, words = finding.start, finding.end, finding.replacement
        write = "" if words is None else f">{words}"
        text = f"{text[:start]}【{text[start:end]}{write}】{text[end:]}"
    return text


def clean(text: str, kind: PassageKind = "paragraph") -> str:
    """The text as the automatic rules leave it."""
    return mended(text, kind, HOUSE)


def only(*codes: str) -> HouseStyle:
    """A house in which these rules are automatic and no others are looked for."""
    return HouseStyle(
        tuple((rule.code, "automatic" if rule.code in codes else "off") for rule in RULES)
    )
