"""The index, written: issues put in and taken out, whole.

    with Index(archive / "index.sqlite") as index:      made if there is none
        index.put(entry)                                in place of what it had of that issue
        index.drop("issues/2025-08")
        index.known()                                   {"issues/2025-08": "3f2b…", …}

What is put in is seen by readers when a batch is full, or the block ends; a run that is killed
loses that batch alone. `known` has the SHA-256 of each issue's `entry.json`, by which is found what
is missing: an index that was emptied, for another version wrote it, fills again that way. Readers
go on meanwhile, and wait for the end of a batch at most.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from compositor.index.entryfile import write_entry, write_lines
from compositor.index.folding import HEAD, columns, words
from compositor.index.question import COLUMNS
from compositor.index.schema import column_of, connect_to_write, said
from compositor.model.backissue import ArticleEntry, IssueEntry, Passage

BATCH = 64  # issues to a transaction
SIGNS = f"signs(rowid, {', '.join(COLUMNS)})"
UNSIGNS = f"signs(signs, rowid, {', '.join(COLUMNS)})"


class Index:
    """The index of an archive, to be written; `Refused` where that cannot be done."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = connect_to_write(path)
        self._waiting = 0

    def __enter__(self) -> Self:
        """Ready to take issues."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """What was put in is kept, whatever came after it."""
        try:
            self.flush()
        finally:
            self.close()

    def put(self, entry: IssueEntry) -> None:
        """Take an issue in, in place of what there was of it; the same again costs nothing."""
        digest = sha256(write_entry(entry)).hexdigest()
        with said(self._path):
            row = self._find(entry.issue)
            if row and row[1] == digest:
                return
            with self._whole():
                if row:
                    self._remove(row[0])
                self._add(entry, digest)

    def drop(self, issue: str) -> None:
        """Take an issue out, if it is there."""
        with said(self._path):
            row = self._find(issue)
            if row:
                with self._whole():
                    self._remove(row[0])

    def known(self) -> dict[str, str]:
        """Every issue with the SHA-256 of its entry as a file."""
        with said(self._path):
            return dict(self._database.execute("SELECT issue, digest FROM issues ORDER BY issue"))

    def flush(self) -> None:
        """Let readers see what was put in."""
        if self._database.in_transaction:
            with said(self._path):
                self._database.execute("COMMIT")
        self._waiting = 0

    def close(self) -> None:
        """Leave the file as it is; what readers do not see yet is given up."""
        self._database.close()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """An issue as a whole, or nothing of it; others of the batch stay."""
        database = self._database
        if not database.in_transaction:
            database.execute("BEGIN IMMEDIATE")
        database.execute("SAVEPOINT issue")
        try:
            yield
        except BaseException:
            if database.in_transaction:  # a full disk ends all of it
                database.execute("ROLLBACK TO issue")
                database.execute("RELEASE issue")
            raise
        database.execute("RELEASE issue")
        self._waiting += 1
        if self._waiting >= BATCH:
            database.execute("COMMIT")
            self._waiting = 0

    def _find(self, issue: str) -> tuple[int, str] | None:
        found = self._database.execute("SELECT id, digest FROM issues WHERE issue = ?", (issue,))
        row: tuple[int, str] | None = found.fetchone()
        return row

    def _add(self, entry: IssueEntry, digest: str) -> None:
        values = (entry.issue, entry.paper, entry.section, entry.date, entry.number)
        pages = _numbers(entry.pages)
        added = self._database.execute(
            "INSERT INTO issues(issue, paper, section, date, number, pages, width, height, digest)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, pages, *entry.size, digest),
        )
        for place, article in enumerate(entry.articles):
            self._add_article(added.lastrowid or 0, place, article)

    def _add_article(self, issue: int, place: int, article: ArticleEntry) -> None:
        database = self._database
        own = (article.name, article.headline, article.byline, _numbers(article.pages))
        number = database.execute(
            "INSERT INTO articles(issue, place, name, headline, byline, pages)"
            " VALUES(?, ?, ?, ?, ?, ?)",
            (issue, place, *own),
        ).lastrowid
        passages = [(one.part, one.text) for one in article.passages]
        rows = [(number, at, *_row(one)) for at, one in enumerate(article.passages)]
        database.executemany("INSERT INTO passages VALUES(?, ?, ?, ?, ?)", rows)
        signs, cut = _signs(passages), _words(passages)
        database.execute(f"INSERT INTO {SIGNS} VALUES(?, ?, ?, ?, ?)", (number, *signs))
        database.execute("INSERT INTO words(rowid, cut) VALUES(?, ?)", (number, cut))

    def _remove(self, issue: int) -> None:
        """All that hangs on an issue, and it; the full-text tables are told what they had."""
        database = self._database
        for (number,) in database.execute(
            "SELECT id FROM articles WHERE issue = ?", (issue,)
        ).fetchall():
            found = "SELECT part, text FROM passages WHERE article = ? ORDER BY place"
            passages = database.execute(found, (number,)).fetchall()
            signs, cut = _signs(passages), _words(passages)
            database.execute(
                f"INSERT INTO {UNSIGNS} VALUES('delete', ?, ?, ?, ?, ?)", (number, *signs)
            )
            database.execute(
                "INSERT INTO words(words, rowid, cut) VALUES('delete', ?, ?)", (number, cut)
            )
            database.execute("DELETE FROM passages WHERE article = ?", (number,))
        database.execute("DELETE FROM articles WHERE issue = ?", (issue,))
        database.execute("DELETE FROM issues WHERE id = ?", (issue,))


def _row(passage: Passage) -> tuple[str, str, str]:
    return passage.part, passage.text, write_lines(passage.lines)


def _numbers(pages: tuple[int, ...]) -> str:
    """Page numbers as a text that can be looked through for one: `,1,3,`."""
    return f",{','.join(map(str, pages))},"


def _signs(passages: list[tuple[str, str]]) -> list[str]:
    """The texts of each column, sign by sign."""
    return [columns(text for part, text in passages if column_of(part) == name) for name in COLUMNS]


def _words(passages: list[tuple[str, str]]) -> str:
    """Every word once, and those of the headline once more with their mark."""
    heads = words(text for part, text in passages if column_of(part) == "headline")
    found = words(text for part, text in passages)
    return " ".join(sorted(found | {HEAD + word for word in heads}))
