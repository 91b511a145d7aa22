"""The gates on the finished PDF: text comes back, and each check can fail."""

from dataclasses import replace

import pytest

from compositor.diagnostics import Refused
from compositor.edition import Options, compose
from compositor.model.issue import Article
from compositor.plate.draw import draw, read_template
from compositor.press.preflight import CHECK_OF, Wanted, preflight
from compositor.press.readback import Readback, fold
from compositor.press.textback import check_text_back, manuscript_text
from compositor.pressfile import wanted_of
from compositor.sources import FolderSources
from tests.samples import ISSUE_FOLDER, ROOT, composed, issue_sources, planned, sikai

# What can be asked of pages as they are drawn; the rest is asked of what is stamped.
DRAWN_CHECKS = frozenset({"P01", "P02", "P04", "P06", "P16", "P21"})
WANTED = wanted_of(planned())
FONTS = WANTED.fonts or frozenset()


def texts() -> tuple[str, ...]:
    """The pages' text as read back."""
    with Readback(composed().pdf) as readback:
        return readback.texts()


def findings(articles: tuple[Article, ...], pages: tuple[str, ...]) -> list[str]:
    """The articles the gate finds fault with."""
    found = check_text_back(articles, composed().edition, sikai(), pages)
    return [dict(d.values)["article"] for d in found]


def test_every_article_comes_back_whole() -> None:
    """The seed issue's text is in its PDF, article by article."""
    assert findings(planned().articles, texts()) == []


def test_the_gate_looks_at_all_words_of_an_article() -> None:
    """Heading, body, source line and captions together are the manuscript's words."""
    article = next(a for a in planned().articles if a.name == "lvshunkou")
    parts = manuscript_text(article, sikai())
    assert parts["heading"].startswith("工会博览职工共享自习室里")
    assert parts["text"].endswith("来源：《工人日报》")
    photo = next(a for a in planned().articles if a.name == "hongze")
    assert manuscript_text(photo, sikai())["caption"].endswith("王雪赵露克余摄")


@pytest.mark.parametrize("damage", ["lost", "doubled", "swapped", "changed"])
def test_one_damaged_character_is_found_in_its_article(damage: str) -> None:
    """A character lost, doubled, swapped or changed in print fails the gate, by name."""
    first, second = texts()
    at = first.index("茶水间里")
    cut = {
        "lost": first[:at] + first[at + 1 :],
        "doubled": first[:at] + first[at] + first[at:],
        "swapped": first[:at] + first[at + 1] + first[at] + first[at + 2 :],
        "changed": first[:at] + "荼" + first[at + 1 :],
    }
    assert findings(planned().articles, (cut[damage], second)) == ["lvshunkou"]


def test_the_gate_compares_with_the_manuscript_not_with_the_edition() -> None:
    """If setting had dropped a word, edition and PDF would agree; the manuscript does not."""
    articles = tuple(
        replace(a, headline=a.headline + "（续）") if a.name == "binhai" else a
        for a in planned().articles
    )
    assert findings(articles, texts()) == ["binhai"]


def test_furniture_is_compared_as_well() -> None:
    """A wrong page number in print is found."""
    first, second = texts()
    assert findings(planned().articles, (first, "3" + second[1:])) == ["page 2"]


def test_folding_keeps_every_sign_but_white_space() -> None:
    """PDFium's line-end hyphens become hyphens again; ideographic spaces go."""
    assert fold("a\u3000b \n c\ufffed\x02") == "abc-d-"


def checked(pdf: bytes, wanted: Wanted = WANTED) -> set[str]:
    """What preflight finds of the checks that a build has to pass."""
    found = preflight(pdf, wanted).findings
    return {d.code for d in found if CHECK_OF[d.code] in DRAWN_CHECKS}


def test_the_seed_issue_passes_preflight() -> None:
    """Trim, fonts and colours of a real build are in order."""
    assert checked(composed().pdf) == set()


def test_a_font_that_is_not_ours_is_found() -> None:
    """A face of another family is foreign, embedded or not."""
    fewer = replace(WANTED, fonts=frozenset(n for n in FONTS if "Song" not in n))
    assert checked(composed().pdf, fewer) == {"foreign-font"}


def with_css(css: str) -> bytes:
    """The seed issue drawn with more CSS than its layout has."""
    made = planned()
    template = read_template(FolderSources(ROOT), made.layout)
    more = replace(template, css=template.css + css)
    return draw(made.edition, made.layout, more, made.faces, {}, b"0" * 16)


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("", "page-count"),
        ("{{ 1/0 }}", "template"),
        ("{{ nope }}", "template"),
        ("{% for %}", "template"),
    ],
)
def test_a_template_that_fails_is_a_diagnostic(html: str, code: str) -> None:
    """No page, an expression that raises, a name that is not there, bad syntax: no traceback."""
    made = planned()
    template = replace(read_template(FolderSources(ROOT), made.layout), html=html)
    try:
        pdf = draw(made.edition, made.layout, template, made.faces, {}, b"0" * 16)
    except Refused as refused:
        assert [d.code for d in refused.diagnostics] == [code]
        assert refused.diagnostics[0].place
        return
    with Readback(pdf) as readback:
        found = check_text_back(made.articles, made.edition, made.layout, readback.texts())
    assert [d.code for d in found] == [code]


@pytest.mark.parametrize(
    ("css", "code"),
    [
        (".nameplate {background: linear-gradient(red, blue)}", "not-cmyk"),
        (".box.border {border-color: #333}", "not-cmyk"),
        (".nameplate {opacity: 0.5}", "transparency-live"),
    ],
)
def test_what_css_may_not_use_is_found_in_the_bytes(css: str, code: str) -> None:
    """RGB in gradients and borders, and transparency, wherever the engine puts them.

    The lint of CSS refuses all three before that; drawing alone does not look at stylesheets.
    """
    assert code in checked(with_css(css))


BARRED = "---\nkicker: 县总工会|启动行动\nheadline: 隐患查在班前||责任落到|岗位\n---\n\n正文。\n"
BARRED_ISSUE = """\
publication: {name: 滨江工人}
date: 2025-09-15
layout: sikai
pages:
  - page: 1
    articles:
      - {article: a, rank: third, at: {column: 1, line: 10, columns: 3, lines: 12}}
"""


def test_bars_turn_lines_and_are_nowhere_to_be_read() -> None:
    """Neither in the PDF, which the gate has read, nor in the edition."""
    options = Options(preview_dpi=50, allow_overset=True)
    done = compose(issue_sources(BARRED_ISSUE, {"a": BARRED}), ISSUE_FOLDER, options)
    frames = {frame.style: frame for frame in done.edition.pages[0].frames}
    lines = [placed.line.text for placed in frames["third-headline"].lines]
    assert lines == ["隐患查在班前", "责任落到岗位"]
    with Readback(done.pdf) as readback:
        assert "县总工会启动行动隐患查在班前责任落到岗位" in readback.texts()[0]
