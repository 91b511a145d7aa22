"""The stage `read` (读稿): from the files an editor writes to the model's values, or diagnostics.

    read = read_issue(FolderSources(root), "issues/2025-08")

In the order text moves: `characters` (what no page can print); `yamlfile` (YAML with places) and
`markdown`, `body` (article text); `forms`, `layout_forms` (which keys, of which kind) and `faults`
(what they refuse, as diagnostics); `article`, `layouts`, `faces`, `pictures` (one file each) and
`issue` (all of one issue). `schema` gives the forms away as JSON Schema. Later stages trust what
comes out of here.

This package is the only owner of PyYAML, pydantic, markdown-it-py and Pillow. House style on text
is `copydesk`'s; whether a module fits the grid is make-up's to say.
"""

from compositor.manuscript.article import read_article, read_plain_text
from compositor.manuscript.faces import read_faces
from compositor.manuscript.faults import Checked
from compositor.manuscript.issue import Read, read_issue
from compositor.manuscript.layouts import read_layout
from compositor.manuscript.schema import article_schema, issue_schema

__all__ = [
    "Checked",
    "Read",
    "article_schema",
    "issue_schema",
    "read_article",
    "read_faces",
    "read_issue",
    "read_layout",
    "read_plain_text",
]
