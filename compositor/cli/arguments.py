"""The command line: commands and options, explained in the language of the messages."""

import argparse
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from compositor.archive.sizing import LIMIT_MB, jobs_here
from compositor.cli.helper import ACTIONS as HELPER_ACTIONS
from compositor.cli.words import WORDS
from compositor.diagnostics.render import Language
from compositor.index.question import COLUMNS, PERIOD
from compositor.manuscript.schema import SCHEMAS
from compositor.model.press import CONDITIONS, Standard
from compositor.model.proof import PAPERS
from compositor.model.review import STEPS
from compositor.press.signatures import SCHEMES

MOST = 200  # 字 to a measure, columns to a galley: beyond any newspaper
MOST_MB = 1_000_000  # beyond any machine
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def language_of(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Language:
    """`--lang` where it is given, else Chinese for a Chinese locale, else English."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES and argument.startswith("--lang"):
            return "zh" if value == "zh" else "en"
    env = os.environ if environment is None else environment
    locale = next((env[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(k)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def read_arguments(arguments: Sequence[str], language: Language) -> argparse.Namespace:
    """Parse the command line; exits with status 2 if it is wrong, as argparse does."""
    return _parser(language).parse_args(arguments)


def _parser(language: Language) -> argparse.ArgumentParser:
    words = WORDS[language]
    parser = argparse.ArgumentParser(
        prog="compose.py", description=words["description"], epilog=words["epilog"]
    )
    parser.add_argument("--lang", choices=LANGUAGES, default=language, help=words["lang"])
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, default=language, help=words["lang"])
    common.add_argument("--json", action="store_true", help=words["json"])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, parents=[common], help=words[name], description=words[name]
        )

    for name in ("build", "check", "press"):
        _issue_options(command(name), words, writes=name != "check")
    _web_options(command("web"), words)
    _issue_options(command("library"), words, writes=True)
    _plan_options(command("make-up"), words)
    _galley_options(command("galley"), words)
    fonts = command("fonts")
    fonts.add_argument("--text", nargs="+", type=Path, default=[], help=words["text"])
    grade = command("grade")
    grade.add_argument("pdf", nargs="+", type=Path, help=words["pdf"])
    grade.add_argument("--lines", action="store_true", help=words["lines"])
    _preflight_options(command("preflight"), words)
    _proof_options(command("proof"), words)
    schema = command("schema")
    which = schema.add_mutually_exclusive_group(required=True)
    which.add_argument("kind", nargs="?", choices=tuple(SCHEMAS), help=words["kind"])
    which.add_argument("--write", action="store_true", help=words["write"])
    command("errors")
    _import_options(command("import"), words)
    account = command("account")
    account.add_argument("issue", type=Path, help=words["issue"])
    new = command("new")
    new.add_argument("issue", type=Path, help=words["new_issue"])
    new.add_argument("--force", action="store_true", help=words["force"])
    _diff_options(command("diff"), words)
    command("review").add_argument("issue", type=Path, help=words["issue"])
    _sign_options(command("sign"), words)
    _find_options(command("find"), words)

    _archive_options(command("archive"), words)
    _verify_options(command("verify"), words)
    _helper_options(command("helper"), words)
    return parser


def _issue_options(
    parser: argparse.ArgumentParser, words: Mapping[str, str], *, writes: bool
) -> None:
    parser.add_argument("issue", type=Path, help=words["issue"])
    if writes:
        parser.add_argument("--into", type=Path, help=words["into"])
    if parser.prog.endswith("build"):
        parser.add_argument("--allow-overset", action="store_true", help=words["allow_overset"])
    if parser.prog.endswith("press"):
        parser.add_argument("--impose", choices=SCHEMES, help=words["impose"])
        parser.add_argument("--unsigned", action="store_true", help=words["unsigned"])
    if parser.prog.endswith("check"):
        parser.add_argument("--fix", action="store_true", help=words["fix"])


def _web_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("issue", nargs="?", type=Path, help=words["issue"])
    which.add_argument("--archive", type=Path, metavar="FOLDER", help=words["web_archive"])
    parser.add_argument("--into", type=Path, help=words["into"])
    parser.add_argument("--pdf", action="store_true", help=words["web_pdf"])


def _plan_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("issue", type=Path, help=words["issue"])
    parser.add_argument("--explain", action="store_true", help=words["explain"])
    parser.add_argument("--write", action="store_true", help=words["write_plan"])


def _galley_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("file", type=Path, help=words["file"])
    parser.add_argument("--measure", type=_positive, default=13, help=words["measure"])
    parser.add_argument("--columns", type=_positive, default=1, help=words["columns"])
    parser.add_argument("--layout", default="sikai", help=words["layout"])
    parser.add_argument("--into", type=Path, help=words["into"])


def _preflight_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("pdf", nargs="+", type=Path, help=words["pdf"])
    conditions = tuple(CONDITIONS)
    parser.add_argument(
        "--condition", choices=conditions, default=conditions[0], help=words["condition"]
    )
    parser.add_argument("--standard", choices=get_args(Standard), help=words["standard"])


def _proof_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("issue", type=Path, help=words["issue"])
    parser.add_argument("--host", default="127.0.0.1", help=words["host"])
    parser.add_argument("--port", type=_port, default=8642, help=words["port"])
    parser.add_argument("--archive", type=Path, metavar="FOLDER", help=words["find_archive"])
    parser.add_argument("--no-open", dest="open", action="store_false", help=words["no_open"])
    _proof_pdf_options(parser, words)


def _proof_pdf_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("--pdf", action="store_true", help=words["proof_pdf"])
    parser.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help=words["paper"])
    parser.add_argument("--into", type=Path, help=words["into"])


def _diff_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("issue", type=Path, help=words["issue"])
    parser.add_argument("before", nargs="?", metavar="N", help=words["diff_before"])
    parser.add_argument("after", nargs="?", type=int, metavar="M", help=words["diff_after"])
    parser.add_argument("--html", type=Path, metavar="FILE", help=words["html"])
    parser.add_argument("--pdf", type=Path, metavar="FILE", help=words["list_pdf"])


def _import_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("file", type=Path, nargs="+", help=words["import_file"])
    parser.add_argument("--into", type=Path, required=True, help=words["new_issue"])
    parser.add_argument("--date", type=_date, help=words["import_date"])
    parser.add_argument("--layout", default="sikai", help=words["layout"])
    parser.add_argument("--force", action="store_true", help=words["force"])


def _sign_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    steps = [name for step in STEPS for name in (step.name, step.key)]
    told = ", ".join(f"{step.name} {step.key}" for step in STEPS)
    parser.add_argument("issue", type=Path, help=words["issue"])
    parser.add_argument(
        "step", choices=steps, metavar="STEP", help=words["step"].format(steps=told)
    )
    parser.add_argument("--name", required=True, help=words["name"])
    parser.add_argument("--date", type=_moment, help=words["signing_date"])


def _find_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("words", nargs="*", metavar="WORD", help=words["find_words"])
    parser.add_argument("--archive", type=Path, metavar="FOLDER", help=words["find_archive"])
    parser.add_argument("--in", dest="within", choices=COLUMNS, help=words["find_in"])
    parser.add_argument(
        "--from", dest="since", type=_period, metavar="DATE", help=words["find_from"]
    )
    parser.add_argument("--to", dest="until", type=_period, metavar="DATE", help=words["find_to"])
    parser.add_argument("--paper", default="", help=words["find_paper"])
    parser.add_argument("--page", type=_positive, help=words["find_page"])
    parser.add_argument("--limit", type=_positive, default=20, help=words["find_limit"])
    parser.add_argument("--rebuild", action="store_true", help=words["find_rebuild"])


def _period(text: str) -> str:
    """A year, a month or a day."""
    if not PERIOD.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text}: YYYY, YYYY-MM, YYYY-MM-DD")
    return text


def _archive_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help=words["archive_pattern"])
    for key in ("press", "library"):
        parser.add_argument(f"--{key}", action="store_true", help=words[f"archive_{key}"])
    parser.add_argument("--dry-run", action="store_true", help=words["dry_run"])
    parser.add_argument("--explain", action="store_true", help=words["archive_explain"])
    parser.add_argument("--force", action="store_true", help=words["archive_force"])
    _worker_options(parser, words)
    failing = parser.add_mutually_exclusive_group()
    failing.add_argument("--fail-fast", action="store_true", help=words["fail_fast"])
    failing.add_argument(
        "--keep-going",
        dest="fail_fast",
        action="store_false",
        default=False,
        help=words["keep_going"],
    )


def _verify_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    parser.add_argument("patterns", nargs="*", metavar="PATTERN", help=words["verify_pattern"])
    _worker_options(parser, words)
    parser.add_argument("--fail-fast", action="store_true", help=words["verify_fail_fast"])
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help=words["verify_pictures"])


def _worker_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    """Who does the work of a run, how large a worker may be, and where project and archive are."""
    jobs = jobs_here(LIMIT_MB)
    workers = parser.add_mutually_exclusive_group()
    workers.add_argument("--jobs", type=_positive, help=words["jobs"].format(jobs=jobs))
    workers.add_argument("--scheduler", metavar="ADDRESS", help=words["archive_scheduler"])
    parser.add_argument(
        "--memory",
        type=_megabytes,
        default=LIMIT_MB,
        metavar="MB",
        help=words["memory"].format(limit=LIMIT_MB),
    )
    parser.add_argument("--into", type=_place, metavar="PLACE", help=words["archive_into"])
    parser.add_argument("--root", type=_place, metavar="PLACE", help=words["archive_root"])


def _place(text: str) -> str:
    """A folder, in full, or a URL."""
    return text if "://" in text else str(Path(text).resolve())


def _megabytes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_MB:
        raise argparse.ArgumentTypeError(f"{text}: 1…{MOST_MB}")
    return int(text)


def _helper_options(parser: argparse.ArgumentParser, words: Mapping[str, str]) -> None:
    actions, told = HELPER_ACTIONS, words["helper_action"]
    parser.add_argument("action", nargs="?", choices=actions, default=actions[0], help=told)


def _moment(text: str) -> str:
    from compositor.review.fields import Fault, moment

    try:
        return moment(text)
    except Fault as fault:
        raise argparse.ArgumentTypeError(f"{text}: {fault.values['wanted']}") from None


def _date(text: str) -> str:
    try:
        date.fromisoformat(text if len(text) > len("2025-12") else f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text}: YYYY-MM-DD, YYYY-MM") from None
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text}: 0…65535")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text}: 1…{MOST}")
    return int(text)
