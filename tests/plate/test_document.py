"""Plain documents: our faces and no others, black alone, the same bytes every time."""

import os
from io import BytesIO

from pypdf import PdfReader

from compositor.plate.document import NO_SIGN, draw_document
from compositor.typefaces import font_name
from tests.press.spoilt import held
from tests.samples import planned

CSS = "@page { size: 148mm 210mm; margin: 10mm } body { font: 10pt song } b { font-family: kai }"


def drawn(body: str, css: str = CSS) -> PdfReader:
    return PdfReader(BytesIO(draw_document(body, css, planned().faces)))


def fonts(reader: PdfReader) -> set[str]:
    """The roles of all faces that are embedded."""
    found = (held(page, "Font") for page in reader.pages)
    names = (font.get_object()["/BaseFont"] for kept in found for font in kept.values())
    return {name.partition("+")[2].partition("-")[0] for name in names}


def test_words_come_back_from_the_faces_that_the_css_names() -> None:
    reader = drawn("<p>“校样”——abc <b>楷体</b> &lt;b&gt;</p>")
    assert "“校样”——abc 楷体 <b>" in reader.pages[0].extract_text()
    assert fonts(reader) == {"song", "kai"}


def test_words_are_printed_to_the_letter() -> None:
    """Whatever they would mean as CSS: dates, brackets that are not closed, comments."""
    text = "2026-11-26 (a [b {c /*d*/ url(x) device-cmyk(0 1 0 0) } ; --e"
    assert text in drawn(f"<p>{text}</p>").pages[0].extract_text().replace("\n", " ")


def test_no_face_of_the_system_is_seen() -> None:
    """What no face of ours has is printed as a sign for it, whatever fonts the system has."""
    reader = drawn("<p>甲😀乙\u0e01丙</p><p><b>鿔</b></p>")
    assert f"甲{NO_SIGN}乙{NO_SIGN}丙" in reader.pages[0].extract_text()
    assert fonts(reader) <= {"song", "kai"}


def test_a_family_that_is_no_role_is_set_in_ours() -> None:
    assert fonts(drawn("<p style='font-family: serif'>甲</p>")) <= {"song", "kai"}


def test_the_environment_is_as_it_was() -> None:
    before = dict(os.environ)
    drawn("<p>甲</p>")
    assert dict(os.environ) == before


def test_all_is_black_ink() -> None:
    """Colours of our stylesheets become the grey they are; type is black by itself."""
    reader = drawn(
        "<p class='red'>甲</p>", CSS + ".red { background: device-cmyk(0 .9 .9 0); border: solid }"
    )
    content = reader.pages[0].get_contents()
    assert content is not None
    colours = [line.split() for line in content.get_data().splitlines()]
    assert not [line for line in colours if line[-1:] in ([b"rg"], [b"RG"])]
    inks = [line[:4] for line in colours if line[-1:] in ([b"scn"], [b"SCN"])]
    assert inks
    assert all(ink[:3] == [b"0", b"0", b"0"] for ink in inks)


def test_nothing_else_is_opened() -> None:
    """A picture of the system is left out: there is no way to a file or an address."""
    reader = drawn("<p>甲<img src='file:///etc/hostname'><img src='http://localhost/x.png'></p>")
    assert not held(reader.pages[0], "XObject")
    assert "甲" in reader.pages[0].extract_text()


def test_the_same_text_gives_the_same_bytes() -> None:
    body = "<h1>校样</h1>" + "<p>一二三四五</p>" * 80
    assert draw_document(body, CSS, planned().faces) == draw_document(body, CSS, planned().faces)
    assert len(drawn(body).pages) > 1


def test_names_of_faces_are_those_of_the_font_table() -> None:
    """The control of the roles: the table knows them."""
    assert {"song", "kai"} <= set(planned().faces.records)
    assert font_name(planned().faces.records["song"])
