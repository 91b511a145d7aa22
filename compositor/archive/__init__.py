"""The press run of an archive: back issues by the thousand, made again, the same and fast.

    archive = Archive(root, place)               project root and archive: paths, or URLs (fsspec)
    run = prepare(archive, patterns, recipe)     what is to be made, and why
    for told in run_all(run, executor): …        outcomes as they come; the lock is kept up to date
    asked = what_to_verify(archive, patterns)
    for told in verify(asked.tasks, executor): … made again in memory, and held against the lock

An archive is a folder (`archive/` in the project): a folder for each issue, `archive.lock`,
`index.sqlite`. `archive.lock` says of each issue what it was made of, and what was made.

inputs      what an issue is made of: recorded while it is read (`Recorder`), held against what is
            there now (`changed_inputs`)
lock        `archive.lock`, its journal, one run at a time
locktext    the text of both: sorted, versioned
finding     patterns → issues
preparing   issues and lock → what is to be made, each with its reasons
executor    the `Executor` protocol: tasks to workers, wherever these are
pool        an executor of processes on this machine, renewed by size, each replaced if it dies
sizing      how large a worker may be, and how many a machine bears
cluster     an executor on a Dask cluster (extra `dask`)
muster      workers of a cluster, looked over before a run
outfit      what a process makes pages with: code, engines, Python
shelves     where files are read and put: a folder, or a shared store
stores      shared stores, through fsspec
storelock   in a store: the journal of a lock, and one run at a time
work        what a worker does with one task: `make`
running     the run: outcomes, lock, summary
indexing    the index of the archive, kept up to date with the outcomes of a run
verifying   what a rebuild would change: by file, page, line, pixel and ink

Part of the shell, beside `proof`: takes the time, starts processes, writes files; prints nothing.
"""
