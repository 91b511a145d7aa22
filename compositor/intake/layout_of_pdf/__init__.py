"""Type of a finished page to lines in reading order; `compositor.intake.readers.pdf` runs it all.

    twice      signs drawn again to look bold are set aside
    upright    signs that stand one below the other, and turned type → vertical lines
    stretches  what is left → level stretches of one baseline
    furniture  folio lines, nameplate, watermarks
    knife      stretches to columns, the page cut where it is white; with `modules`, `interlocked`
    lines      a column to lines: indent, measure, headings by size; with `rows`, `words`

`type` is what they share. Everything is measured in the type's own size; places are those of
`model.signs`. Nothing is known of rules, boxes and pictures: only where type stands.
"""
