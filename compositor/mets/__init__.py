"""An issue described for libraries: one METS file, and one ALTO file a page.

    files = library_files(issue, layout, edition, faces, File("archive.pdf", pdf))
    {"mets.xml": …, "alto-1.xml": …, "alto-2.xml": …}

METS (1.12) says what the issue consists of: its files with their checksums, what it and each of its
articles are called (MODS 3.7), its pages in order, and its articles part by part, each part with
the blocks of ALTO that show it. ALTO (4.4) says of each word of a page where it stands.

cells     where each sign of a line stands on it
strings   a line as ALTO has it: words, the spaces between them, words that lines part
blocks    pages → blocks with their places and names, in reading order
markup    XML as text
alto      a page → its ALTO file
mods      what issue and articles are called, for catalogues
mets      the issue → its METS file
library   all of them: `library_files`

Pure: no clock, no file. Lengths are EMU until they are written; `docs/library.md` describes what is
written, for those who ingest it.
"""
