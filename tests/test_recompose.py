"""A warm proof equals one that is made from nothing, whatever was saved before it, and in whatever
order; pages that a change does not touch are not drawn again; what is kept is bounded.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from compositor import edition, recompose
from compositor.diagnostics import Diagnostic, ExitCode, Refused
from compositor.edition import Options, compose
from compositor.memory import SWEEP_AFTER
from compositor.model.proof import Proof
from compositor.press.readback import Readback
from compositor.recompose import Recomposer
from compositor.sources import MemorySources
from tests.photos.samples import photo
from tests.samples import ISSUE_FOLDER, issue_sources

MANIFEST, ARTICLES = f"{ISSUE_FOLDER}/issue.yaml", f"{ISSUE_FOLDER}/articles"
PHOTO = f"{ISSUE_FOLDER}/photos/rocket.jpg"
ISSUE = """\
publication: {name: 江苏工人报, section: 工会专刊}
number: 第 8 期
date: 2025-08-15
layout: sikai
fillers: [劳动最光荣, 安全生产人人有责]
pages:
  - page: 1
    title: 要闻
    articles:
      - article: nan
        rank: lead
        jump_to: 2
        at: {column: 1, line: 8, columns: 6, lines: 30}
      - article: bei
        rank: third
        at: {column: 1, line: 39, columns: 3, lines: 30}
      - article: dong
        rank: third
        box: true
        at: {column: 4, line: 39, columns: 3, lines: 30}
  - page: 2
    title: 综合
    articles:
      - article: nan
        rank: third
        jump_from: 1
        at: {column: 1, line: 3, columns: 4, lines: 36}
      - article: xi
        rank: second
        at: {column: 1, line: 41, columns: 6, lines: 40}
  - page: 3
    title: 副刊
    articles:
      - article: zhong
        rank: second
        text_columns: 4
        at: {column: 1, line: 3, columns: 6, lines: 36}
