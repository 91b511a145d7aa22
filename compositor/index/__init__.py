"""The index of an archive: every article of every issue, and where on its page each word stands.

    entry = entry_of(issue, layout, edition)              IssueEntry (`model.backissue`)
    with Index(folder / INDEX) as index:                  the file, to be written
        index.put(entry)                                  … in place of what it had of that issue
    found = search(folder / INDEX, read_question("江都 医学部"))       Found: hits, their places

entries    a finished edition → its entry: passages, lines, places
entryfile  an entry as the file `entry.json` that is kept with an issue, and back
folding    texts as they are compared, and where each sign of them stood
schema     the tables of the file, its version, and what is said where it cannot be used
store      `Index`: issues put in and taken out
rebuild    an index made anew from the files of an archive
question   what a person types → what is looked for
query      the search: which articles, in which order
places     where in an article the words stand, and what is shown round them
near       what may have been meant where nothing is found
told       what was found as plain data
sharding   the same index as small static files, for a web site

`archive/index.sqlite` is one SQLite file. Its full-text table (FTS5) has every sign (字) of a text
as a token, so that any substring is found as a phrase, however a segmenter would cut it; a second
one has the words that jieba sees and only ranks: 南通 as a word comes before 江南通史. Measured on
articles of 1 500 signs, pairs of signs as tokens take twice the room of signs (9.9 KB an article
for 4.8) and half as much time again to put in, and are no sooner found but for the commonest.

All of it can be made again from the archive, so it is written without waiting for the disk, and
with a rollback journal: an index on a share that cannot be written to is read without a second
file, and readers wait for a run no longer than it takes to end a batch.

No clock, and no file but the index and the entries. sqlite3 is used here alone.
"""
