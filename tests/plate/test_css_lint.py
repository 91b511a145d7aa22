"""The lint of CSS: everything a press cannot print is refused where it stands, and nothing else."""

from dataclasses import replace
from typing import get_args

import pytest

from compositor.manuscript.layouts import layout_names, read_layout
from compositor.model.press import ConditionName
from compositor.plate.template_lint import check_look
from compositor.sources import FolderSources
from tests.plate.looks import OWN_CSS, looked_at, press_of, told
from tests.samples import ROOT

# A declaration, what it is refused as, and the column at which it is; `.a { ` is five signs wide.
REFUSED = [
    ("color: red", "css-colour", 13),
    ("color: RED", "css-colour", 13),
    ("color: r\\65 d", "css-colour", 13),
    ("COLOR: #333", "css-colour", 13),
    ("background: #ffffff80", "css-colour", 18),
    ("background: rgb(0 0 0)", "css-colour", 18),
    ("background: rgba(0, 0, 0, 1)", "css-colour", 18),
    ("background: hsl(0 0% 0%)", "css-colour", 18),
    ("background: hsla(0, 0%, 0%, 1)", "css-colour", 18),
    ("background: hwb(0 0% 0%)", "css-colour", 18),
    ("background: lab(0 0 0)", "css-colour", 18),
    ("background: lch(0 0 0)", "css-colour", 18),
    ("background: oklab(0 0 0)", "css-colour", 18),
    ("background: oklch(0 0 0)", "css-colour", 18),
    ("background: color(srgb 0 0 0)", "css-colour", 18),
    ("background: color-mix(in srgb, red, blue)", "css-colour", 18),
    ("background: light-dark(red, blue)", "css-colour", 18),
    ("background: CanvasText", "css-colour", 18),
    ("border: 1pt solid black", "css-colour", 24),
    ("border-left: 1pt solid LinkText", "css-colour", 29),
    ("border-inline-start-color: black", "css-colour", 33),
    ("column-rule: 1pt solid red", "css-colour", 29),
    ("text-decoration: underline red", "css-colour", 33),
    ("fill: red", "css-colour", 12),
    ("outline: 1pt solid invert", "css-colour", 25),
    ("color: initial", "css-colour", 13),
    ("all: initial", "css-colour", 11),
    ("color: device-cmyk(0 0 0)", "css-colour", 13),
    ("color: device-cmyk(0 0 0 1 1)", "css-colour", 13),
    ("color: device-cmyk(0 0 0 1.1)", "css-colour", 13),
    ("color: device-cmyk(0 0 0 -0.1)", "css-colour", 13),
    ("color: device-cmyk(0 0 0 101%)", "css-colour", 13),
    ("color: device-cmyk(none 0 0 1)", "css-colour", 13),
    ("color: device-cmyk(0 0 0 calc(1))", "css-colour", 13),
    ("color: device-cmyk(0, 0, 0, 100%)", "css-colour", 13),
    ("color: device-cmyk(0 0 0 1, red)", "css-colour", 13),
    ("color: device-cmyk(0 0 0 1 / )", "css-colour", 13),
    ("color: var(--x, red)", "css-colour", 22),
    ("color: var(--ink-red, red)", "css-colour", 28),
    ("color: device-cmyk(0 0 0 1 / 0.5)", "css-effect", 13),
    ("color: device-cmyk(0 0 0 1 / 50%)", "css-effect", 13),
    ("color: transparent", "css-effect", 13),
    ("border: 1pt solid transparent", "css-effect", 24),
    ("text-decoration: underline transparent", "css-effect", 33),
    ("opacity: calc(0.5)", "css-effect", 6),
    ("opacity: 0.5", "css-effect", 6),
    ("opacity: 99%", "css-effect", 6),
    ("OPACITY: 0 !important", "css-effect", 6),
    ("fill-opacity: 0.5", "css-effect", 6),
    ("box-shadow: 0 0 2pt device-cmyk(0 0 0 1)", "css-effect", 6),
    ("text-shadow: 1pt 1pt", "css-effect", 6),
    ("filter: blur(2pt)", "css-effect", 6),
    ("backdrop-filter: blur(2pt)", "css-effect", 6),
    ("mix-blend-mode: multiply", "css-effect", 6),
    ("background-blend-mode: multiply", "css-effect", 6),
    ("mask: circle()", "css-effect", 6),
    ("mask-image: linear-gradient(#000, #fff)", "css-effect", 6),
    ("background: linear-gradient(device-cmyk(0 0 0 1), device-cmyk(0 0 0 0))", "css-effect", 18),
    ("background: radial-gradient(red, blue)", "css-effect", 18),
    ("background: conic-gradient(red, blue)", "css-effect", 18),
    ("background: repeating-linear-gradient(red, blue)", "css-effect", 18),
    ("border-style: inset", "css-effect", 20),
    ("border: 1pt outset", "css-effect", 18),
    ("border-top: 1pt groove", "css-effect", 22),
    ("outline-style: ridge", "css-effect", 21),
    ("column-rule-style: inset", "css-effect", 25),
    ("background: url(x.png)", "css-outside", 18),
    ("background: URL('x.png')", "css-outside", 18),
    ("content: url(x.png)", "css-outside", 15),
    ("list-style: url(x.png)", "css-outside", 18),
    ("background: image-set('x.png' 1x)", "css-outside", 18),
    ("background: image('x.png')", "css-outside", 18),
    ("background: cross-fade(url(x), url(y))", "css-outside", 18),
    ("background-image: url(x.png)", "css-outside", 6),
    ("border-image: url(x.png) 3", "css-outside", 6),
    ("list-style-image: url(x.png)", "css-outside", 6),
    ("marks: crop cross", "css-marks", 6),
    ("bleed: 3mm", "css-marks", 6),
    ("color: var(--ink-rde)", "css-ink-unknown", 13),
    ("width: var(--ink-rde)", "css-ink-unknown", 13),
    ("color: var(--nowhere)", "css-ink-unknown", 13),
    ("color: var(--Ink-red)", "css-ink-unknown", 13),
    ("background: device-cmyk(0.8 0.7 0.7 0.1)", "css-too-heavy", 18),
]


