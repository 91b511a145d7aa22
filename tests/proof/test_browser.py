"""The desk in a real browser: opened, followed, worked at, reviewed, compared. Chromium, no mock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.proof.live import LiveDesk, live, room

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
LONG = 20_000  # ms: a machine that runs all tests at once is slow
ARTICLE = "articles/nantong.md"
LAYERS = {
    "grid": "g", "frames": "f", "numbers": "l", "article": "a", "overset": "o", "stretch": "t",
    "ppi": "r", "problems": "b", "comments": "d",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[LiveDesk]:
    with live(room(tmp_path)) as served:
        yield served


@pytest.fixture
def page(chromium: Browser, desk: LiveDesk) -> Iterator[Page]:
    with opened(chromium, desk) as page:
        yield page


class opened:  # noqa: N801 - used as a function
    """The desk in a window; what its script could not do fails the test."""

    def __init__(self, browser: Browser, desk: LiveDesk, size: dict[str, int] = DESK) -> None:
        self.errors: list[str] = []
        self.context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}, locale="zh-CN"
        )
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(desk.address + "?lang=zh")
        shown(self.page, 1)

    def __enter__(self) -> Page:
        return self.page

    def __exit__(self, *_: object) -> None:
        self.context.close()
        assert not self.errors


def shown(page: Page, number: int) -> None:
    """Wait until all that is on the screen is of that proof."""
    expect(page.locator("html")).to_have_attribute("data-shown", str(number), timeout=LONG)


def click_on(page: Page, desk: LiveDesk, article: str, part: str) -> None:
    """Click in the middle of the words of a part, where they stand on page 1."""
    imprint = desk.get("/state").json()["pages"][0]["imprint"]
    view = desk.get(f"/pages/{imprint}").json()
    found = next(p for p in view["parts"] if p["article"] == article and p["part"] == part)
    x, y, wide, high = found["rects"][0]
    sheet = page.locator('.page[data-page="1"]').bounding_box()
    assert sheet
    scale = sheet["width"] / view["width"]
    page.mouse.click(
        sheet["x"] + (x + wide / 2) * scale, sheet["y"] + (y + min(high / 2, 2)) * scale
    )


def test_a_file_edited_on_disk_is_seen(page: Page, desk: LiveDesk) -> None:
    """The page changes by itself, its view stays, and the other page is not drawn again."""
    other = desk.get("/state").json()["pages"][1]["imprint"]
    page.keyboard.press("+")
    zoom = page.get_by_test_id("percent").inner_text()
    file = desk.folder / ARTICLE
    file.write_text(file.read_text().replace("聚焦", "紧扣", 1))
    shown(page, 2)
    assert page.get_by_test_id("percent").inner_text() == zoom
    assert desk.get("/state").json()["pages"][1]["imprint"] == other
    assert page.get_by_test_id("proof-number").inner_text().strip().startswith("第 2 稿")


def test_a_paragraph_is_edited_where_it_stands(page: Page, desk: LiveDesk) -> None:
    """Clicked, written, saved with the keys: in the article's file, and on the page; then undone."""
    before = (desk.folder / ARTICLE).read_text()
    click_on(page, desk, "nantong", "body/0")
    words = page.get_by_test_id("editor-text")
    expect(words).to_be_visible(timeout=LONG)
    text = words.input_value()
    assert text and text in before.replace("\n", "")
    words.fill(text.replace("当前", "眼下", 1) + "——完")
    words.press("Control+Enter")
    shown(page, 2)
    after = (desk.folder / ARTICLE).read_text()
    assert "眼下" in after and "——完" in after
    page.keyboard.press("Control+z")
    shown(page, 3)
    assert (desk.folder / ARTICLE).read_text() == before


def test_a_conflict_shows_both_and_loses_neither(page: Page, desk: LiveDesk) -> None:
    click_on(page, desk, "nantong", "headline")
    words = page.get_by_test_id("editor-text")
    expect(words).to_be_visible(timeout=LONG)
    file = desk.folder / ARTICLE
    file.write_text(file.read_text().replace("聚焦", "围绕", 1))
    shown(page, 2)
    words.fill(words.input_value().replace("聚焦", "紧扣", 1))
    words.press("Control+Enter")
    conflict = page.get_by_test_id("conflict")
    expect(conflict).to_be_visible(timeout=LONG)
    assert "围绕" in conflict.inner_text() and "紧扣" in conflict.inner_text()
    assert "围绕" in file.read_text()
    words.press("Control+Enter")
    shown(page, 3)
    assert "紧扣" in file.read_text()


