"""The proof desk in Chromium: what a person does at it, with the desk's own rules for content on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.proof.live import ROOT, LiveDesk, live, room

EVIL = '<img src=x onerror="document.title=1">王'
STATIC = ROOT / "compositor" / "proof" / "static"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[LiveDesk]:
    with live(room(tmp_path)) as served:
        yield served


def _see(opened: Page) -> None:
    """Wait for the page; once in some hundred openings nothing is shown, and it is loaded again.

    That has not been explained.
    """
    sign = opened.locator("html[data-shown]")
    try:
        sign.wait_for(state="attached", timeout=15_000)
    except PlaywrightTimeout:
        opened.reload()
        sign.wait_for(state="attached")


@pytest.fixture
def page(chromium: Browser, desk: LiveDesk) -> Iterator[Page]:
    """The desk, its first page on screen; nothing may be said in the browser's console."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    # Saving while typing has tests of its own; the others save by hand.
    context.add_init_script(
        'localStorage.setItem("proof-desk", localStorage.getItem("proof-desk")'
        " ?? JSON.stringify({ isLive: false }))"
    )
    opened = context.new_page()
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda word: said.append(word.text) if word.type == "error" else None)
    opened.goto(f"{desk.address}?lang=zh")
    _see(opened)
    opened.locator(".hover, [data-layer=comments]").first.wait_for(state="attached")
    yield opened
    context.close()
    assert [word for word in said if "409" not in word] == []


def shown(page: Page) -> str:
    return page.locator("html").get_attribute("data-shown") or ""


def wait_for_another(page: Page, before: str) -> None:
    page.locator(f'html[data-shown]:not([data-shown="{before}"])').wait_for(state="attached")


def hook(name: str) -> str:
    return f'[data-test="{name}"]'


def nantong(desk: LiveDesk) -> Path:
    return desk.folder / "articles" / "nantong.md"


def edit(page: Page, article: str, part: str) -> None:
    """Open a part's editor by the list of articles."""
    if not page.locator(hook("panel-articles")).count():
        page.click(hook("tab-articles"))
    module = page.locator(f'[data-article="{article}"]')
    module.locator("summary").last.click()
    page.click(hook(f"edit-{article}-{part}"))
    page.wait_for_selector(hook("editor-text"))


def test_a_file_that_changes_changes_the_page_and_its_place_is_kept(
    page: Page, desk: LiveDesk
) -> None:
    page.locator("#view").focus()
    for _ in range(4):
        page.keyboard.press("+")
    place = page.locator(".world").get_attribute("style")
    before, file = shown(page), nantong(desk)
    file.write_text(file.read_text().replace("黄金", "重要", 1))
    wait_for_another(page, before)
    expect(page.locator("#live")).to_contain_text("第 1 版改了")
    assert page.locator(".world").get_attribute("style") == place


def test_a_paragraph_is_edited_where_it_stands(page: Page, desk: LiveDesk) -> None:
    page.locator("#view").focus()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.fill(hook("editor-text"), "一个新标题")
    before = shown(page)
    page.keyboard.press("Control+Enter")
    wait_for_another(page, before)
    expect(page.locator(hook("editor"))).to_be_hidden()
    texts = [file.read_text() for file in (desk.folder / "articles").glob("*.md")]
    assert sum("一个新标题" in text for text in texts) == 1
    before = shown(page)
    page.keyboard.press("Control+z")
    wait_for_another(page, before)
    assert "一个新标题" not in "".join(
        file.read_text() for file in (desk.folder / "articles").glob("*.md")
    )


