"""The file of the index: its tables, its version, and what is said where it cannot be used.

issues      one row an issue, with the digest of its `entry.json`
articles    its articles; their numbers are never given twice
passages    their words, part by part, with the lines they stand in (`entryfile.write_lines`)
signs       FTS5: every sign a token, in columns by what it is part of (`FIELDS`)
words       FTS5: the words that jieba sees, those of headlines marked as well; ranks only
meta        `made_by`: what cuts words and folds signs

The full-text tables hold no texts: what is taken out of them is worked out of `passages` again. So
one that another version made cannot be changed, only made anew.
"""

import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from compositor.diagnostics import ExitCode, Place, Refused, diagnose
from compositor.index.question import COLUMNS

INDEX = "index.sqlite"
VERSION = 1  # PRAGMA user_version; raised when tables or folding change
APPLICATION = 0x6E706978  # PRAGMA application_id: "npix"
WAIT = 10.0  # seconds for another program to be done with the file

# The columns of `signs`, by the field of a part; anything else is of the body.
FIELDS: Mapping[str, str] = {
    "headline": "headline",
    "kicker": "headline",
    "deck": "headline",
    "byline": "byline",
    "label": "byline",
    "source": "byline",
    "credit": "byline",
    "caption": "caption",
}
TABLES = f"""
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE issues(
    id INTEGER PRIMARY KEY, issue TEXT NOT NULL UNIQUE, paper TEXT NOT NULL, section TEXT NOT NULL,
    date TEXT NOT NULL, number TEXT NOT NULL, pages TEXT NOT NULL, width INTEGER NOT NULL,
    height INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE articles(
    id INTEGER PRIMARY KEY AUTOINCREMENT, issue INTEGER NOT NULL REFERENCES issues(id),
    place INTEGER NOT NULL, name TEXT NOT NULL, headline TEXT NOT NULL, byline TEXT NOT NULL,
    pages TEXT NOT NULL);
CREATE INDEX articles_of_issue ON articles(issue, place);
CREATE TABLE passages(
    article INTEGER NOT NULL REFERENCES articles(id), place INTEGER NOT NULL, part TEXT NOT NULL,
    text TEXT NOT NULL, lines TEXT NOT NULL, PRIMARY KEY(article, place)) WITHOUT ROWID;
CREATE VIRTUAL TABLE signs USING fts5({", ".join(COLUMNS)}, content='', tokenize='ascii');
CREATE VIRTUAL TABLE words USING fts5(cut, content='', tokenize='ascii', detail='none',
    columnsize=0);
"""


@cache
def made_by() -> str:
    """What the tokens of a file depend on besides its version."""
    return f"rjieba {version('rjieba')}, unicode {unicodedata.unidata_version}"


def column_of(part: str) -> str:
    """The column of `signs` that a part's words stand in."""
    return FIELDS.get(part.partition("/")[0], "body")


def create(database: sqlite3.Connection) -> None:
    """The tables, empty, in place of whatever was there."""
    names = database.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'")
    tables = [*names, *database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for (name,) in tables:
        if not name.startswith("sqlite_"):
            database.execute(f'DROP TABLE IF EXISTS "{name}"')
    for statement in TABLES.split(";\n"):
        database.execute(statement)
    database.execute("INSERT INTO meta VALUES('made_by', ?)", (made_by(),))
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {VERSION}")


def version_of(database: sqlite3.Connection) -> int | None:
    """The version of an opened file: 0 of an empty one, None of one that is no index."""
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (number,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not tables:
        return 0
    return int(number) if application == APPLICATION else None


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """An index to be read; `Refused` where there is none, or none that can be read."""
    if not path.is_file():
        raise refused("no-index", path)
    with read_of(path), closing(_connect(path, "ro")) as database:
        known = version_of(database)
        if known != VERSION:
            raise refused(_code(known), path)
        yield database


def connect_to_write(path: Path) -> sqlite3.Connection:
    """An index to be written, made if there is none; `Refused` if it is of a later version.

    One of an earlier version, or made by other engines, is emptied.
    """
    with said(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        database = _connect(path, "rwc")
        try:
            _prepare(database, path)
        except BaseException:
            database.close()
            raise
        return database


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    # A power cut may spoil the file, and nothing less; it is made anew in a minute.
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -65536")  # KiB: a batch stays in memory until it is whole
    known = version_of(database)
    if known is None or known > VERSION:
        raise refused(_code(known), path)
    if known < VERSION or _maker(database) != made_by():
        database.execute("BEGIN IMMEDIATE")
        create(database)
        database.execute("COMMIT")


def _maker(database: sqlite3.Connection) -> str | None:
    row = database.execute("SELECT value FROM meta WHERE key = 'made_by'").fetchone()
    return str(row[0]) if row else None


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # `isolation_level` None: transactions begin and end where they are written down.
    name = f"file:{quote(str(path))}?mode={mode}"
    return sqlite3.connect(name, uri=True, timeout=WAIT, isolation_level=None)


def _code(known: int | None) -> str:
    if known is None:
        return "index-damaged"
    return "index-newer" if known > VERSION else "index-older"


BUSY = ("locked", "busy")
DISK = ("full", "readonly", "i/o", "unable to open")


@contextmanager
def read_of(path: Path) -> Iterator[None]:
    """What is raised where an index is read, as a diagnostic; rows that are none of ours, too."""
    try:
        yield
    except sqlite3.Error as error:
        reason = str(error)
        code = _meant(reason).replace("cannot-write", "unreadable")
        raise refused(code, path, reason=reason) from None
    except (ValueError, TypeError, LookupError) as error:
        raise refused("index-damaged", path, reason=str(error)) from None


@contextmanager
def said(path: Path) -> Iterator[None]:
    """What SQLite and the disk raise where an index is written, as a diagnostic."""
    try:
        yield
    except sqlite3.Error as error:
        reason = str(error)
        raise refused(_meant(reason), path, reason=reason) from None
    except OSError as error:
        raise refused("cannot-write", path, reason=error.strerror or str(error)) from None


def _meant(reason: str) -> str:
    words = reason.casefold()
    if any(word in words for word in BUSY):
        return "index-busy"
    return "cannot-write" if any(word in words for word in DISK) else "index-damaged"


def refused(code: str, path: Path, **values: object) -> Refused:
    """What is said of an index that cannot be used."""
    problem = diagnose(code, Place(str(path)), file=path, folder=path.parent, **values)
    return Refused([problem], ExitCode.SYSTEM)
