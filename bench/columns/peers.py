r"""In a child: the columns as others set them, each with its own rules for Chinese.

Nothing is switched off, and nothing on but what its manual has for Chinese text: Typst's
`lang: "zh"`, xeCJK's `PunctStyle=kaiming` (the style we set in), strict breaks and gaps beside
Latin in CSS. TeX and Chromium are asked only where they are installed.
"""

import json
import shutil
import subprocess
from html import escape
from pathlib import Path

from bench import ROOT
from bench.columns import LEADING, MARGIN, SIZE, name_of, page_size
from bench.corpus import paragraphs

FONTS, FACE = ROOT / "fonts", "PaperSong-Regular.otf"
# What may be absent, and is never installed for this: the names it may have on the path.
COMMANDS = {
    "xecjk": ("xelatex",),
    "chromium": ("chromium", "chromium-browser", "google-chrome", "chrome", "headless_shell"),
}

TYPST = """\
#set page(width: {width}pt, height: {height}pt, margin: {margin}pt)
#set text(font: "Paper Song", size: {size}pt, lang: "zh", region: "cn",
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {leading}pt - {size}pt, spacing: {leading}pt - {size}pt,
  first-line-indent: (amount: 2em, all: true))
#for words in json("columns.json") {{ par(words) }}
"""

# TeX's own penalties for lonely lines would end pages early.
XECJK = r"""
\documentclass{{article}}
\usepackage[paperwidth={width}bp,paperheight={height}bp,margin={margin}bp]{{geometry}}
\usepackage{{xeCJK}}
\setCJKmainfont[Path={fonts}/]{{{face}}}
\setmainfont[Path={fonts}/]{{{face}}}
\xeCJKsetup{{PunctStyle=kaiming}}
\pagestyle{{empty}}\parskip=0bp\topskip={size}bp\raggedbottom
\widowpenalty=0 \clubpenalty=0
\begin{{document}}\fontsize{{{size}bp}}{{{leading}bp}}\selectfont\parindent=2em
{words}
\end{{document}}
"""
TEX_SIGNS = str.maketrans({sign: rf"\{sign}" for sign in "%&#_${}"})

HTML = """\
<!doctype html>
<html lang="zh-Hans">
<meta charset="utf-8">
<title>columns</title>
<style>
@font-face {{ font-family: Paper Song; src: url({face}) }}
@page {{ size: {width}pt {height}pt; margin: {margin}pt }}
body {{ margin: 0; font: {size}pt/{leading}pt Paper Song; text-align: justify;
        line-break: strict; text-autospace: normal; widows: 1; orphans: 1 }}
p {{ margin: 0; text-indent: 2em }}
</style>
{words}
"""


def set_by_typst(folder: Path, em: float) -> None:
    """Compile the markup with the project's faces only."""
    import typst

    (folder / "columns.json").write_text(json.dumps(paragraphs(), ensure_ascii=False), "utf-8")
    source = folder / f"{name_of('typst', em)}.typ"
    source.write_text(TYPST.format_map(_values(em)), "utf-8")
    pdf = str(source.with_suffix(".pdf"))
    typst.compile(str(source), output=pdf, font_paths=[str(FONTS)], ignore_system_fonts=True)


def set_by_weasyprint(folder: Path, em: float) -> None:
    """Lay out the HTML and write the PDF."""
    import weasyprint

    page = _html(folder, "weasyprint", em)
    weasyprint.HTML(page).write_pdf(page.with_suffix(".pdf"))


def set_by_xecjk(folder: Path, em: float) -> None:
    """Run XeLaTeX once."""
    words = "\n\n".join(text.translate(TEX_SIGNS) for text in paragraphs())
    source = folder / f"{name_of('xecjk', em)}.tex"
    values = _values(em) | {"fonts": FONTS, "face": FACE, "words": words}
    source.write_text(XECJK.format_map(values), "utf-8")
    into = ("-interaction=batchmode", "-halt-on-error", f"-output-directory={folder}")
    _run(found("xecjk"), *into, str(source))


def set_by_chromium(folder: Path, em: float) -> None:
    """Print the HTML without a window."""
    page = _html(folder, "chromium", em)
    quiet = ("--headless", "--disable-gpu", "--no-sandbox", "--no-pdf-header-footer")
    pdf = f"--print-to-pdf={page.with_suffix('.pdf')}"
    _run(found("chromium"), *quiet, pdf, page.as_uri())


def found(composer: str) -> str:
    """The command of a composer that may be absent; "" if it is."""
    command = next((path for name in COMMANDS[composer] if (path := shutil.which(name))), "")
    return "" if composer == "xecjk" and not _has_xecjk(command) else command


def version(composer: str) -> str:
    """What its command says of itself."""
    told = _run(found(composer), "--version")
    return told.strip().partition("\n")[0]


def _has_xecjk(xelatex: str) -> bool:
    """Whether a TeX has the package; TeX's own search stands beside it."""
    search = Path(xelatex).with_name("kpsewhich") if xelatex else Path()
    if not search.is_file():
        return False
    return subprocess.run([search, "xeCJK.sty"], capture_output=True, check=False).returncode == 0


def _values(em: float) -> dict[str, object]:
    width, height = page_size(em)
    page = {"width": width, "height": height, "margin": MARGIN}
    return {**page, "size": SIZE, "leading": LEADING}


def _html(folder: Path, composer: str, em: float) -> Path:
    words = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs())
    page = folder / f"{name_of(composer, em)}.html"
    face = (FONTS / FACE).as_uri()
    page.write_text(HTML.format_map(_values(em) | {"face": face, "words": words}), "utf-8")
    return page


def _run(*words: str) -> str:
    """Run a command; what it said, or the end of the benchmark if it failed."""
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout
