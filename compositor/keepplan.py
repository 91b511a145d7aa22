"""The flow of a plan that is kept: the places the solver found, written into the manifest.

    planned = plan(sources, "issues/2025-12")
    text = keep_plan(sources, "issues/2025-12", planned)      # the bytes of `issue.yaml`

What was written is read back and made up: unless that gives the very same edition, `Refused`, and
nothing is to be written. Byte order mark and line ends stay as they are.
"""

import posixpath

from compositor.diagnostics import Place, Refused, diagnose
from compositor.edition import Planned, plan
from compositor.manuscript.issue import MANIFEST
from compositor.manuscript.places import comments, with_places
from compositor.manuscript.yamlfile import parse
from compositor.sources import FileInstead, Sources, read_text

MARK = "\ufeff"


def keep_plan(sources: Sources, folder: str, planned: Planned) -> bytes:
    """The manifest with every article in the place the plan gives it."""
    path = posixpath.join(posixpath.normpath(folder), MANIFEST)
    before = sources.read(path).decode()
    text = read_text(sources, path)
    after = with_places(parse(path, text), text, planned.issue)
    if "\r\n" in before:
        after = after.replace("\n", "\r\n")
    data = (MARK * before.startswith(MARK) + after).encode()
    try:
        again = plan(FileInstead(sources, path, data), folder)
    except Refused as refused:
        reason = ", ".join(dict.fromkeys(d.code for d in refused.diagnostics if d.is_error))
    else:
        is_same = again.edition == planned.edition and again.solution is None
        if is_same and sorted(comments(after)) == sorted(comments(text)):
            return data
        reason = "≠"
    raise Refused([diagnose("plan-not-kept", Place(path), reason=reason)])
