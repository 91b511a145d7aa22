"""A plan that is kept: whatever the manifest looks like, the edition before is the edition after."""

import pytest

from compositor.edition import plan
from compositor.keepplan import keep_plan
from compositor.sources import FileInstead
from tests.makeup.test_bad_plans import ARTICLES, article
from tests.samples import ISSUE_FOLDER, issue_sources

HEAD = "publication: {name: 滨江工人}\ndate: 2025-11\nlayout: sikai\n"
PHOTO = "photos: [{file: photos/x.jpg, caption: 图为现场。, columns: 2}]\n"
TEXTS = {**ARTICLES, "photo": article("图片稿件", 5, PHOTO)}
MANIFESTS = {
    "a pool, bare names, no pages": "make_up: auto\n# 待排\narticles: [a, b, photo]  # 三篇\n",
    "block style with comments": """\
pages:
  - page: 2
    make_up: auto  # 自动
    articles:
      # the lead
      - article: a
        weight: 9  # heavy

      - article: photo  # with a picture
        rank: feature
""",
    "flow style and a pin": """\
make_up: auto
articles:
  - {article: c, weight: 2}  # anywhere
pages:
  - {page: 1, articles: [b, {article: a, rank: lead, at: {column: 1, line: 8, columns: 6, lines: 34}}]}
""",
}


@pytest.mark.parametrize("manifest", MANIFESTS)
def test_the_edition_before_is_the_edition_after(manifest: str) -> None:
    text = HEAD + MANIFESTS[manifest]
    sources = issue_sources(text, {name: TEXTS[name] for name in ("a", "b", "c", "photo")})
    planned = plan(sources, ISSUE_FOLDER)
    assert planned.solution and planned.edition.fills and not planned.edition.left
    made = keep_plan(sources, ISSUE_FOLDER, planned)
    after = plan(FileInstead(sources, f"{ISSUE_FOLDER}/issue.yaml", made), ISSUE_FOLDER)
    assert after.edition == planned.edition
    assert after.solution is None
