"""The lint of a template, as it stands and as it is filled, and where it is called."""

import subprocess
import sys
from dataclasses import replace

import pytest

from compositor.diagnostics import Diagnostic, Refused
from compositor.edition import Options, compose, plan
from compositor.galleyproof import Sheet, compose_galley
from compositor.model.ink import Ink
from compositor.plate.draw import draw, read_template
from compositor.plate.template_lint import check_look
from compositor.sources import FileInstead, FolderSources
from tests.plate.looks import COMMON_HTML, OWN_CSS, RED, looked_at, press_of, told
from tests.samples import ISSUE, ROOT, planned, sikai


@pytest.mark.parametrize(
    ("html", "code", "column"),
    [
        ("<style>.a { color: red }</style>", "css-colour", 20),
        ("<STYLE type='text/css'>.a { color: red }</STYLE>", "css-colour", 36),
        ("<p class=a style='color: red'>", "css-colour", 26),
        ('<p data-x=">" style="left: 0; color: #333">', "css-colour", 38),
        ("<p style=color:red>", "css-colour", 16),
        (
            "<p {% if x %}class='a'{% endif %} style=\"{{ at(r['x']) }};color: red\">",
            "css-colour",
            66,
        ),
        ("<p style='{% if x %}color: red{% endif %}'>", "css-colour", 28),
        ("<p style='color: #{{ x }}'>", "css-colour", 18),
        ("<p style='color: rgb({{ x }}, 0, 0)'>", "css-colour", 18),
        ("<tr bgcolor='#fff'>", "css-colour", 14),
        ("<p color=red>", "css-colour", 10),
        ("<body background=x.png>", "css-outside", 18),
        ("<svg><path d='M 0 0'/></svg>", "css-outside", 1),
        ("<link rel=stylesheet>", "css-outside", 1),
        ("<img src=x.png>", "css-outside", 10),
        ("<img src='data:image/png;base64,AAAA'>", "css-outside", 11),
        ("<font>", "css-element", 1),
        ("<hr>", "css-element", 1),
        ("<mark>x</mark>", "css-element", 1),
        ("<fieldset>", "css-element", 1),
        ("<table>", "css-element", 1),
        ("<a href='#x'>x</a>", "css-element", 1),
    ],
)
def test_what_a_template_may_not_say_is_refused_where_it_stands(
    html: str, code: str, column: int
) -> None:
    """In `<style>`, in attributes, in elements; Jinja expressions move nothing."""
    found = looked_at(html=f"{{# red #}}\n<p>\n{html}\n")
    assert {d.place.file for d in found if d.place} == {COMMON_HTML}
    assert told(found) == [(code, 3, column)]


@pytest.mark.parametrize(
    "html",
    [
        "{# <hr> <p style='color: red'> #}<!-- <hr> -->",
        "<style>{{ css }} .a { color: {{ x }}; width: {{ y|pt }} }</style>",
        "<style>/* red */ @page { bleed: {{ layout.bleed|pt }} }</style>",
        "<p class='red' title='#333' id=black>red #333 rgb(0 0 0)</p>",
        "<p style='color: device-cmyk(0 0 0 {{ k }})'>",
        "<p style='color: var(--ink-{{ name }}); opacity: {{ o }}; box-shadow: {{ s }}'>",
        "<img src='galley:1/0'><img src='{{ x }}'><img src=fpo:1/0><img src=\"picture:{{ f }}\">",
        "<a name=x></a><meta name=color content=red>",
        "<p style='left: 0' <",
    ],
)
def test_what_a_template_may_say_raises_no_alarm(html: str) -> None:
    """Comments of both kinds, words, and whatever is not known before it is filled."""
    assert looked_at(html=html) == ()


def test_an_ink_of_the_layout_must_be_one_the_press_can_lay_down() -> None:
    """Told at its place in the layout; black alone takes any."""
    layout = replace(sikai(), inks=(RED, Ink("night", (100, 90, 20, 40))))
    sources = FolderSources(ROOT)
    (finding,) = check_look(sources, layout, press_of("newsprint"))
    assert finding.code == "ink-too-heavy"
    assert dict(finding.values) == {"found": "night", "total": "250", "limit": "220"}
    assert check_look(sources, layout, press_of("offset")) == ()
    assert check_look(sources, layout, press_of("mono")) == ()