"""
SENTENCE = "各级工会组织服务职工，把温暖送到车间班组和建筑工地。"


def _text(headline: str, paragraphs: int, more: str = "") -> str:
    head = f"---\nheadline: {headline}\nbyline: 王小明\n{more}---\n"
    body = "".join(f"\n第{n}段 {SENTENCE * (2 + n % 4)}\n" for n in range(paragraphs))
    return head + body


NAMES = ("nan", "bei", "dong", "xi", "zhong")
CHANGED_FILES = (MANIFEST, *(f"{ARTICLES}/{name}.md" for name in NAMES), PHOTO)
OTHER_FILES = (
    "layouts/sikai/layout.yaml",
    "layouts/page.css",
    "layouts/page.html.j2",
    "layouts/inks.yaml",
    "fonts/fonts.yaml",
)


@cache
def start() -> dict[str, bytes]:
    """The files of the issue before anything is changed."""
    photos = "photos:\n  - file: photos/rocket.jpg\n    caption: 一枚火箭\n    credit: 新华社\n"
    articles = {
        "nan": _text("聚焦时代主题 汇聚磅礴力量", 26, "source: 本报\n"),
        "bei": _text("工会送清凉", 4, photos),
        "dong": _text("职工有了新家", 9),
        "xi": _text("一线职工的心声", 12, "quote: 把温暖送到车间班组\n").replace(
            "第5段", "## 小标题\n\n第5段"
        ),
        "zhong": _text("文化进车间", 14),
    }
    sources = issue_sources(ISSUE, articles, {"photos/rocket.jpg": photo("rocket")})
    return {name: sources.read(name) for name in sources._files}


def outcome(
    desk: Recomposer, files: dict[str, bytes]
) -> Proof | tuple[tuple[Diagnostic, ...], ExitCode]:
    """A proof, or why there is none."""
    try:
        return desk.proof(MemorySources(files))
    except Refused as refused:
        return refused.diagnostics, refused.exit_code


def edited(**changes: Callable[[str], str]) -> dict[str, bytes]:
    """The issue with some articles changed."""
    files = dict(start())
    for name, change in changes.items():
        path = f"{ARTICLES}/{name}.md"
        files[path] = change(files[path].decode()).encode()
    return files


def replacing(old: str, new: str) -> Callable[[str], str]:
    """An edit."""
    return lambda text: text.replace(old, new, 1)


# ------------------------------------------------------------------ equal, whatever was before

# Rare ideographs that fall back or are lacking, a variant, marks, Latin, an idle bar's neighbours.
PIECES = ("工会", "，", "。", "“好”", "2025年", "GDP", "——", "𠮷", "龘", "〇", "葛\U000e0100", "☃", "**要点**", " ", "\n\n", "\n\n## 又一|节\n\n")  # fmt: skip


class Desk(RuleBasedStateMachine):
    """Edits in any order; after each the warm proof is held against a fresh one."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}

    @initialize()
    def open(self) -> None:
        self.files = dict(start())
        self.away: dict[str, bytes] = {}
        self.desk = Recomposer(ISSUE_FOLDER)

    def text(self, path: str) -> str:
        return self.files.get(path, b"").decode("utf-8", "replace")

    def put(self, path: str, text: str) -> None:
        if path in self.files:
            self.files[path] = text.encode()

    @rule(name=st.sampled_from(NAMES), at=st.floats(0, 1), piece=st.sampled_from(PIECES))
    def put_in(self, name: str, at: float, piece: str) -> None:
        text = self.text(path := f"{ARTICLES}/{name}.md")
        place = int(at * len(text))
        self.put(path, text[:place] + piece + text[place:])

    @rule(name=st.sampled_from(NAMES), at=st.floats(0, 1), count=st.integers(1, 40))
    def take_out(self, name: str, at: float, count: int) -> None:
        text = self.text(path := f"{ARTICLES}/{name}.md")
        place = int(at * len(text))
        self.put(path, text[:place] + text[place + count :])

    @rule(name=st.sampled_from(NAMES), at=st.integers(0, 9), is_more=st.booleans())
    def paragraph(self, name: str, at: int, is_more: bool) -> None:
        head, *blocks = self.text(path := f"{ARTICLES}/{name}.md").split("\n\n")
        place = at % (len(blocks) + 1)
        blocks[place : place + (not is_more)] = [f"新的一段。{SENTENCE}"] if is_more else []
        self.put(path, "\n\n".join((head, *blocks)))

    @rule(
        name=st.sampled_from(NAMES),
        words=st.sampled_from(("大会召开", "大会 | 召开", "龘龘☃", "很长" * 20)),
    )
    def headline(self, name: str, words: str) -> None:
        lines = self.text(path := f"{ARTICLES}/{name}.md").split("\n")
        said = (f"headline: {words}" if line.startswith("headline:") else line for line in lines)
        self.put(path, "\n".join(said))

    @rule(change=st.sampled_from((
        ("lines: 30}", "lines: 29}"), ("lines: 29}", "lines: 30}"), ("column: 4,", "column: 3,"),
        ("column: 3,", "column: 4,"), ("date:", "# 注\ndate:"), ("综合", "要闻"), ("box: true", "tint: true"),
        ("jump_to: 2\n", "weight: 1\n"), ("weight: 1\n", "jump_to: 2\n"), ("劳动最光荣, ", ""),
        ("第 8 期", "第 9 期"), ("pages:", "press: {condition: mono}\npages:"), ("pages:", "pages"),
        ("pages\n", "pages:\n"), ("rank: second", "headline: vertical\n        rank: second"),
        ("layout: sikai", "layout: a3"), ("layout: a3", "layout: sikai"), ("date: 2025", "date: 2024"),
    )))  # fmt: skip
    def manifest(self, change: tuple[str, str]) -> None:
        self.put(MANIFEST, self.text(MANIFEST).replace(*change, 1))

    @rule(change=st.sampled_from((
        ("layouts/sikai/layout.yaml", "body: 9 ", "body: 9.0 "),
        ("layouts/sikai/layout.yaml", "punctuation: kaiming", "punctuation: quanjiao"),
        ("layouts/sikai/layout.yaml", "indent: 2, align: justify, strong: hei", "indent: 1, align: justify, strong: hei"),
        ("layouts/sikai/layout.yaml", "grid:", "grid"),
        ("layouts/sikai/layout.yaml", "# mm", "# in mm"),
        ("layouts/page.css", "1pt", "2pt"), ("layouts/page.css", "/* Type.", "/* Of type."),
        ("layouts/page.css", "device-cmyk(0 0 0 0.06)", "rgb(1 2 3)"),
        ("layouts/page.html.j2", "<body>", "<body class='x'>"),
        ("layouts/page.html.j2", "{{ css }}", "{{ csss }}"),
        ("layouts/page.html.j2", "{{ csss }}", "{{ css }}"),
        ("layouts/inks.yaml", "0", "1"),
        ("fonts/fonts.yaml", "fallback: none", "fallback: kai"),
        ("fonts/fonts.yaml", "PaperHei-Medium.otf", "PaperHei-Black.otf"),
        ("fonts/fonts.yaml", "# To add", "\n# To add"),
    )))  # fmt: skip
    def look(self, change: tuple[str, str, str]) -> None:
        path, old, new = change
        self.put(path, self.text(path).replace(old, new, 1))

    @rule(path=st.sampled_from(OTHER_FILES))
    def look_as_it_was(self, path: str) -> None:
        self.files[path] = start()[path]

    @rule(name=st.sampled_from(("rocket", "coffee", "chelsea")), is_broken=st.booleans())
    def photo(self, name: str, is_broken: bool) -> None:
        if PHOTO in self.files:
            data = photo(name)
            self.files[PHOTO] = data[:5000] if is_broken else data

    @rule(path=st.sampled_from(CHANGED_FILES))
    def take_away_or_put_back(self, path: str) -> None:
        if path in self.away:
            self.files[path] = self.away.pop(path)
        elif path in self.files:
            self.away[path] = self.files.pop(path)

    @rule(path=st.sampled_from(CHANGED_FILES))
    def as_it_was(self, path: str) -> None:
        self.away.pop(path, None)
        self.files[path] = start()[path]

    @invariant()
    def is_what_a_fresh_desk_makes(self) -> None:
        if self.files:
            warm, fresh = (outcome(d, self.files) for d in (self.desk, Recomposer(ISSUE_FOLDER)))
            assert same(warm, fresh)


