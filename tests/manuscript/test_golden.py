"""How an editor sees a manuscript full of faults, word for word, in both languages."""

from pathlib import Path

import pytest

from compositor.diagnostics.render import Language, as_text
from compositor.manuscript import read_issue
from compositor.sources import MemorySources
from tests.manuscript.samples import FACES, LAYOUT

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_faults_of_an_issue_as_they_are_shown(language: Language) -> None:
    """Sorted by place, each with its line, its mark and what to do."""
    files: dict[str, bytes | str] = {
        "issues/t/issue.yaml": (GOLDEN / "issue.yaml").read_bytes(),
        "issues/t/articles/jiangdu.md": (GOLDEN / "jiangdu.md").read_bytes(),
        "issues/t/articles/yangjian.md": b"",
        "layouts/sikai/layout.yaml": LAYOUT,
        "fonts/fonts.yaml": FACES,
    }
    shown = as_text(read_issue(MemorySources(files), "issues/t").diagnostics, language)
    assert shown + "\n" == (GOLDEN / f"diagnostics.{language}.txt").read_text(encoding="utf-8")