# ------------------------------------------------------------------------------------ filled


def drawn_with(html: str) -> tuple[Diagnostic, ...]:
    """What drawing the seed issue with more in its template is refused for."""
    made = planned()
    template = read_template(FolderSources(ROOT), made.layout)
    more = replace(template, html=template.html.replace("<body>", f"<body>{html}"))
    try:
        draw(made.edition, made.layout, more, made.faces, {}, b"0" * 16)
    except Refused as refused:
        return refused.diagnostics
    return ()


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<p style=\"color: {{ 're' ~ 'd' }}\"></p>", "css-colour"),
        ('<p style="opacity: {{ 1 / 2 }}"></p>', "css-effect"),
        ("<style>.a { color: {{ '#33' ~ '3' }} }</style>", "css-colour"),
        ('<p style="color: device-cmyk(0 0 0 {{ 1 + 1 }})"></p>', "css-colour"),
        ("<p style=\"color: var(--ink-{{ 're' ~ 't' }})\"></p>", "css-ink-unknown"),
        ("<img src=\"{{ 'x.' ~ 'png' }}\">", "css-outside"),
        ("{{ '<hr>'|safe }}", "css-element"),
    ],
)
def test_what_an_expression_puts_in_is_looked_at_when_it_is_filled(html: str, code: str) -> None:
    """Nothing can be told of it before."""
    assert looked_at(html=html) == ()
    (finding,) = drawn_with(html)
    assert finding.code == code
    assert finding.place
    assert finding.place.file == COMMON_HTML


def test_the_filled_page_of_the_project_raises_no_alarm() -> None:
    """Its own places, bleed and inks are no faults, nor are those a template computes well."""
    assert drawn_with('<p style="color: device-cmyk(0 0 0 {{ 1 / 2 }})"></p>') == ()


# ---------------------------------------------------------------------------------- where it runs

BAD = b".a { color: #333 }"


def test_check_build_and_galley_say_it_and_nothing_is_drawn() -> None:
    """The plan has it among its diagnostics; both ways of drawing stop."""
    sources = FileInstead(FolderSources(ROOT), OWN_CSS, BAD)
    found = plan(sources, ISSUE).diagnostics
    assert [(d.code, d.place and d.place.file) for d in found if d.is_error] == [
        ("css-colour", OWN_CSS)
    ]
    with pytest.raises(Refused):
        compose(sources, ISSUE, Options())
    with pytest.raises(Refused) as refused:
        compose_galley(sources, f"{ISSUE}/articles/nantong.md", Sheet("sikai", 11, 3))
    assert [d.code for d in refused.value.diagnostics if d.is_error] == ["css-colour"]


def test_looking_does_without_weasyprint_and_jinja() -> None:
    """`check` would wait for them."""
    program = (
        "import sys, compositor.edition, compositor.plate.template_lint;"
        "print([m for m in ('weasyprint', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("sign", ["(", "f(", "device-cmyk(", "rgb(", "a {", "{ b: "])
def test_brackets_in_brackets_are_no_traceback(sign: str) -> None:
    """Whether looking or drawing gives up first, it says so."""
    css = f".a {{ color: {sign * 3000}"
    assert {d.code for d in looked_at(css)} <= {"template", "css-colour"}
    made = planned()
    template = read_template(FolderSources(ROOT), made.layout, press_of("mono"))
    more = replace(template, css=template.css + css)
    try:
        draw(made.edition, made.layout, more, made.faces, {}, b"0" * 16)
    except Refused as refused:
        assert {d.code for d in refused.diagnostics} == {"template"}


def test_css_the_engine_trips_over_is_no_traceback() -> None:
    """No fault of colour, so that drawing tells it."""
    assert looked_at(".a { font: normal }") == ()
    assert [d.code for d in drawn_with("<style>.a { font: normal }</style>")] == ["template"]


def test_a_look_that_is_not_there_is_told() -> None:
    sources = FolderSources(ROOT / "issues")
    assert [d.code for d in check_look(sources, sikai(), press_of("newsprint"))] == ["no-file"]
