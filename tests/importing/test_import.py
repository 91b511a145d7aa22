"""The flow of an import: files in, an issue out that can be built, and an account that comes out even."""

from functools import cache
from pathlib import Path

import pytest

from compositor.diagnostics import Refused
from compositor.edition import Options, compose, plan
from compositor.importing import Imported, Wanted, account_again, import_files
from compositor.importing.polishing import polish, remarks_on
from compositor.manuscript.article import read_article
from compositor.manuscript.issue import read_issue
from compositor.model.draft import DraftArticle, DraftBlock, traced
from compositor.model.house import House, HouseStyle
from compositor.model.issue import Article, BlockKind
from compositor.sources import FolderInstead, FolderSources, MemorySources, Sources
from tests.samples import ROOT, composed, planned

SEEDS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").glob("*.txt"))
FOLDER = "issues/imported"


def wanted(folder: str = FOLDER) -> Wanted:
    return Wanted(folder, "2025-11", "sikai", "zh", "issue.json", "article.json")


@cache
def imported(seed: str) -> Imported:
    return import_files(FolderSources(ROOT), [seed], wanted())


def with_files(made: Imported) -> Sources:
    return FolderInstead(FolderSources(ROOT), FOLDER, made.files)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_import_is_an_issue_that_makes_up_without_errors(seed: str) -> None:
    found = plan(with_files(imported(seed)), FOLDER).diagnostics
    assert [d.code for d in found if d.is_error] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_lost_is_marked_and_the_manifest_says_so(seed: str) -> None:
    found = {d.code for d in plan(with_files(imported(seed)), FOLDER).diagnostics}
    assert not found & {"incomplete-unmarked", "incomplete-untold"}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_character_is_accounted_for_and_few_places_are_to_be_checked(seed: str) -> None:
    made = imported(seed)
    assert made.account.missing == made.account.twice == ()
    assert made.to_check <= 10


def without_blanks(made: Imported) -> list[str]:
    """The lines of import.md but for lone blanks: where words changed places, theirs are gone."""
    lines = made.files["import.md"].decode().splitlines()
    return [line for line in lines if "| 0 |" not in line]


@pytest.mark.parametrize("seed", SEEDS)
def test_an_account_made_again_of_an_untouched_import_is_the_same(seed: str) -> None:
    made = imported(seed)
    again = account_again(with_files(made), FOLDER, "zh")
    assert again.diagnostics == ()
    assert without_blanks(again) == without_blanks(made)


def test_a_sentence_that_an_editor_loses_is_told_and_a_moved_one_is_not() -> None:
    made = imported(SEEDS[1])
    name = "articles/a06.md"
    text = made.files[name].decode()
    lines = text.split("\n")
    first, second = [n for n, line in enumerate(lines) if line.startswith(("日前", "今后"))]
    lines[first], lines[second] = lines[second], lines[first]
    moved = {**made.files, name: "\n".join(lines).encode()}
    files = FolderInstead(FolderSources(ROOT), FOLDER, moved)
    assert account_again(files, FOLDER, "zh").diagnostics == ()
    cut = {**made.files, name: text.replace("20余名职工代表、工会干部参加观摩。", "").encode()}
    files = FolderInstead(FolderSources(ROOT), FOLDER, cut)
    (problem,) = account_again(files, FOLDER, "zh").diagnostics
    assert problem.code == "unexplained"
    assert "20余名职工代表" in dict(problem.values)["text"]


def test_the_same_files_give_the_same_import() -> None:
    again = import_files(FolderSources(ROOT), [SEEDS[0]], wanted())
    assert again.files == imported(SEEDS[0]).files


def test_several_files_are_counted_through() -> None:
    both = import_files(FolderSources(ROOT), SEEDS[:2], wanted())
    assert both.articles == tuple(f"a{n:02}" for n in range(1, 12))
    assert "| 2:5:1" in both.files["import.md"].decode()


def test_problems_of_all_files_are_told_at_once() -> None:
    sources = MemorySources({"a.txt": "", "b.docx": b"PK\x03\x04", "c.pdf": b"%PDF-1.7"})
    with pytest.raises(Refused) as refused:
        import_files(sources, ["a.txt", "b.docx", "c.pdf", "d.txt"], wanted())
    codes = {d.code for d in refused.value.diagnostics}
    assert codes == {"empty-document", "docx-damaged", "not-a-pdf", "no-file"}


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    sources = FolderSources(ROOT)
    with pytest.raises(Refused) as refused:
        import_files(sources, [str(huge)], wanted())
    assert [d.code for d in refused.value.diagnostics] == ["too-large"]
    assert sources.digests() == ()