def same(warm: Any, fresh: Any) -> bool:
    """Whether two outcomes are equal; told part by part, for a proof is long."""
    assert type(warm) is type(fresh), (warm, fresh)
    if not isinstance(fresh, Proof):
        assert warm == fresh
        return True
    assert warm.diagnostics == fresh.diagnostics
    assert warm.inputs == fresh.inputs
    assert [p.imprint for p in warm.pages] == [p.imprint for p in fresh.pages]
    assert [p.pdf for p in warm.pages] == [p.pdf for p in fresh.pages]
    return bool(warm == fresh)


Desk.TestCase.settings = settings(max_examples=8, stateful_step_count=8, deadline=None)
TestDesk = Desk.TestCase


# ------------------------------------------------------------------------------ only what it must


def test_only_the_page_of_a_changed_article_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """And none where what was changed back was looked at just now."""
    drawn: list[int] = []
    draw = edition.draw_page

    def counted(*args: Any) -> bytes:
        drawn.append(args[3].number)
        return draw(*args)

    monkeypatch.setattr(recompose, "draw_page", counted)
    desk = Recomposer(ISSUE_FOLDER)
    for changes in ({}, {"zhong": lambda text: text.replace("各级", "全体", 1)}, {}):
        desk.proof(MemorySources(edited(**changes)))
    assert drawn == [1, 2, 3, 3]


def test_text_that_goes_on_takes_the_page_it_goes_on_to_with_it() -> None:
    """A word more before the jump moves what is left after it."""
    desk = Recomposer(ISSUE_FOLDER)
    before = desk.proof(MemorySources(edited()))
    longer = edited(nan=lambda text: text.replace("第1段", f"第1段{SENTENCE * 3}", 1))
    after = desk.proof(MemorySources(longer))
    changed = [a.page.number for a, b in zip(after.pages, before.pages, strict=True) if a != b]
    assert changed == [1, 2]


def test_a_proof_that_failed_leaves_what_was_there() -> None:
    """The next draws nothing that is not new."""
    desk = Recomposer(ISSUE_FOLDER)
    first = desk.proof(MemorySources(edited()))
    for broken in ({MANIFEST: b"pages: ["}, {"layouts/page.html.j2": b"{{ nobody }}"}):
        for _ in range(3):
            with pytest.raises(Refused):
                desk.proof(MemorySources({**edited(), **broken}))
    again = desk.proof(MemorySources(edited()))
    assert again == first
    assert all(a.pdf is b.pdf for a, b in zip(again.pages, first.pages, strict=True))


def test_what_is_kept_is_bounded() -> None:
    """However many edits there are: what no proof uses goes."""
    desk = Recomposer(ISSUE_FOLDER)
    sizes = []
    for number in range(40):
        words = f"第{number}段{SENTENCE * (number % 3)}"
        files = edited(zhong=replacing("第3段", words))
        desk.proof(MemorySources(files))
        sizes.append(desk.memory.size)
    assert max(sizes) < sizes[0] + SWEEP_AFTER + 32


# --------------------------------------------------------------------------------- as it prints


def test_a_page_alone_is_the_page_of_the_issue_pixel_for_pixel() -> None:
    """And has its words, though it is neither tagged nor deflated; after edits, too."""
    desk = Recomposer(ISSUE_FOLDER)
    desk.proof(MemorySources(edited()))
    longer = edited(nan=lambda text: text.replace("第1段", f"第1段{SENTENCE}", 1))
    for files in (longer, edited(xi=lambda text: text.replace("各级", "全体"))):
        proof = desk.proof(MemorySources(files))
        whole = compose(MemorySources(files), ISSUE_FOLDER, Options(True))
        with Readback(whole.pdf) as issue:
            previews, texts = [*issue.previews(110)], issue.texts()
        for page, preview, text in zip(proof.pages, previews, texts, strict=True):
            with Readback(page.pdf) as alone:
                assert [*alone.previews(110)] == [preview]
                assert alone.texts() == (text,)


