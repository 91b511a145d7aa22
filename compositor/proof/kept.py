"""Proofs that were shown, kept under their content."""

from pathlib import Path

from compositor.model.proof import Proof


class KeptProofs:
    """Proofs in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers: list[str] = []

    def number(self, fingerprint: str) -> int:
        """The number of a proof."""
        self._numbers.append(fingerprint)
        return len(self._numbers)

    def keep(self, proof: Proof, time: str) -> int:
        """Keep a proof."""
        del proof, time
        return len(self._numbers)

    def page_pdf(self, imprint: str) -> bytes | None:
        """The PDF of a page."""
        del imprint
        return None
