"""The digital edition (数字报): an issue made up, as files of a web site that needs no server.

    site = plan_site(issue, layout, edition, pictures, told)     what there is, by whom it is read
    files = write_site(site, look)                               name → bytes

site       the values: pages with their hot areas, articles in order, pictures, the paper
planning   issue, layout and edition → Site
names      article names → names of files and addresses: safe and unique
parts      the body of an article as a web page has it: paragraphs, notes, photographs between them
look       the templates of `layouts/web/`, filled; a layout may have its own
search     the index that the search page reads
ninjs      articles and the issue as IPTC ninjs 3.3
catalogue  edition.json: pages, hot areas, articles and files, for other programs
writing    Site → files

plain      values as JSON, in a file and in a script

Pure: no clock, and no file but those of its look. Pictures come developed for the screen
(`photos.screen`), headlines cut into phrases (`setting.phrases`); `compositor.digitaledition` is
the flow that brings them together. All text reaches a page through templates that escape it, and a
script as JSON; no file refers to anything outside the folder, but for the identifiers of schemas.
"""
