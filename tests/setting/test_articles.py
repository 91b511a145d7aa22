"""The five articles of the seed issue, set as newspapers set them: the hard limits hold.

Hard limits are those of typography §3 whose target is nought; how even the lines are is measured
by `bench`, not here.
"""

import pytest

from compositor.model.galley import Line
from compositor.model.issue import Article
from compositor.setting.paragraph import Job, set_block
from compositor.setting.punctuation import STYLES
from tests.samples import planned, sikai
from tests.setting import checks
from tests.setting.samples import composer, faces

MEASURES = [9, 11, 13, 16]


def paragraphs(article: Article, zi: int, style: str) -> list[tuple[Line, ...]]:
    """Every block of an article as a paragraph of the body."""
    body = sikai().body
    job = Job(body, body.size, zi * body.size)
    return [set_block(composer(style), block.spans, job).lines for block in article.body]


@pytest.mark.parametrize("zi", MEASURES)
@pytest.mark.parametrize("style", STYLES)
def test_hard_limits_hold_in_every_article(style: str, zi: int) -> None:
    """No forbidden start or end, no unit parted, every line flush, none too wide, all even."""
    for article in planned().articles:
        for lines in paragraphs(article, zi, style):
            assert checks.forbidden_breaks(lines) == []
            assert [line.text for line in lines[:-1] if not line.justified] == []
            assert checks.not_flush(lines, faces()) == []
            assert checks.too_wide(lines, faces()) == []
            assert checks.untrimmed(lines) == []
            assert checks.uneven(lines) == []
            assert checks.too_close(lines) == []


@pytest.mark.parametrize("style", STYLES)
def test_no_character_of_an_article_is_lost(style: str) -> None:
    for article in planned().articles:
        lines = [line for lines in paragraphs(article, 11, style) for line in lines]
        assert checks.set_text(lines) == "".join(block.text for block in article.body)
        assert checks.drawn_text(lines) == checks.without_space(checks.set_text(lines))
