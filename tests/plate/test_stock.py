"""Standing elements: pages of copies are, byte for byte, what WeasyPrint lays out as a whole."""

from dataclasses import replace

import pytest

from compositor.diagnostics import Refused
from compositor.edition import Options, Planned, draw_pages, plan
from compositor.memory import Memory
from compositor.plate import draw as drawing
from compositor.plate.stock import Means, PageTexts, Stock, is_plain_css, read_pages
from compositor.sources import FolderSources, MemorySources, Sources
from tests.plate.test_crop import planned as pictured
from tests.samples import ROOT

ISSUES = ("issues/2025-08", "issues/2024-04")
HEAD = "<html><head><title>{title}</title><style>{css}</style></head><body>"
PLACE = "left:1.0000pt;top:2.5000pt;width:3.0000pt;height:-4.0000pt"
DIV, IMG = f'<div class="box" style="{PLACE}"></div>', f'<img class="t" src="g:1" style="{PLACE}">'
TAIL = "</body>\n</html>"


def drawn(sources: Sources, planned: Planned) -> bytes:
    return draw_pages(sources, planned, Options()).pdf


def as_a_whole(monkeypatch: pytest.MonkeyPatch, sources: Sources, planned: Planned) -> bytes:
    """The same pages, none of their elements from stock."""
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "read_pages", lambda html: None)
        return drawn(sources, planned)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each document that is asked of a stock was made of it."""
    asked: list[bool] = []
    real = Stock.document

    def document(stock: Stock, pages: PageTexts, means: Means) -> object:
        asked.append((made := real(stock, pages, means)) is not None)
        return made

    monkeypatch.setattr(Stock, "document", document)
    return asked


def test_pages_of_standing_elements_are_those_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one memory, whichever issue was drawn before."""
    asked, memory, sources = counted(monkeypatch), Memory(), FolderSources(ROOT)
    plans = [plan(sources, folder, memory) for folder in ISSUES]
    whole = [as_a_whole(monkeypatch, sources, planned) for planned in plans]
    assert [drawn(sources, planned) for planned in plans] == whole
    assert [drawn(sources, planned) for planned in reversed(plans)] == whole[::-1]
    assert asked == [True] * 4


def test_pictures_are_shown_in_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, (sources, planned) = counted(monkeypatch), pictured()
    assert drawn(sources, planned) == as_a_whole(monkeypatch, sources, planned)
    assert asked == [True]


LOOKS = {
    "a shade by place": (".picture, .box { background: device-cmyk(0 0 0 0.1) }", True),
    "a border all round": (".rule { border: 2pt solid device-cmyk(0 0 0 1) }", True),
    "round corners": (".picture { border-radius: 3pt } img { padding: 1pt }", True),
    "corners as large as the box": (".picture { border-radius: 20% }", False),
    "a size of its own": (".picture { width: 20pt !important }", False),
    "a place of its own": ("img { right: 0; margin-left: 1pt !important }", False),
    "turned": ("img { transform: rotate(1deg) }", False),
    "above all": ("img { z-index: 3 }", False),
    "the first alone": ("img:first-child { padding: 1pt }", False),
    "what stands beside": (".rule + .picture { padding: 1pt }", False),
    "by attribute": ("[class=picture] { padding: 1pt }", False),
    "on other media": ("@media print { .picture { padding: 1pt } }", False),
    "right pages alone": ("@page :right { margin-left: 1pt }", False),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_is_not_plain_is_laid_out_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """And what is plain is not; the pages are the same either way."""
    css, is_plain = LOOKS[name]
    asked, (sources, planned) = counted(monkeypatch), pictured()
    template = drawing.read_template(sources, planned.layout)
    template = replace(template, css=template.css + css)
    monkeypatch.setattr("compositor.edition.read_template", lambda *_: template)
    assert drawn(sources, planned) == as_a_whole(monkeypatch, sources, planned)
    assert (asked == [True]) == is_plain


def test_a_picture_that_is_not_the_issue_s_is_refused() -> None:
    """A template reaches no other file, from stock neither."""
    sources = MemorySources({})
    files = FolderSources(ROOT)
    planned = plan(files, ISSUES[0])
    template = drawing.read_template(files, planned.layout)
    spoilt = replace(template, html=template.html.replace("galley:{{", "picture:{{"))
    with pytest.raises(Refused) as refused:
        drawing.draw(planned.edition, planned.layout, spoilt, planned.faces, {}, b"")
    assert [d.code for d in refused.value.diagnostics] == ["template"]
    assert sources.digests() == ()


# ----------------------------------------------------------------------------------- the text


def test_a_filled_template_is_taken_apart() -> None:
    head = HEAD.format(title="A &amp; B", css="")
    html = f'{head}<section class="page a">\n{DIV}\n{IMG}</section>{TAIL}'
    pages = read_pages(html)
    assert pages is not None
    assert (pages.title, pages.head) == ("A & B", head.replace("<title>A &amp; B</title>", ""))
    (page,) = pages.pages
    div, img = page.elements
    assert (div.kind.tag, div.kind.name, div.source) == ("div", "box", "")
    assert (img.kind.scheme, img.source, img.place) == ("g", "g:1", (1, 2.5, 3, -4))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>text</p>",
        f'<section class="page">{DIV}text</section>',
        f'<section class="page">{DIV}<!-- --></section>',
        f'<section class="page" id="a">{DIV}</section>',
        f'<section class="page">{DIV.replace("></", ">text</")}</section>',
        f'<section class="page">{IMG.replace("width", "right")}</section>',
        f'<section class="page">{DIV}</section><p></p>',
    ],
)
def test_anything_else_in_it_is_not_for_stock(body: str) -> None:
    assert read_pages(HEAD.format(title="", css="") + body + TAIL) is None


def test_the_css_of_the_shipped_look_is_plain() -> None:
    css = (ROOT / "layouts/page.css").read_text() + "@page { size: 10pt 20pt; margin: 0 }"
    assert is_plain_css(HEAD.format(title="", css=css))
    assert not is_plain_css(HEAD.format(title="", css=css + "a:hover { color: red }"))