def test_a_broken_manifest_stands_over_the_last_good_page(page: Page, desk: LiveDesk) -> None:
    """And goes when it is mended."""
    manifest = desk.folder / "issue.yaml"
    good = manifest.read_text()
    manifest.write_text(good.replace("layout: sikai", "layuot: sikai"))
    banner = page.get_by_test_id("banner")
    expect(banner).to_contain_text("layout", timeout=LONG)
    assert page.locator('.page[data-page="1"]').is_visible()
    manifest.write_text(good)
    expect(banner).to_be_hidden(timeout=LONG)


def test_overlays_switch_on_and_off_by_key(page: Page) -> None:
    """Each by its key, each undone by it; they draw what they say."""
    for name, key in LAYERS.items():
        button = page.get_by_test_id(f"layer-{name}")
        was = button.get_attribute("aria-pressed")
        page.keyboard.press(key)
        expect(button).to_have_attribute("aria-pressed", "false" if was == "true" else "true")
        page.keyboard.press(key)
        expect(button).to_have_attribute("aria-pressed", "true" if was == "true" else "false")
    sheet = page.locator('.page[data-page="1"]')
    bare = sheet.inner_html()
    page.keyboard.press(LAYERS["grid"])
    page.wait_for_timeout(300)
    assert sheet.inner_html() != bare
    page.get_by_test_id("plate-m").click()
    expect(page.get_by_test_id("plate-m")).to_have_attribute("aria-pressed", "true")
    shown(page, 1)


def test_a_comment_is_written_and_resolved(page: Page, desk: LiveDesk) -> None:
    """Text of others is shown, not obeyed."""
    page.get_by_test_id("tab-review").click()
    page.get_by_test_id("who").fill("王敏")
    page.get_by_test_id("comment-page").click()
    page.get_by_test_id("comment-text").fill("<img src=x onerror=alert(1)>此处有误")
    page.get_by_test_id("comment-send").click()
    comment = page.get_by_test_id("comment").first
    expect(comment).to_contain_text("<img src=x onerror=alert(1)>此处有误", timeout=LONG)
    comment.get_by_test_id("resolve").click()
    expect(page.get_by_test_id("comment")).to_have_count(0, timeout=LONG)
    assert "此处有误" in (desk.folder / "review.jsonl").read_text()
    assert desk.get("/review").json()["comments"][0]["is_resolved"]


def test_a_step_is_signed_and_a_later_change_is_told(page: Page, desk: LiveDesk) -> None:
    page.get_by_test_id("tab-review").click()
    page.get_by_test_id("who").fill("王敏")
    step = page.locator('[data-test="step"][data-step="first-reading"]')
    step.get_by_test_id("sign").click()
    expect(step).to_contain_text("王敏", timeout=LONG)
    file = desk.folder / ARTICLE
    file.write_text(file.read_text().replace("聚焦", "紧扣", 1))
    shown(page, 2)
    expect(step).to_have_class("step changed", timeout=LONG)


def test_two_proofs_are_compared(page: Page, desk: LiveDesk) -> None:
    file = desk.folder / ARTICLE
    file.write_text(file.read_text().replace("聚焦", "紧扣", 1))
    shown(page, 2)
    page.get_by_test_id("tab-compare").click()
    page.get_by_test_id("compare").click()
    changes = page.get_by_test_id("changes")
    expect(changes.locator("del").first).to_contain_text("聚焦", timeout=LONG)
    expect(changes.locator("ins").first).to_contain_text("紧扣")
    assert page.get_by_test_id("change-list").get_attribute("href")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_of_the_desk_shuts_anyone_out(
    chromium: Browser, desk: LiveDesk, size: dict[str, int]
) -> None:
    """Axe finds nothing serious on any of its panels, and nothing is wider than the window."""
    with opened(chromium, desk, size) as page:
        for name in ("problems", "articles", "review", "compare"):
            tab = page.get_by_test_id(f"tab-{name}")
            if tab.get_attribute("aria-selected") != "true":
                tab.click()
            found = Axe().run(page).response["violations"]
            serious = [one for one in found if one["impact"] in ("serious", "critical")]
            assert not serious, [(one["id"], one["nodes"][0]["html"]) for one in serious]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
