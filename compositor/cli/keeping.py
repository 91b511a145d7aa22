"""Where proofs are kept: by the proof desk as they are shown, by `build` as it made them.

A build has one PDF of all pages; it is kept whole, and a page is taken out when somebody looks for
it. What was signed is never dropped.
"""

from compositor.cli.shell import BUILD, ROOT
from compositor.comparing.take import snapshot_of
from compositor.diagnostics import Diagnostic, Place, diagnose
from compositor.edition import Composed, Planned, name_page
from compositor.model.proof import PageProof, Proof
from compositor.proof.clock import now
from compositor.proof.kept import KeptProofs
from compositor.sources import FolderSources

PROOFS = BUILD / "proofs"


def kept_proofs(folder: str) -> KeptProofs:
    """The proofs of the issue in `folder`; those that were signed stay."""

    def signed() -> frozenset[str]:
        from compositor.review import read_review  # asked only when there is too much to keep

        review = read_review(FolderSources(ROOT), folder).review
        return frozenset(one.fingerprint for one in review.signatures)

    return KeptProofs(PROOFS / folder.rstrip("/").rpartition("/")[2], protect=signed)


def keep_build(planned: Planned, composed: Composed) -> tuple[Diagnostic, ...]:
    """Keep what a build made as a proof; what hindered it, which is no reason for it to fail."""
    issue, inputs = planned.issue, composed.inputs
    pages = tuple(
        PageProof(page, name_page(planned, page, inputs), b"") for page in composed.edition.pages
    )
    proof = Proof(
        issue,
        planned.layout,
        composed.edition,
        pages,
        composed.diagnostics,
        inputs,
        composed.fingerprint,
    )
    kept = kept_proofs(issue.file.rpartition("/")[0])
    try:
        kept.keep_pages(snapshot_of(proof), [composed.pdf], now())
    except OSError as error:
        folder, reason = str(kept.folder), error.strerror or str(error)
        return (diagnose("proof-not-kept", Place(folder), folder=folder, reason=reason),)
    return ()
