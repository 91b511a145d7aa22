"""`compose.py proof ISSUE --pdf`: the proof on paper, numbered with those of the desk.

The proof is kept as the desk keeps what it shows (`proof.kept`), so that 第 3 稿 on paper is the
third proof at the desk, and the same issue printed twice is the same proof. Where nothing can be
kept, on a full disk, it is the first.
"""

import argparse
from datetime import datetime
from time import perf_counter

from compositor.cli.keeping import kept_proofs
from compositor.cli.picturestore import FolderStore
from compositor.cli.shell import BUILD, PICTURES, ROOT, Shell, shown
from compositor.diagnostics import ExitCode
from compositor.output import write_all
from compositor.paperproof import ProofStamp, make_paper_proof
from compositor.recompose import Recomposer
from compositor.sources import FolderSources

PROOF_FILE = "proof.pdf"  # never the name of a file for the press


def paper_proof(options: argparse.Namespace, folder: str, shell: Shell) -> int:
    """Write `build/NAME/proof.pdf`, whatever errors the issue has: they are on its list."""
    begun = perf_counter()
    sources = FolderSources(ROOT)
    store = FolderStore(PICTURES)
    time = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    stamp = ProofStamp(_number(folder, store, time), time, shell.language)
    made = make_paper_proof(sources, folder, stamp, options.paper, store)
    target = options.into or BUILD / made.name
    write_all(target, {PROOF_FILE: made.pdf})
    shell.report_faults(made.diagnostics)
    pdf, seconds = shown(target / PROOF_FILE), perf_counter() - begun
    shell.say("made_proof", pdf=pdf, number=stamp.number, pages=made.sheets, seconds=seconds)
    return ExitCode.DONE


def _number(folder: str, store: FolderStore, time: str) -> int:
    """The number of the issue as it stands, among all proofs of it that were shown."""
    proof = Recomposer(folder, store).proof(FolderSources(ROOT))
    try:
        return kept_proofs(folder).keep(proof, time)
    except OSError:
        return 1
