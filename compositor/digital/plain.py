"""Values as JSON, the same way in every file."""

import json

# What would end a <script> or open a comment in one, and what ended a line before ES2019.
ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028"})
ESCAPED |= str.maketrans({"\u2029": "\\u2029"})


def script_json(value: object) -> str:
    """JSON that may stand in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)


def file_json(value: object) -> bytes:
    """A JSON file that people may read."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
