"""The composing room's command: `python compose.py --help`; the work is in `compositor.cli`."""

from compositor.cli import main

raise SystemExit(main())
