"""The proof desk (校样台): the pages of an issue in a browser, as they print, while it is written.

    session   what is shown: the latest proof, the last good one, undo, who is told of news
    working   what a request changes in the issue's files
    reviewing comments and signatures, into their file and out of it
    watch     files that changed, told apart from those that only were touched
    telling   the news, to everyone who looks on
    views     proof, page, problems and changes as the JSON that the front end reads
    routes    addresses → session; every answer a 4xx with words where a request is wrong
    answers   what is said of a request that cannot be served
    guard     who may ask: this machine, this origin, who has the token
    tiles     pictures of pages, in pieces, at any magnification, whole or by plates
    once      what is dear to make: made once, kept while there is room
    kept      every proof that was shown, under its content, so many and no more
    archived    earlier issues: words searched for, and the pages they stand on
    changelist  what changed between two of them, to be printed, with pictures of the pages
    clock     the time that proofs and comments are dated by
    serve     uvicorn on a socket, until it is stopped
    static/   the front end: plain HTML, CSS and JavaScript modules, served as they are

All composing is `recompose`'s, all writing into an issue `editing`'s and `review`'s. Like `cli`
this is part of the shell: it has a clock, and tells who asks in their language.

Addresses. Lengths are mm from the trim's upper left corner, `rect` is `[x, y, width, height]`;
errors are `{"error": code, "message": …, "problems": [Problem…]}`; what changes something is a POST
of JSON with the header `X-Proof: 1`.

    GET  /                                  the desk; `?token=` where one is asked for
    GET  /static/NAME
    GET  /state                             State
    GET  /events                            server-sent: `state` (State, whenever it is another),
                                            `review` (ask for /review again), `busy`
    GET  /pages/IMPRINT                     PageView
    GET  /pages/IMPRINT/PLATES/DPI/X-Y.png  tile X, Y of TILE × TILE pixels; PLATES `all`, `c`, `m`,
                                            `y` or `k`; DPI 10…800; the sheet is trim and bleed
    GET  /source?file=PATH                  `{file, text, digest}` of a file of the issue
    GET  /part?article=A&part=P             Part: the words behind a place on the page
    POST /part      {article, part, base, text,        → State | 409 `{theirs, mine, merged}`
                     goes_on}                          goes_on: undone with the save before it
    POST /move      {page, article, at, from}          → State   at: {column, line, columns, lines}
    POST /remake    {page, pinned: [article…]}         → State
    POST /undo      {}   POST /redo {}                 → State | 409
    GET  /review                            Review
    POST /review    {action, …}             → Review   (`review` says which actions there are)
    GET  /proofs                            `[{number, time, fingerprint, pages}…]`, newest first
    GET  /changes?from=N&to=M               Changes (`comparing`)
    GET  /changes/N/M.html                  the change list to be printed
    GET  /changes/N/M/PAGE/DPI.png          both pages laid over each other, the old in red, the new
                                            in cyan, what is the same in grey
    GET  /archive?q=WORDS                   Found: articles of earlier issues; `in` headline,
                                            byline, body or caption, `from`, `to` (dates, or their
                                            beginnings), `paper`, `page`, `limit`, `skip`; 422 where
                                            there is no index
    GET  /archive/page.png?issue=I&page=N&dpi=D     a page of one of them; DPI 10…300
    GET  /archive/pages.pdf?issue=I         all of its pages

State
    {issue, title, number, fingerprint, time, is_current, composing_ms, tile, version,
     pages: [{page, title, imprint, width, height, bleed, changed: [rect…]}],
     spreads: [[1], [2, 3], [4]],
     problems: [Problem…], undo, redo, name}
    `is_current` false: composing stopped, the pages are those of the last good proof and `problems`
    say why. `changed` is against the proof before. `undo`, `redo`: what would be undone, or null.

Problem
    {code, severity, message, hint, file, line, column, length, quote, article, page,
     rects: [rect…]}

PageView
    {page, imprint, width, height, bleed,
     grid: {columns: [[x, width]…], lines, top, leading, first_baseline},
     modules: [{article, headline, rect, at, lines, characters, capacity, used, slack, legs,
                overset: null | {lines, characters, text}}],
     frames: [{kind, style, article, leg, order, rect,
               lines: [{x, y, measure, width, size, stretch, vertical, part, text, number}]}],
     parts: [{article, part, rects: [rect…]}],
     pictures: [{article, file, rect, is_missing, ppi, wanted}]}
    `y` of a line is its baseline; `number` counts the lines of an article's body; `stretch` is in
    em; `part` names what can be edited: `headline`, `kicker`, `deck`, `byline`, `label`, `source`,
    `quote`, `body/N`, `caption/N`, `credit/N`, N from 0.

Found
    {total, issues, skip, near: [{word, articles, of}],
     hits: [{issue, paper, section, date, number, article, headline, marks, byline, pages, part,
             page, column, line, rect, width, height, excerpt, excerpt_marks, has_pages}]}
    `issues` are in the index; `marks` are `[from, up to]` of headline and excerpt, in characters;
    `column` and `line` count on the grid from 1; `rect` is the line of the first mark.

Part
    {article, part, file, line, text, digest, is_multiline}: the words as they stand in the file.
"""
