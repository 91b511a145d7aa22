"""The composing room's command: `python compose.py --help`; the work is in `compositor.cli`.

Workers of a run (`compositor.archive.pool`) load this file by another name, and are no command.
"""


def by_itself() -> int:
    """Run the command in this process."""
    from compositor.cli import main

    return main()


if __name__ == "__main__":
    from compositor.helper.client import run

    raise SystemExit(run(by_itself, "compositor.cli.warm:ready"))
