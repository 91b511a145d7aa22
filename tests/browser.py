"""One browser for all tests that need one: Chromium, as it is installed, without a network.

    def test_…(chromium: Browser) -> None:
        page = open_page(chromium, "file:///…", width=360)

A machine that runs tests need have no Chinese faces: the project's own stand in for whatever a page
asks for, so that text is measured in the widths it has, and screenshots can be read.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ROOT = Path(__file__).resolve().parents[1]
WIDE, NARROW = 1280, 360  # CSS pixels: a desk, and a small telephone
Scheme: TypeAlias = Literal["light", "dark"]

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>serif</family><prefer><family>Paper Song</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Paper Hei</family></prefer></alias>
</fontconfig>
"""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser, started once."""
    folder = tmp_path_factory.mktemp("chromium")
    settings = folder / "fonts.conf"
    settings.write_text(FONTS.format(fonts=ROOT / "fonts", cache=folder / "cache"))
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-test")
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], env=environment
        )
        yield browser
        browser.close()


def open_page(
    browser: Browser,
    address: str,
    width: int = WIDE,
    scheme: Scheme = "light",
    *,
    scripts: bool = True,
) -> Page:
    """A page in a context of its own, with the network off."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        java_script_enabled=scripts,
        offline=True,
        locale="zh-CN",
    )
    page = context.new_page()
    page.goto(address)
    return page
