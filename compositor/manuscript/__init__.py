"""The stage `read` (读稿): from the files an editor writes to the model's values, or diagnostics.

    read = read_issue(FolderSources(root), "issues/2025-08")

In the order text moves: `characters` (what no page can print); `yamlfile` (YAML with places) and
`markdown`, `body` (article text); `forms`, `layout_forms` (which keys, of which kind), `hao` (sizes
by name), `inks` (colours by name) and `faults` (what they refuse, as diagnostics); `article`,
`layouts`, `faces` (one file each) and `issue` (all of one issue), `press` (what it is printed by),
`jumps` (articles that go on elsewhere), `lost` (parts of articles that are). `schema` gives the
forms away as JSON Schema. Later stages trust what comes out of here.

The way back: `write` makes the files of articles and manifests, with the values of `yamlwrite`;
`blank` has the texts of an issue that is begun, `places` writes places into a manifest, and `parts`
other words into an article, its heading (`headparts`) or its body (`bodyparts`); both by `edits` of
single places. For the copy desk: `house` reads the house file, `passages` tells where in a file
each text stands, `numbers` the numbers of issues.

This package is the only owner of PyYAML, pydantic and markdown-it-py. House style on text
is `copydesk`'s; whether a module fits the grid is make-up's to say.
"""

from compositor.manuscript.article import read_article, read_plain_text
from compositor.manuscript.faces import read_faces
from compositor.manuscript.faults import Checked
from compositor.manuscript.issue import Read, read_issue
from compositor.manuscript.layouts import read_layout
from compositor.manuscript.schema import SCHEMAS, article_schema, issue_schema
from compositor.manuscript.write import article_doubts, article_text, manifest_text

__all__ = [
    "SCHEMAS",
    "Checked",
    "Read",
    "article_doubts",
    "article_schema",
    "article_text",
    "issue_schema",
    "manifest_text",
    "read_article",
    "read_faces",
    "read_issue",
    "read_layout",
    "read_plain_text",
]
