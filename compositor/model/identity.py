"""What an issue, an article or a photograph is called by other programs: a URI of its own.

    uri_of(issue)                        the issue
    uri_of(issue, "nantong")             an article of it
    uri_of(issue, "nantong", "photo-1")  a photograph of that

A UUID of paper, section, date, number and these names: the same for every edition of it, whatever
its words, in whatever is told of it.
"""

import json
from uuid import NAMESPACE_OID, uuid5

from compositor.model.issue import Issue


def uri_of(issue: Issue, *names: str) -> str:
    """`urn:uuid:…`, the same whenever it is asked."""
    paper = issue.publication
    words = (paper.name, paper.section, str(issue.date), issue.number, *names)
    return f"urn:uuid:{uuid5(NAMESPACE_OID, json.dumps(words))}"
