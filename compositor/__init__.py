"""The composing room: from a manifest and article texts to newspaper pages and a PDF.

The flow is `read → clean → set → make up → draw → stamp → preflight`; `docs/architecture.md`
is the guided tour. The package has no public names of its own: a stage is imported from its
module (`compositor.edition.compose` runs the whole line, `compositor.cli.main` is the command).
"""

__version__ = "0.1.0"
