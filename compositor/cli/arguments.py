"""The command line: commands and options, explained in the language of the messages."""

import argparse
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from compositor.cli.helper import ACTIONS as HELPER_ACTIONS
from compositor.cli.words import WORDS
from compositor.diagnostics.render import Language
from compositor.manuscript.schema import SCHEMAS
from compositor.model.press import CONDITIONS, Standard
from compositor.model.proof import PAPERS
from compositor.model.review import STEPS
from compositor.press.signatures import SCHEMES

MOST = 200  # 字 to a measure, columns to a galley: beyond any newspaper
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
    _issue_options(parser, words, writes=True)
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
