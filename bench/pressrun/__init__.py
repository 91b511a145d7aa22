"""The speed of the whole line: a fresh process, an edit, and a run of a thousand issues.

    .venv/bin/python -m bench.pressrun [--rounds 5] [--issues 1000] [--json FILE] [--quick]

words       the pages of an issue as the peers get them: headlines and paragraphs
sheets      Typst markup and HTML of such pages
peers       in a child: a peer sets pages, once, again after an edit, or issue after issue
ours        in a child: we make issues one after another in one process; an edit
fresh       (a) a fresh process, the five seeds' ten pages
edits       (b) an edit of one paragraph to a new PDF, warm
longrun     (c), (d) pages a second at 1 … 1000 issues, unchanged issues, memory, two processes
charts      bars as SVG, for `docs/benchmarks.md`

Every case runs in processes of its own. Peers that are not on this machine are named and left out:
Chromium by its name on the path, Vivliostyle as `vivliostyle` there or in
`build/bench/node_modules/.bin` (`npm install --prefix build/bench @vivliostyle/cli`).
"""
