"""The benchmark: this program and its peers, measured side by side in one run.

    make bench
    .venv/bin/python -m bench --rounds 9 --json build/bench/figures.json

It measures and asserts no time; it does refuse figures of a page that is not whole. A round runs
every case once, one after another, because a machine is seldom ours alone: ratios are taken
within a round, and what is printed are medians over the rounds.

    __main__    the command line and the rounds
    cases       what one round runs
    process     one fresh process: its wall time, processor time and peak memory
    page        the page of text that everyone sets
    sheets      that page as the peers want it: Typst markup, HTML with CSS columns
    ours        in a child: our stages, timed in the flow itself
    speed       in a child: running text set, step by step
    stopwatch   in a child: seconds by stage, taken by wrapping functions
    corpus      the running text of the five seeds
    columns     that text in columns of several measures, by everyone, graded
    peers       in a child: Typst, WeasyPrint
    whole       in a child: whether the PDFs hold the whole text and embed its faces
    figures     medians, ratios, aims, as a table

Make-up has commands of its own; they take minutes and are not part of a round:

    mixes       random mixes of articles for a page
    makeup      the pages the solver makes of them, and of all back issues as one issue
    guillotine  the best page there is, by every plan that could be it
    gaps        the solver's pages beside it
    collected   all back issues as one issue, to be built

The parent imports only the standard library: a child's peak memory is never reported below what
its parent held when it was started. The children of the peers import next to nothing.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]  # the project: layouts/, fonts/, issues/