def test_the_page_changes_as_one_types(page: Page, desk: LiveDesk) -> None:
    """Each pause is saved; the editor stays; all of it is one step to undo. Not while Chinese is
    being composed, nor while a paragraph is being parted.
    """
    text = nantong(desk).read_text()
    edit(page, "nantong", "body/0")
    page.check(hook("live"))
    words, before = page.locator(hook("editor-text")), shown(page)
    words.press("End")
    words.press_sequentially("甲")
    wait_for_another(page, before)
    before = shown(page)
    words.press_sequentially("乙")
    wait_for_another(page, before)
    assert "甲乙" in nantong(desk).read_text()
    expect(page.locator(hook("editor"))).to_be_visible()
    words.evaluate("""field => { field.value += "bing"; field.dispatchEvent(
        new InputEvent("input", {isComposing: true, bubbles: true})); }""")
    page.wait_for_timeout(800)
    assert "bing" not in nantong(desk).read_text()
    words.fill("一段\n\n又一段")
    page.wait_for_timeout(800)
    assert "又一段" not in nantong(desk).read_text()
    page.keyboard.press("Escape")
    page.click(hook("throw-away"))
    before = shown(page)
    page.keyboard.press("Control+z")
    wait_for_another(page, before)
    assert nantong(desk).read_text() == text


def test_a_step_is_signed_and_a_later_change_is_told(page: Page, desk: LiveDesk) -> None:
    page.click(hook("tab-review"))
    page.fill(hook("who"), "王敏")
    step = page.locator('[data-test="step"][data-step="first-reading"]')
    step.locator(hook("sign")).click()
    expect(step).to_contain_text("王敏")
    file = nantong(desk)
    file.write_text(file.read_text().replace("聚焦", "紧扣", 1))
    expect(step).to_have_class("step changed")


def test_enter_that_ends_composing_chinese_saves_nothing(page: Page, desk: LiveDesk) -> None:
    edit(page, "nantong", "headline")
    page.fill(hook("editor-text"), "标题")
    sent = page.locator(hook("editor-text")).evaluate(
        """field => field.dispatchEvent(new KeyboardEvent("keydown",
           {key: "Enter", ctrlKey: true, isComposing: true, bubbles: true}))"""
    )
    assert sent
    expect(page.locator(hook("editor"))).to_be_visible()
    assert "headline: 标题\n" not in nantong(desk).read_text()


def test_what_was_typed_is_not_lost(page: Page) -> None:
    edit(page, "nantong", "headline")
    page.fill(hook("editor-text"), "没有写完")
    page.keyboard.press("Escape")
    page.click(hook("keep-draft"))
    page.reload()
    page.locator("html[data-shown]").wait_for(state="attached")
    edit(page, "nantong", "headline")
    expect(page.locator(hook("editor-text"))).to_have_value("没有写完")


def test_a_file_changed_meanwhile_is_not_overwritten(page: Page, desk: LiveDesk) -> None:
    edit(page, "nantong", "headline")
    page.fill(hook("editor-text"), "我的标题")
    file, before = nantong(desk), shown(page)
    file.write_text(re.sub("headline: .*", "headline: 他的标题", file.read_text()))
    wait_for_another(page, before)
    page.keyboard.press("Control+Enter")
    expect(page.locator(hook("conflict"))).to_contain_text("他的标题")
    expect(page.locator(hook("editor-text"))).to_have_value("我的标题")
    assert "headline: 他的标题" in file.read_text()
    before = shown(page)
    page.keyboard.press("Control+Enter")
    wait_for_another(page, before)
    assert "headline: 我的标题" in file.read_text()


def test_a_broken_manifest_stands_over_the_last_good_page(page: Page, desk: LiveDesk) -> None:
    manifest = desk.folder / "issue.yaml"
    text = manifest.read_text()
    manifest.write_text(text.replace("pages:", "pagez:"))
    expect(page.locator(hook("banner"))).to_contain_text("缺少")
    assert page.locator(".page:not([hidden]) .level img").count() > 0
    page.locator(hook("problem")).first.locator("button").click()
    expect(page.locator(hook("source"))).to_contain_text("publication")
    manifest.write_text(text)
    expect(page.locator(hook("banner"))).to_be_hidden()


