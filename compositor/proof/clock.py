"""The time, as proofs, comments and signatures are dated by it; for the shell alone."""

from datetime import datetime


def now() -> str:
    """ISO 8601 to the second, with the zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
