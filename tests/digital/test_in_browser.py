"""The digital edition in Chromium, opened from disk with the network off."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import NARROW, WIDE, Scheme, open_page
from tests.digital.samples import hostile, specimen, written

KINDS = ("index.html", "page-2.html#hong", "article-shenkong.html", "search.html?q=灰")
TOUCH = 44  # CSS pixels: what a finger meets


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The specimen on disk, as an address."""
    return written(tmp_path_factory.mktemp("site"), specimen()).as_uri()


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile sample on disk."""
    return written(tmp_path_factory.mktemp("evil"), hostile())


Look = Callable[..., Page]


@pytest.fixture(scope="session")
def look(chromium: Browser, site: str) -> Iterator[Look]:
    """Pages of the specimen that tests only look at, each opened once."""
    opened: dict[tuple[str, int, Scheme], Page] = {}

    def look_at(kind: str, width: int = WIDE, scheme: Scheme = "light") -> Page:
        if (kind, width, scheme) not in opened:
            page = open_page(chromium, f"{site}/{kind}", width, scheme)
            opened[kind, width, scheme] = page
        return opened[kind, width, scheme]

    yield look_at
    for page in opened.values():
        page.context.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[list[Page]]:
    """Pages to be closed."""
    pages: list[Page] = []
    yield pages
    for page in pages:
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing_serious(look: Look, width: int, scheme: Scheme) -> None:
    """Nor anything else of WCAG 2.2 AA, contrast of at least 4.5 included; and nothing is wider
    than the window.
    """
    for kind in KINDS:
        page = look(kind, width, scheme)
        found = Axe().run(page).response["violations"]
        told = [(f["id"], f["impact"], [n["html"] for n in f["nodes"]][:2]) for f in found]
        assert told == [], kind
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind


def test_axe_would_find_something(chromium: Browser, site: str, opened: list[Page]) -> None:
    """The control: grey on white, and a picture that nobody describes."""
    page = open_page(chromium, f"{site}/article-shenkong.html")
    opened.append(page)
    page.add_style_tag(content=".text p { color: #bbb !important }")
    page.evaluate("document.querySelector('figure img').removeAttribute('alt')")
    found = {f["id"] for f in Axe().run(page).response["violations"]}
    assert {"color-contrast", "image-alt"} <= found


def test_no_page_asks_for_what_is_not_there_or_complains(
    chromium: Browser, evil: Path, opened: list[Page]
) -> None:
    """All pages of the hostile sample: no failed request, no error, no dialog, no request but for
    files of the folder.
    """
    faults: list[str] = []
    page = open_page(chromium, (evil / "index.html").as_uri())
    opened.append(page)
    page.on("requestfailed", lambda request: faults.append(f"{request.url} {request.failure}"))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    folder, asked = evil.as_uri(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    for file in sorted(evil.glob("*.html")):
        page.goto(file.as_uri())
    page.goto(f"{folder}/search.html?q=%3Cscript%3E")
    assert page.locator(".results li").count() == 1
    assert page.locator(".results mark").first.text_content() == "<script>"
    # What the next address interrupts, an icon mostly, has not failed.
    assert [fault for fault in faults if not fault.endswith("net::ERR_ABORTED")] == [] and asked
    assert [url for url in asked if not url.startswith(folder)] == []


def test_a_request_that_fails_would_be_seen(
    chromium: Browser, evil: Path, opened: list[Page]
) -> None:
    """The control."""
    faults: list[str] = []
    page = open_page(chromium, (evil / "index.html").as_uri())
    opened.append(page)
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'none.webp'}))")
    page.wait_for_timeout(200)
    assert [url.rpartition("/")[2] for url in faults] == ["none.webp"]


def test_a_hot_area_lies_over_its_module_at_any_size(
    chromium: Browser, site: str, opened: list[Page]
) -> None:
    """In shares of the picture, to a pixel; wide, narrow and enlarged."""
    told = json.loads(specimen().files["edition.json"])["pages"][1]["areas"]
    for width in (WIDE, NARROW):
        page = open_page(chromium, f"{site}/page-2.html", width)
        opened.append(page)
        for _ in range(2):
            shown = ".sheet img:visible"
            sheet = page.locator(shown).first.bounding_box()
            assert sheet
            for area in told:
                box = page.locator(f"[id='{area['anchor']}']").bounding_box()
                left, top, wide, high = area["rect"]
                assert box
                assert abs(box["x"] - sheet["x"] - left * sheet["width"] / 100) < 1.5
                assert abs(box["y"] - sheet["y"] - top * sheet["height"] / 100) < 1.5
                assert abs(box["width"] - wide * sheet["width"] / 100) < 1.5
                assert abs(box["height"] - high * sheet["height"] / 100) < 1.5
            page.check(".zoom")
            page.wait_for_function("document.querySelector('.fine').complete")


def test_an_area_leads_to_its_article_and_back_to_its_place(
    chromium: Browser, site: str, opened: list[Page]
) -> None:
    """Its name is the headline; the article leads back, and the area is shown."""
    page = open_page(chromium, f"{site}/page-2.html")
    opened.append(page)
    areas = page.locator(".area")
    assert areas.nth(0).get_by_text("红，从来不是一种墨").count() == 1
    page.get_by_role("link", name="红，从来不是一种墨", exact=True).click()
    assert page.locator("h1").text_content() == "红，从来不是一种墨"
    page.locator(".about a").click()
    assert page.url.endswith("page-2.html#hong")
    width = "e => parseFloat(getComputedStyle(e).outlineWidth)"
    assert page.locator("#hong").evaluate(width) >= 2
    assert page.locator("#mao").evaluate(width) == 0


def test_everything_can_be_reached_and_read_by_keyboard(
    chromium: Browser, site: str, opened: list[Page]
) -> None:
    """Tab meets every link and field once, each with an outline; Enter follows."""
    page = open_page(chromium, f"{site}/page-2.html")
    opened.append(page)
    wanted = page.locator("a[href], input, button, [tabindex='0']").count()
    seen = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [[...document.querySelectorAll('*')].indexOf(e),"
                " s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0] }"
            )
        )
    assert len({place for place, _ in seen}) == wanted
    assert all(outlined for _, outlined in seen)
    page.locator(".area").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/article-hong.html")


def test_pages_are_read_without_scripts(chromium: Browser, site: str, opened: list[Page]) -> None:
    """Lists, areas, articles, the size of type, enlarging; search lists all articles instead."""
    page = open_page(chromium, f"{site}/index.html", scripts=False)
    opened.append(page)
    before = page.locator(".sheet").bounding_box()
    page.check(".zoom")
    after = page.locator(".sheet").bounding_box()
    assert before and after and after["width"] > 1.5 * before["width"]
    page.uncheck(".zoom")
    page.locator(".area").first.click()
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    middle = page.locator(".text").evaluate(size)
    page.locator(".size [value=large]").check(force=True)
    assert page.locator(".text").evaluate(size) > middle
    page.locator(".find input").fill("灰")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    assert page.locator(".everything li a").count() == 10
    assert page.locator("noscript p").is_visible()


def test_the_size_of_type_is_kept_from_article_to_article(
    chromium: Browser, site: str, opened: list[Page]
) -> None:
    page = open_page(chromium, f"{site}/article-hong.html")
    opened.append(page)
    page.locator(".size [value=large]").check(force=True)
    page.locator(".neighbours [rel=next]").click()
    assert page.locator(".size [value=large]").is_checked()


def test_search_finds_words_wherever_they_stand(
    chromium: Browser, site: str, opened: list[Page]
) -> None:
    """In headline, deck, text and credit; wide forms and capitals as narrow ones and small; all
    words of several; what is in a headline first.
    """
    page = open_page(chromium, f"{site}/index.html")
    opened.append(page)
    page.locator(".find input").fill("网点")
    page.keyboard.press("Enter")
    titles = page.locator(".results .headline")
    assert titles.first.text_content() == "网点一落纸 就要长大"
    assert titles.first.locator("mark").text_content() == "网点"
    found = {
        "ｓＲＧＢ": {"这片蓝 要听文件自己说", "红，从来不是一种墨"},
        "spacex": {"这片蓝 要听文件自己说", "图片来历"},
        "杯子是三种墨": {"红，从来不是一种墨"},
        "肤色 头盔": {"一张脸 四块版"},
        "查无此词": set(),
    }
    for words, wanted in found.items():
        page.locator("input[name=q]").fill(words)
        assert set(titles.all_text_contents()) == wanted, words
    assert page.locator(".count").text_content() == "没有找到"
    page.locator("input[name=q]").fill("")
    assert page.locator(".everything").is_visible()


def test_results_are_walked_by_arrow_keys(chromium: Browser, site: str, opened: list[Page]) -> None:
    """Down into them, up and Escape back to the field, Enter opens."""
    page = open_page(chromium, f"{site}/search.html?q=灰")
    opened.append(page)
    focused = "document.activeElement.getAttribute('href') || document.activeElement.name"
    assert page.evaluate(focused) == "q"
    page.keyboard.press("ArrowDown")
    first = page.evaluate(focused)
    assert first.startswith("article-")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{first}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_finger_meets_everything_on_a_telephone(look: Look, kind: str) -> None:
    """Links, fields and switches are 44 pixels high at least, hot areas and the name of the paper
    aside: an area is as large as its article, and the list has the same links.
    """
    page = look(kind, NARROW)
    small = page.evaluate(
        """least => [...document.querySelectorAll("a, main input:not([type=radio], .zoom), "
            + "label:has(input), button")].filter(e => !e.matches(".area, .skip") && e.offsetParent
            && e.getBoundingClientRect().height < least).map(e => e.outerHTML)""",
        TOUCH,
    )
    assert small == []


def test_on_a_telephone_the_list_comes_first_and_the_page_can_be_enlarged(
    chromium: Browser, site: str, opened: list[Page]
) -> None:
    page = open_page(chromium, f"{site}/index.html", NARROW)
    opened.append(page)
    contents, sheet = page.locator(".contents"), page.locator(".sheet").first
    above, below = contents.bounding_box(), sheet.bounding_box()
    assert above and below and above["y"] < below["y"]
    page.check(".zoom")
    enlarged = sheet.bounding_box()
    assert enlarged and enlarged["width"] > 3 * below["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert page.locator(".fine").evaluate("e => e.currentSrc").endswith("-2339.webp")


def test_headings_go_down_step_by_step(look: Look) -> None:
    """One of the first order, and none that skips one."""
    for kind in KINDS:
        tags = look(kind).locator("h1, h2, h3, h4").evaluate_all("all => all.map(e => e.tagName)")
        assert tags.count("H1") == 1 and set(tags) <= {"H1", "H2"}


def test_a_photograph_is_never_wider_than_its_pixels(look: Look) -> None:
    """As in print: none is made larger (the cat has 451), and none is wider than the text."""
    for kind, most in (("article-mao.html", 451), ("article-shenkong.html", 1000)):
        page = look(kind)
        box, text = page.locator("figure img").bounding_box(), page.locator(".text").bounding_box()
        assert box and text and box["width"] <= min(most, text["width"]) + 0.5