def test_a_proof_is_named_as_a_build_of_the_same_files_is() -> None:
    proof = Recomposer(ISSUE_FOLDER).proof(MemorySources(edited()))
    built = compose(MemorySources(edited()), ISSUE_FOLDER, Options(True))
    assert (proof.fingerprint, proof.inputs) == (built.fingerprint, built.inputs)
    assert (proof.edition, proof.diagnostics) == (built.edition, built.diagnostics)


def test_errors_of_make_up_do_not_hinder_a_proof() -> None:
    """Overset, and one module over another: there is an edition to look at."""
    proof = Recomposer(ISSUE_FOLDER).proof(
        MemorySources(
            {
                **edited(dong=lambda text: text + f"\n{SENTENCE * 30}\n"),
                MANIFEST: ISSUE.replace("column: 4, line: 39", "column: 3, line: 39").encode(),
            }
        )
    )
    assert {"modules-overlap"} <= {d.code for d in proof.diagnostics if d.is_error}
    assert len(proof.pages) == 3


# ------------------------------------------------------------------------------------- imprints


def imprints(**files: bytes) -> list[str]:
    """Of the issue with some files changed, by the names of `CHANGES`."""
    changed = {PATHS[name]: data for name, data in files.items()}
    proof = Recomposer(ISSUE_FOLDER).proof(MemorySources({**start(), **changed}))
    return [page.imprint for page in proof.pages]


PATHS = {
    "manifest": MANIFEST,
    "css": "layouts/page.css",
    "template": "layouts/page.html.j2",
    "layout": "layouts/sikai/layout.yaml",
    "inks": "layouts/inks.yaml",
    "table": "fonts/fonts.yaml",
    "fang": "fonts/PaperFang-Regular.ttf",
    "dahei": "fonts/PaperHei-Black.otf",
    "photo": PHOTO,
    "other": f"{ISSUE_FOLDER}/photos/other.jpg",
    "bei": f"{ARTICLES}/bei.md",
}


def changed_pages(**files: bytes) -> list[int]:
    """The pages whose imprint is another."""
    pairs = zip(imprints(), imprints(**files), strict=True)
    return [number for number, (a, b) in enumerate(pairs, start=1) if a != b]


def _with(name: str, old: str, new: str) -> bytes:
    text = start()[PATHS[name]].decode()
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("css", ".rule.thin", ".rule.thinner"),
        ("template", "<body>", "<body >"),
        ("inks", "0", "1"),
        ("manifest", "pages:", "press: {condition: mono}\npages:"),
        ("manifest", "pages:", "press: {ink_limit: 200}\npages:"),
        ("manifest", "pages:", "press: {profile: mine.icc}\npages:"),
        ("manifest", "date: 2025-08-15", "date: 2025-08-16"),
        ("layout", "bleed: 0", "bleed: 3"),
    ],
)
def test_what_all_pages_are_drawn_with_is_in_every_imprint(name: str, old: str, new: str) -> None:
    """Look, layout, press, title."""
    mine = {**start(), "profiles/mine.icc": start()["profiles/ISOcoated_v2_300_bas.icc"] + bytes(4)}
    changed = MemorySources({**mine, PATHS[name]: _with(name, old, new)})
    after = [page.imprint for page in Recomposer(ISSUE_FOLDER).proof(changed).pages]
    assert not {*after} & {*imprints()}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("manifest", "pages:", "# 注\npages:"),
        ("layout", "# mm", "# in mm"),
        ("inks", "inks:", "# inks\ninks:"),
        ("table", "# To add", "# To  add"),
        ("bei", "headline:", "headline:  "),
    ],
)
def test_how_files_are_written_is_in_none(name: str, old: str, new: str) -> None:
    """Comments and blanks."""
    if old not in start()[PATHS[name]].decode():
        pytest.fail(f"{old} is not in {name}")
    assert changed_pages(**{name: _with(name, old, new)}) == []


def test_a_page_has_its_own_pictures_by_their_content() -> None:
    """Another photograph is another page; the same under another name is not."""
    assert changed_pages(photo=photo("coffee")) == [1]
    named = _with("bei", "photos/rocket.jpg", "photos/other.jpg")
    assert changed_pages(bei=named, other=photo("rocket")) == []


def test_a_page_has_its_own_faces_by_their_content() -> None:
    """A face that no glyph is of is no matter."""
    assert changed_pages(fang=start()[PATHS["fang"]] + b"\0" * 4) == []