@pytest.mark.parametrize(("declaration", "code", "column"), REFUSED)
def test_what_a_press_cannot_print_is_refused_where_it_stands(
    declaration: str, code: str, column: int
) -> None:
    """By file, line and column, also within `@media`; the first sign of the fault is marked."""
    (finding,) = looked_at(f"\n.a {{ {declaration} }}\n")
    assert finding.place
    assert finding.place.file == OWN_CSS
    assert (finding.code, finding.place.line, finding.place.column) == (code, 2, column)
    (again,) = looked_at(f"@media print {{ .a:first-child {{\n.a {{ {declaration} }} }} }}")
    assert (again.code, again.place and again.place.line) == (code, 2)


@pytest.mark.parametrize(
    "css",
    [
        ".a { color: device-cmyk(0 0 0 1); background: DEVICE-CMYK(0 50% 0.5 0%) }",
        ".a { color: device-cmyk(0, 0, 0, 1); border: 1pt solid device-cmyk(0 0 0 1 / 1) }",
        ".a { color: device-cmyk(0 0 0 1 / 100%) }",
        ".a { color: var(--ink-red); border: 0.5pt solid var(--ink-red) }",
        ".a { background-color: transparent; background: none; border-color: currentColor; fill: inherit }",
        ".a { border-color: initial; background: unset; outline: 0; border: none }",
        ".a { border-style: solid dashed dotted double hidden }",
        "html { --warm: device-cmyk(0 0.1 0.2 0) } .a { background: var(--warm) }",
        "html { --one: var(--two); --two: device-cmyk(0 0 0 1) } .a { color: var(--one) }",
        "html { --one: var(--two); --two: var(--one) } .a { color: var(--one) }",
        "html { --dim: 0.5; --rgb: red; --u: url(x.png); --h: #333 }",
        "html { --wide: 2pt } .a { border: var(--wide) solid; padding: var(--nowhere) }",
        ".a { color: var(--nowhere, device-cmyk(0 0 0 1)) }",
        "/* red #333 url(x) rgb(1 1 1) */ .a { width: 1pt /* opacity: 0.5 */ }",
        '.a { content: "red #333 url(x) rgba(0,0,0,.5)"; quotes: "«" "»" }',
        ".a { font-family: Red, Linen; grid-area: red; animation-name: tomato; page: blue }",
        ".red #red, a[href='#333'] > .black { width: 1pt }",
        ".a { opacity: 1; box-shadow: none; filter: none; mix-blend-mode: normal; mask: none }",
        ".a { opacity: 100%; text-shadow: inherit; border-image: none; background-image: none }",
        ".a { opacity: var(--full) } html { --full: 1 }",
        ".a { box-shadow: var(--none) } html { --none: none }",
        ".a { cursor: url(hand.cur), pointer; color-scheme: dark; transform: rotate(90deg) }",
        ".a { object-fit: cover; object-position: 10% 20%; overflow: hidden; clip-path: none }",
        "@page { size: A4; margin: 0; @top-left { content: counter(page) } } @charset 'utf-8';",
        "@media print { .a:hover { color: var(--ink-red) } } @layer one { .b { width: 1pt } }",
        ".a { color: ; : red; ; } } .b { { } } @@ <!-- --> .c",
        "",
    ],
)
def test_what_a_press_can_print_raises_no_alarm(css: str) -> None:
    """Inks, CMYK and keywords; comments, strings, names of anything but colours; broken CSS."""
    assert looked_at(css) == ()


