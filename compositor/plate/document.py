"""A plain document: text of ours in the order it is read, in our own faces, black on paper.

    draw_document(body, css, faces)     → PDF: lists of problems and of changes, to be printed

`body` is what stands in `<body>`, text escaped by whoever makes it; `css` says `@page` and the
rest, with the roles of the font table as families (`font-family: song`). WeasyPrint lays it out:
nothing here is set as a newspaper is. No font of the system is seen: each role that the CSS names
is handed over as a subset, with what its chain of fallbacks has beyond it, and a sign that no face
has is printed as 〓. No file and no address is opened. All is black ink: of colours written as
`device-cmyk()` the grey is taken, and no others should be there. Same text, same faces, same bytes.
"""

import os
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from hashlib import sha256
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from compositor.plate.colours import black_only
from compositor.plate.engine import (
    HTML,
    FontConfiguration,
    URLFetcher,
    URLFetcherResponse,
)
from compositor.typefaces import Typefaces

NO_SIGN = "〓"  # 地脚: what a compositor puts where he has no type
ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | {NO_SIGN}  # counters and what is put in
FACE = "face:"
PICTURE = "data:image/png;base64,"  # the one kind of picture a document may hold, in itself
START = "html { color: device-cmyk(0 0 0 1) } body { margin: 0 }\n"
PAGE = '<html lang="zh-Hans"><head><style>%s</style></head><body>%s</body></html>'
NO_FONTS = "<fontconfig></fontconfig>"
NAMES_FILE = "FONTCONFIG_FILE"


def draw_document(html_body: str, css: str, faces: Typefaces) -> bytes:
    """The document as PDF, set in `faces` and black."""
    roles = [role for role in faces.records if re.search(rf"\b{role}\b", css)]
    wanted = ALWAYS | {c for c in unescape(html_body) + css if c > "~"}
    lost = _lost(wanted, roles, faces)
    body = html_body.translate(dict.fromkeys(map(ord, lost), NO_SIGN))
    rules = _rules(roles, faces) + START + black_only(css)
    page = PAGE % (rules, body)
    files = dict(_files(roles, wanted, faces))
    with _only_ours() as fonts:
        document = HTML(string=page, url_fetcher=_Faces(files)).render(font_config=fonts)
        pdf: bytes = document.write_pdf(pdf_identifier=sha256(page.encode()).digest()[:16])
    return pdf


def _chains(roles: Sequence[str], faces: Typefaces) -> Iterator[str]:
    """The roles and all that stands in for them, each once."""
    return iter(dict.fromkeys(role for one in roles for role in faces.chain(one)))


def _files(roles: Sequence[str], wanted: Set[str], faces: Typefaces) -> Iterator[tuple[str, bytes]]:
    for role in _chains(roles, faces):
        yield FACE + role, faces[role].subset_of(wanted)


def _lost(wanted: Set[str], roles: Sequence[str], faces: Typefaces) -> set[str]:
    """Characters that one of the roles has in no face."""
    unseen = {"\n", "\r", "\t"}
    seen = (c for c in wanted - unseen if c.isprintable())
    return {c for c in seen for role in roles if faces.role_for(c, role) is None}


def _rules(roles: Sequence[str], faces: Typefaces) -> str:
    """The faces as CSS: a family for each role; who stands in is found among all of them."""
    rule = "@font-face {{ font-family: {role}; src: url({face}{role}) }}\n"
    return "".join(rule.format(role=role, face=FACE) for role in _chains(roles, faces))


@contextmanager
def _only_ours() -> Iterator[FontConfiguration]:
    """Fontconfig with no font but those of the document.

    It asks the environment for its file when a configuration is made, and at no other time.
    """
    before = os.environ.get(NAMES_FILE)
    with TemporaryDirectory(prefix="compositor-") as folder:
        empty = Path(folder) / "fonts.conf"
        empty.write_text(NO_FONTS, encoding="ascii")
        os.environ[NAMES_FILE] = str(empty)
        try:
            fonts = FontConfiguration()
        finally:
            if before is None:
                del os.environ[NAMES_FILE]
            else:
                os.environ[NAMES_FILE] = before
    yield fonts


class _Faces(URLFetcher):  # type: ignore[misc]
    """Hands out the faces of the document and nothing else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """A face by its `face:` URL, a picture in the document; anything else is not there."""
        del headers
        if url.startswith(PICTURE):
            data = b64decode(url.removeprefix(PICTURE))
            return URLFetcherResponse(url, data, {"Content-Type": "image/png"})
        if url not in self._files:
            raise ValueError(f"`{url}` is not part of the document")
        return URLFetcherResponse(url, self._files[url])
