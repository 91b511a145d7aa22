"""The composing room's command: `python compose.py --help`; the work is in `compositor.cli`."""

from compositor.helper.client import run


def by_itself() -> int:
    """Run the command in this process."""
    from compositor.cli import main

    return main()


raise SystemExit(run(by_itself, "compositor.cli.warm:ready"))