@pytest.mark.parametrize("name", layout_names(FolderSources(ROOT)))
def test_the_shipped_looks_raise_no_alarm(name: str) -> None:
    """On any press. The control: without its inks the same look is refused."""
    sources = FolderSources(ROOT)
    layout = read_layout(sources, name).value
    assert layout
    for press in map(press_of, get_args(ConditionName)):
        assert check_look(sources, layout, press) == ()
    found = check_look(sources, replace(layout, inks=()), press_of("newsprint"))
    assert {d.code for d in found} == {"css-ink-unknown"}


def test_all_faults_are_told_at_once() -> None:
    """Several in a declaration, in a rule, in a file."""
    css = ".a { border: 1pt groove red; opacity: 0 }\n@import 'x.css';\n.b { color: #333 }"
    assert told(looked_at(css)) == [
        ("css-effect", 1, 18),
        ("css-colour", 1, 25),
        ("css-effect", 1, 30),
        ("css-outside", 2, 1),
        ("css-colour", 3, 13),
    ]


@pytest.mark.parametrize("rule", ["@import 'x.css';", "@font-face { src: url(x.otf) }"])
def test_a_layout_reaches_no_other_file_by_rules(rule: str) -> None:
    assert ("css-outside", 1, 1) in told(looked_at(rule))


def test_a_colour_profile_is_the_presss_to_choose() -> None:
    assert told(looked_at("@color-profile device-cmyk { components: a }")) == [
        ("css-outside", 1, 1)
    ]


@pytest.mark.parametrize(
    ("css", "code", "line"),
    [
        ("html { --x: red }\n.a { color: var(--x) }", "css-colour", 1),
        ("html { --x: var(--y) }\nhtml { --y: #333 }\n.a { fill: var(--x) }", "css-colour", 2),
        ("html { --x: url(a.png) }\n.a { content: var(--x) }", "css-outside", 1),
        ("html { --x: 0.5 }\n.a { opacity: var(--x) }", "css-effect", 2),
        ("html { --x: 0 0 1pt }\n.a { box-shadow: var(--x) }", "css-effect", 2),
    ],
)
def test_a_custom_property_is_followed_to_what_it_says(css: str, code: str, line: int) -> None:
    """A colour is refused where it is defined, an effect where it is used."""
    assert [(c, at) for c, at, _ in told(looked_at(css))] == [(code, line)]


def test_a_custom_property_is_looked_at_once_however_often_it_is_named() -> None:
    """Thirty that each name the next one twice are no thousand million."""
    chain = "".join(f"--p{at}: var(--p{at + 1}) var(--p{at + 1}); " for at in range(30))
    css = f"html {{ {chain} --p30: red }} .a {{ border: var(--p0) }} .b {{ opacity: var(--p0) }}"
    assert [d.code for d in looked_at(css)] == ["css-colour"]


def test_a_misspelt_ink_is_told_with_the_one_that_was_meant() -> None:
    (finding,) = looked_at(".a { color: var(--ink-rde) }")
    values = dict(finding.values)
    assert (values["found"], values["near"]) == ("--ink-rde", "--ink-red")
    (finding,) = looked_at(".a { color: red }")
    assert dict(finding.values)["near"] == "var(--ink-red)"


@pytest.mark.parametrize(
    ("condition", "refused"), [("newsprint", True), ("offset", False), ("mono", False)]
)
def test_the_ink_limit_is_the_press_conditions(condition: ConditionName, refused: bool) -> None:
    """230 % are too much for newsprint; a press of black alone turns them into a grey."""
    found = looked_at(".a { color: device-cmyk(0.8 0.7 0.7 0.1) }", press=press_of(condition))
    assert [d.code for d in found] == ["css-too-heavy"] * refused


def test_the_limit_itself_is_allowed() -> None:
    """Sums of decimal fractions are held against it, not of what a computer makes of them."""
    assert looked_at(".a { color: device-cmyk(0.7 0.7 0.7 0.1) }") == ()
    assert [d.code for d in looked_at(".a { color: device-cmyk(0.7 0.7 0.7 0.101) }")]
