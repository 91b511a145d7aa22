"""Articles and issue as ninjs: valid, complete, and the same name for the same thing."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from jsonschema import Draft202012Validator

from compositor.digitaledition import DigitalEdition
from tests.digital.ninjs_rules import NINJS
from tests.digital.samples import hostile, specimen
from tests.samples import planned

VALID = Draft202012Validator(NINJS)
EDITIONS = [specimen, hostile]


def items(made: DigitalEdition) -> dict[str, dict[str, Any]]:
    names = [name for name in made.files if name.endswith(".ninjs.json")]
    return {name: json.loads(made.files[name]) for name in names}


@pytest.mark.parametrize("made", EDITIONS)
def test_every_item_is_valid(made: Callable[[], DigitalEdition]) -> None:
    found = items(made())
    assert "issue.ninjs.json" in found and len(found) > 4
    for name, item in found.items():
        assert not [error.message for error in VALID.iter_errors(item)], name


@pytest.mark.parametrize(
    "change",
    [
        {"uri": None},
        {"uri": "nantong"},
        {"page": 1},
        {"headlines": [{"role": "main"}]},
        {"renditions": [{"extensions": {"a": "b"}}]},
        {"associations": [{"uri": "urn:a:b"}]},
        {"version": 1},
    ],
)
def test_what_the_standard_forbids_is_found(change: dict[str, Any]) -> None:
    """The control: what has no name, no value, or no place in the standard."""
    item = {**items(specimen())["article-hong.ninjs.json"], **change}
    item = {key: value for key, value in item.items() if value is not None}
    assert list(VALID.iter_errors(item))


def test_headlines_have_their_roles_and_photographs_their_words() -> None:
    item = items(specimen())["article-shenkong.ninjs.json"]
    assert {h["role"]: h["value"] for h in item["headlines"]} == {
        "main": "夜空要黑 墨不能多",
        "kicker": "深空照片试总墨量",
        "deck": "四色相加，每个像素不过220%",
        "label": "看总墨量",
    }
    (photo,) = item["associations"]
    assert photo["by"] == "美国国家航空航天局，公有领域"
    assert [d["role"] for d in photo["descriptions"]] == ["caption", "altText"]
    files = [r["extensions"]["compositor:file"] for r in photo["renditions"]]
    assert files and all(file in specimen().files for file in files)
    assert [len(specimen().files[f]) for f in files] == [
        r["sizeInBytes"] for r in photo["renditions"]
    ]


@pytest.mark.parametrize("made", EDITIONS)
def test_both_bodies_say_the_same(made: Callable[[], DigitalEdition]) -> None:
    """Plain text and XHTML, which is well-formed; quote and source stand in the latter alone."""
    for name, item in items(made()).items():
        if name == "issue.ninjs.json":
            continue
        plain, rich = item["bodies"]
        root = fromstring(rich["value"])
        for quote in root.findall("blockquote[@class='quote']"):
            root.remove(quote)
        text = "".join("".join(root.itertext()).split())
        assert text.startswith("".join(plain["value"].split())), name
        assert plain["charCount"] == len("".join(plain["value"].split()))


def test_the_issue_names_its_articles_in_their_order() -> None:
    found = items(specimen())
    issue = found["issue.ninjs.json"]
    listed = [item["uri"] for item in issue["associations"]]
    assert len(set(listed)) == len(listed) == len(found) - 1
    assert set(listed) == {i["uri"] for name, i in found.items() if name != "issue.ninjs.json"}
    assert issue["associations"][0]["name"] == "夜空要黑 墨不能多"


def test_the_version_changes_with_the_words_and_the_name_does_not() -> None:
    """And neither with anything else."""
    from dataclasses import replace

    from compositor.digital.ninjs import article_item
    from tests.digital.test_planning import site_of

    def item(**fields: str) -> dict[str, object]:
        made = planned()
        first, *rest = made.issue.articles
        issue = replace(made.issue, articles=(replace(first, **fields), *rest))  # type: ignore[arg-type]
        site = site_of(replace(made, issue=issue))
        return article_item(site, site.article(first.name))

    before, after = item(), item(byline="新作者")
    assert before["uri"] == after["uri"]
    assert before["version"] == item()["version"] != after["version"]