# Our own pages come back


@cache
def from_our_pdf() -> Imported:
    pages = FolderInstead(FolderSources(ROOT), "pages", {"pages.pdf": composed().pdf})
    return import_files(pages, ["pages/pages.pdf"], wanted())


def article_of(made: Imported, headline: str) -> Article:
    sources = with_files(made)
    found = (read_article(sources, f"{FOLDER}/articles/{n}.md", FOLDER) for n in made.articles)
    return next(a.value for a in found if a.value and a.value.headline == headline)


@pytest.mark.parametrize("name", ["nantong", "binhai", "lvshunkou", "qingjiangpu", "hongze"])
def test_an_article_we_printed_comes_back_out_of_the_pdf(name: str) -> None:
    """Every paragraph, crosshead and note, and all heading fields, word for word."""
    ours = next(a for a in planned().articles if a.name == name)
    back = article_of(from_our_pdf(), ours.headline)
    assert [b.text for b in back.body] == [b.text for b in ours.body]
    assert [b.kind for b in back.body] == [b.kind for b in ours.body]
    for field in ("label", "kicker", "headline", "deck", "byline", "source"):
        assert getattr(back, field) == getattr(ours, field)
    captions = [(p.caption, p.credit) for p in ours.pictures]
    assert [(p.caption, p.credit) for p in back.pictures] == captions


# House style on the way


def body(text: str, strong: tuple[tuple[int, int], ...] = ()) -> DraftArticle:
    return DraftArticle("a01", (), (DraftBlock(BlockKind.PARAGRAPH, traced(text, 0), strong),))


def test_a_mark_that_is_changed_keeps_its_origin() -> None:
    made, gone = polish(body("今年,我们开会。"), HouseStyle())
    assert made.blocks[0].text == traced("今年，我们开会。", 0)
    assert gone == ()


def test_what_house_style_takes_out_is_recorded() -> None:
    made, gone = polish(body("开会。。散会。"), HouseStyle())
    assert made.blocks[0].text.text == "开会。散会。"
    assert [(one.origins, one.why) for one in gone] == [((3,), "house-style")]


def test_bold_moves_with_the_text() -> None:
    made, _ = polish(body("甲。。乙丙丁。", ((3, 5),)), HouseStyle())
    (block,) = made.blocks
    assert [block.text.text[a:b] for a, b in block.strong] == ["乙丙"]


def test_a_rule_that_is_off_changes_nothing() -> None:
    made, _ = polish(body("今年,我们开会。"), HouseStyle((("half-width-mark", "off"),)))
    assert made.blocks[0].text.text == "今年,我们开会。"


def test_what_is_an_editors_to_decide_is_remarked_at_its_place() -> None:
    (remark,) = remarks_on(body("他说：“今天开会。"), House(), None)
    assert (remark.origin, remark.part, remark.finding.code) == (3, "body 1", "unpaired-quote")


def test_an_import_reads_back_to_what_was_drafted() -> None:
    made = imported(SEEDS[2])
    read = read_issue(with_files(made), FOLDER)
    assert read.issue is not None
    assert tuple(a.name for a in read.issue.articles) == made.articles


def test_the_pdf_of_a_back_issue_keeps_its_marks_and_vertical_headlines() -> None:
    """Once: a kicker and a headline in vertical lines, two articles that break off."""
    sources = FolderSources(ROOT)
    pdf = compose(sources, "issues/2024-11", Options(preview_dpi=20)).pdf
    pages = FolderInstead(sources, "pages", {"pages.pdf": pdf})
    made = import_files(pages, ["pages/pages.pdf"], wanted())
    texts = "".join(made.files[f"articles/{n}.md"].decode() for n in made.articles)
    assert texts.count("〔下文缺〕") == 2
    assert made.files["issue.yaml"].decode().count("incomplete: [ending]") == 2
    assert "kicker: 探索劳动争议多元化解“枫桥经验”" in texts
    assert "headline: 五指成拳聚合力 多元化解暖民心" in texts
