"""The composing room's command: `python compose.py --help`; the work is in `compositor.cli`.

Workers of a run (`compositor.archive.pool`) load this file by another name, and are no command.
"""

if __name__ == "__main__":
    from compositor.cli import main

    raise SystemExit(main())