def test_a_comment_is_written_answered_and_resolved(page: Page) -> None:
    page.click(hook("tab-review"))
    page.click(hook("comment-page"))
    page.fill(hook("comment-text"), EVIL)
    page.click(hook("comment-send"))
    expect(page.locator("[role=alert]").last).to_contain_text("姓名")
    page.fill(hook("who"), "王敏")
    page.locator(hook("who")).blur()
    page.click(hook("comment-send"))
    expect(page.locator(hook("comment"))).to_contain_text(EVIL)
    page.click(hook("reply"))
    page.fill(hook("reply-text"), "已改")
    page.click(hook("reply-send"))
    expect(page.locator(hook("comment"))).to_contain_text("已改")
    page.click(hook("resolve"))
    expect(page.locator(hook("comment"))).to_have_count(0)
    page.click(hook("resolved_n"))
    expect(page.locator(hook("comment"))).to_have_count(1)
    page.locator(hook("sign")).first.click()
    expect(page.locator(hook("step")).first).to_contain_text("王敏")
    assert page.locator("#panel-body img").count() == 0


def test_two_proofs_are_compared(page: Page, desk: LiveDesk) -> None:
    before, file = shown(page), nantong(desk)
    page.wait_for_timeout(1500)  # the first is kept when nothing else is to be done
    file.write_text(file.read_text().replace("黄金", "重要", 1))
    wait_for_another(page, before)
    page.click(hook("tab-compare"))
    expect(page.locator(f"{hook('compare-from')} option")).to_have_count(2)
    page.click(hook("compare"))
    expect(page.locator(f"{hook('changes')} del")).to_contain_text("黄金")
    expect(page.locator(f"{hook('changes')} ins")).to_contain_text("重要")
    page.click(hook("overlay"))
    expect(page.locator(".page:not([hidden]) .cover")).to_be_visible()


def test_overlays_switch_on_and_off_and_are_remembered(page: Page) -> None:
    drawn = page.locator(".page:not([hidden]) [data-layer=grid]")
    expect(drawn).to_have_count(0)
    page.keyboard.press("g")
    expect(drawn).to_be_visible()
    page.reload()
    expect(drawn).to_be_visible()
    page.keyboard.press("g")
    expect(drawn).to_be_hidden()
    page.keyboard.press("t")
    expect(page.locator(hook("legend"))).to_be_visible()
    page.click(hook("plate-k"))
    expect(page.locator(".page:not([hidden]) .level img").first).to_have_attribute(
        "src", re.compile("/k/")
    )


def test_a_module_moves_by_keys_and_escape_leaves_it(page: Page, desk: LiveDesk) -> None:
    manifest = desk.folder / "issue.yaml"
    text = manifest.read_text()
    page.click(hook("tab-articles"))
    page.click(hook("move-hongze"))
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Escape")
    assert manifest.read_text() == text
    before = shown(page)
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    wait_for_another(page, before)
    assert "{column: 6, line: 68, columns: 1, lines: 18}" in manifest.read_text()


def test_pages_turn_and_zoom_goes_to_800(page: Page) -> None:
    page.keyboard.press("PageDown")
    page.locator('html[data-page="2"]').wait_for(state="attached")
    page.locator("#view").focus()
    for _ in range(16):
        page.keyboard.press("+")
    expect(page.locator("#percent")).to_have_text("800%")
    expect(page.locator('.level img[src*="/800/"]').first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("tab", ["problems", "articles", "review", "compare"])
def test_axe_finds_nothing_serious(page: Page, tab: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    if not page.locator(hook(f"panel-{tab}")).count():
        page.click(hook(f"tab-{tab}"))
    page.wait_for_selector(hook(f"panel-{tab}"))
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_written_into_the_page_as_markup() -> None:
    """Elements are made one by one; what is shown is text."""
    scripts = "".join(file.read_text() for file in STATIC.glob("*.js"))
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert way not in scripts
    markup = (STATIC / "index.html").read_text()
    assert " style=" not in markup
    assert "//" not in markup


def test_every_word_the_scripts_ask_for_is_in_the_table() -> None:
    words = (STATIC / "words.js").read_text()
    known = set(re.findall(r"^  (\w+): \[", words, re.MULTILINE))
    asked = {
        key for file in STATIC.glob("*.js") for key in re.findall(r'\bt\("(\w+)"', file.read_text())
    }
    assert asked <= known
