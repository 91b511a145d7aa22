"""The catalogue of diagnostics: one row a code, with its sentence and hint in both languages.

Style: lower case, no full stop, backticks round what the editor wrote (in Chinese: 「」), one hint
that can be acted on. `{names}` are filled with the values of the diagnostic. A `near` hint takes
the place of the general one where a near miss was found. Codes are stable: scripts and the proof
desk rely on them, and `docs/errors.md` is made from this table (`compose.py errors`).
"""

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """Errors fail a build; warnings ask for a look; notes are for the record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: severity, the sentence and the hint in English and Chinese."""

    severity: Severity
    en: str
    zh: str
    hint_en: str = ""
    hint_zh: str = ""
    near_en: str = ""
    near_zh: str = ""


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
MEANT_EN, MEANT_ZH = "did you mean `{near}`?", "是不是「{near}」？"

FILES = {
    "no-file": Entry(
        E,
        "there is no file `{file}`",
        "找不到文件「{file}」",
        "check the name and the folder",
        "请核对文件名和所在文件夹",
        MEANT_EN,
        MEANT_ZH,
    ),
    "unreadable": Entry(
        E,
        "`{file}` cannot be read: {reason}",
        "文件「{file}」无法读取：{reason}",
        "check that it is a file and that you may read it",
        "请确认它是文件，并且有读取权限",
    ),
    "not-utf8": Entry(
        E,
        "the file is not UTF-8 text: byte {byte} at position {position} does not belong",
        "文件不是 UTF-8 文本：第 {position} 字节（{byte}）不合编码",
        "save it again as UTF-8 (in Word or Notepad: “Save as… encoding UTF-8”)",
        "请另存为 UTF-8 编码（记事本：另存为→编码→UTF-8）",
        "it looks like {near} (“ANSI” in Notepad): save it again as UTF-8",
        "看起来是 {near}（记事本里的 ANSI）：请另存为 UTF-8",
    ),
    "cannot-write": Entry(
        E,
        "`{file}` cannot be written: {reason}",
        "无法写入「{file}」：{reason}",
        "the last good files are untouched; free space or change the folder, then run again",
        "原有文件未动；请腾出空间或换文件夹后重试",
    ),
}

YAML = {
    "yaml-syntax": Entry(
        E,
        "this is not valid YAML: {problem}",
        "YAML 语法不通：{problem}",
        "look at indentation, at colons without a space after them and at unclosed quotes or brackets",
        "请检查缩进、冒号后的空格、引号和括号是否成对",
    ),
    "yaml-colon": Entry(
        E,
        "a colon stands here that YAML cannot follow",
        "此处的冒号 YAML 读不通",
        "after a key write a half-width colon and a space; put text that holds `: ` in quotes",
        "键后用半角冒号并空一格；文字含「: 」的请整段加引号",
    ),
    "yaml-unclosed": Entry(
        E,
        "a bracket or quotation mark that opens here is not closed",
        "此处的括号或引号没有配对",
        "close it, or put the whole text in quotes",
        "请补上另一半，或给整段文字加引号",
    ),
    "yaml-indent": Entry(
        E,
        "the indentation of this line does not fit the lines above",
        "此行的缩进与上文不一致",
        "lines that belong together begin in the same column",
        "同一层的各行请左边对齐",
    ),
    "yaml-quote": Entry(
        E,
        "text follows a closing quote or bracket",
        "右引号或右括号后面还有文字",
        "write “ ” for quotation marks in text, or put the whole text between ' and '",
        "文字里的引号请用“ ”，或把整段文字放在 ' ' 之间",
    ),
    "yaml-tab": Entry(
        E,
        "a tab stands where only spaces may",
        "此处不能用制表符（Tab）",
        "indent with spaces",
        "缩进请用空格",
    ),
    "yaml-start": Entry(
        E,
        "text cannot begin with `{sign}` here",
        "此处文字不能以「{sign}」开头",
        "put the text in quotes",
        "请给文字加引号",
    ),
    "yaml-construct": Entry(
        E,
        "{construct} cannot be used here",
        "此处不能使用{construct_zh}",
        "write plain lines of `key: text`, lists and nothing else",
        "只用「键: 值」和列表即可",
    ),
    "yaml-folded": Entry(
        E,
        "this text runs over several lines, which YAML would join with spaces",
        "这段文字分了几行，YAML 会在接行处加空格",
        "write it on one line, or put `|` after the colon and the text on the lines below",
        "请写成一行；或在冒号后写「|」，文字另起行",
    ),
    "hash-in-text": Entry(
        E,
        "what follows ` #` is a comment and would not be printed: {found}",
        "空格后的 # 起为注释，不会排出：{found}",
        "put the whole text in quotes; for a comment, write a space after `#`",
        "要排出请给整段文字加引号；确为注释请在 # 后空一格",
    ),
    "yaml-duplicate-key": Entry(
        E,
        "`{key}` stands twice in the same place; first in line {first}",
        "「{key}」写了两次，第一次在第 {first} 行",
        "keep one of the two",
        "请只留一个",
    ),
    "unknown-key": Entry(
        E,
        "`{key}` is not known here",
        "此处没有「{key}」这一项",
        "known here: {known}",
        "此处可用：{known}",
        MEANT_EN,
        MEANT_ZH,
    ),
    "missing-key": Entry(
        E,
        "`{key}` is missing",
        "缺少「{key}」",
        "add a line `{key}: …` here",
        "请在此处加一行「{key}: …」",
        "write for instance `{near}`",
        "可写：{near}",
    ),
    "wrong-type": Entry(
        E,
        "`{key}` must be {expected}, found {found}",
        "「{key}」应为{expected_zh}，现为 {found}",
        "{example}",
        "{example}",
    ),
    "bad-value": Entry(
        E,
        "`{key}` must be {expected}, found {found}",
        "「{key}」应为{expected_zh}，现为 {found}",
        "{example}",
        "{example}",
        MEANT_EN,
        MEANT_ZH,
    ),
    "bad-date": Entry(
        E,
        "`{found}` is not a date",
        "「{found}」不是日期",
        "write year-month-day such as 2025-08-15, or year-month for a monthly such as 2025-08",
        "请写成 2025-08-15；月刊可写 2025-08",
    ),
    "bad-character": Entry(
        E,
        "the character U+{codepoint} cannot be printed: {what}",
        "字符 U+{codepoint} 不能排印：{what_zh}",
        "delete it, or type the character that was meant",
        "请删去，或补打原来的字",
    ),
    "right-to-left": Entry(
        E,
        "`{found}` is written from right to left, which cannot be set",
        "「{found}」是从右向左书写的文字，不能排印",
        "write it in Chinese or Latin letters, or print it as a picture",
        "请改用汉字或拉丁字母转写，或作为图片排印",
    ),
}

MANUSCRIPT = {
    "no-article": Entry(
        E,
        "no article is named `{name}`",
        "没有名为「{name}」的稿件",
        "articles/ holds {known}",
        "articles/ 里有：{known}",
        "did you mean `{near}`? articles/ holds {known}",
        "是不是「{near}」？articles/ 里有：{known}",
    ),
    "article-twice": Entry(
        E,
        "the article `{name}` is placed twice; first in line {first}",
        "稿件「{name}」上版两次，第一次在第 {first} 行",
        "place it once; give a second copy a file of its own",
        "一篇稿件只上版一次；确需两次请另存一份",
    ),
    "article-unused": Entry(
        W,
        "the article `{name}` is on no page",
        "稿件「{name}」没有上版",
        "place it on a page, or move its file out of articles/",
        "请安排上版，或把文件移出 articles/",
    ),
    "page-twice": Entry(
        E,
        "page {page} stands twice in the manifest; first in line {first}",
        "第 {page} 版写了两次，第一次在第 {first} 行",
        "number every page once",
        "请为每版编不同的版次",
    ),
    "no-front-matter": Entry(
        E,
        "the article does not begin with its heading lines",
        "稿件开头没有标题栏目等信息",
        "begin the file with a line `---`, then `headline: …`, then a line `---`",
        "文件开头应为一行「---」，接着「headline: 标题」，再一行「---」",
    ),
    "markup": Entry(
        E,
        "{construct} cannot be set in an article",
        "稿件里不能使用{construct_zh}",
        "use paragraphs, `##` crossheads, `**bold**` and `>` editor's notes; write \\ before a sign meant as itself",
        "正文只用段落、「##」小标题、「**粗体**」和「>」编者的话；符号本身请在前面加 \\",
        "if the sign itself is to be printed, write `{near}`",
        "如要排出符号本身，请写成「{near}」",
    ),
    "note-runs-on": Entry(
        E,
        "this line stands directly below an editor's note",
        "此行紧接在编者的话下面",
        "leave an empty line between them, or begin the line with `>`",
        "请在两者之间空一行；若属编者的话，行首请加「>」",
    ),
    "lines-joined": Entry(
        W,
        "this line and the one above are set as one paragraph",
        "此行与上一行排成一段",
        "leave an empty line between paragraphs",
        "段与段之间请空一行",
    ),
    "picture-in-text": Entry(
        E,
        "pictures are not placed inside the text",
        "图片不写在正文里",
        "list it at the top of the file: photos: [{{file: photos/….jpg, caption: ……}}]",
        "请写在文件开头：photos: [{{file: photos/….jpg, caption: ……}}]",
    ),
    "empty-article": Entry(
        E,
        "the article has neither text nor pictures",
        "稿件既无正文也无图片",
        "write its text under the second `---`",
        "请在第二行「---」下面写正文",
    ),
    "not-a-picture": Entry(
        E,
        "`{file}` is not a picture that can be read: {reason}",
        "「{file}」不是可读的图片：{reason}",
        "save it again as JPEG, PNG or TIFF",
        "请重新存为 JPEG、PNG 或 TIFF",
    ),
    "picture-damaged": Entry(
        E,
        "the picture `{file}` is damaged or cut off",
        "图片「{file}」已损坏或不完整",
        "copy the file again from where it came",
        "请从来源处重新拷贝",
    ),
    "picture-too-large": Entry(
        E,
        "the picture `{file}` has more than 178 million pixels",
        "图片「{file}」超过 1.78 亿像素",
        "make it smaller: a whole broadsheet page at 300 dpi has 30 million",
        "请缩小：对开整版 300 dpi 也只需三千万像素",
    ),
    "picture-lost-and-found": Entry(
        E,
        "a picture that is `lost` has no `file`",
        "已注明 lost 的图片不能再写 file",
        "keep one of the two lines",
        "两行只留一行",
    ),
    "missing-picture": Entry(
        W,
        "the picture `{file}` is missing: its place is drawn as a box (for position only)",
        "缺图片「{file}」：先以占位框代替",
        "put the file there before the press run: `press` refuses until then",
        "付印前请补上文件，否则不能出印刷文件",
    ),
    "picture-columns": Entry(
        E,
        "the picture asks for {columns} columns, the module of `{article}` has {has}",
        "图片要 {columns} 栏，「{article}」的模块只有 {has} 栏",
        "write `columns: {has}` or less, or widen the module",
        "请写「columns: {has}」或更小，或加宽模块",
    ),
    "lost-picture": Entry(
        N,
        "a picture of `{article}` is lost: its caption and credit are printed alone",
        "「{article}」的图片已失，只排图片说明和作者",
    ),
    "supplied": Entry(
        N,
        "the {field} of `{article}` was supplied by us: {text}",
        "「{article}」的{field_zh}为补拟：{text}",
    ),
}

MAKE_UP = {
    "no-layout": Entry(
        E,
        "there is no layout `{name}`",
        "没有名为「{name}」的版式",
        "layouts/ holds {known}",
        "layouts/ 里有：{known}",
        MEANT_EN,
        MEANT_ZH,
    ),
    "outside-grid": Entry(
        E,
        "the module of `{article}` reaches outside the grid: {what}",
        "「{article}」的模块超出版心：{what_zh}",
        "the page has {columns} columns of {lines} lines, the first {first} free for articles",
        "本版 {columns} 栏、{lines} 行，稿件可用第 {first} 行起",
    ),
    "modules-overlap": Entry(
        E,
        "the module of `{article}` lies over that of `{other}`",
        "「{article}」的模块压住了「{other}」的模块",
        "they share {shared}; move or shrink one of them",
        "两者共占{shared_zh}；请移动或缩小其一",
    ),
    "module-too-small": Entry(
        E,
        "`{article}` needs at least {needed} lines for its heading and pictures, its module has {lines}",
        "「{article}」的标题和图片至少需 {needed} 行，模块只有 {lines} 行",
        "give the module more lines, the headline a smaller rank or the pictures fewer columns",
        "请加高模块，或改用小一级标题、缩小图片",
    ),
    "columns-do-not-divide": Entry(
        E,
        "{columns} columns of text do not fit into the width of the module: {measure} 字 each",
        "模块宽度分不成 {columns} 栏：每栏只有 {measure} 字",
        "use fewer text columns or more page columns",
        "请减少文栏或加宽模块",
    ),
    "tiers-too-short": Entry(
        E,
        "{tiers} tier{tiers:s} of vertical text do not fit into the height of the module: {measure} 字 each",
        "模块高度分不成 {tiers} 段竖排：每段只有 {measure} 字",
        "write fewer `text_columns` or give the module more lines",
        "请减少 text_columns，或加高模块",
    ),
    "side-heading-too-wide": Entry(
        E,
        "with its vertical heading `{article}` needs {needed} columns, its module has {has}",
        "「{article}」竖题连同正文至少需 {needed} 栏，模块只有 {has} 栏",
        "widen the module, choose a smaller rank or write `headline: horizontal`",
        "请加宽模块，或改用小一级标题，或写「headline: horizontal」",
    ),
    "vertical-picture": Entry(
        E,
        "the picture of `{article}` has no place in vertical text",
        "竖排的「{article}」里不能排图片",
        "write `writing: horizontal`, or give the picture to another article",
        "请写「writing: horizontal」，或把图片移到别的稿件",
    ),
    "overset": Entry(
        E,
        "`{article}` has {lines} line{lines:s} ({characters} character{characters:s}) too many: “{text}”",
        "「{article}」余稿 {lines} 行（{characters} 字）：“{text}”",
        "no page holds it in these columns: give it more of them, or cut the text; "
        "--allow-overset prints it cut",
        "整版也排不下：请多给几栏，或删减文字；--allow-overset 可先出样",
        "give its module {near} more line{near:s}, or cut the text; --allow-overset prints it cut",
        "请把模块加高 {near} 行，或删减文字；--allow-overset 可先出样",
    ),
    "underfull": Entry(
        W,
        "`{article}` leaves {lines} of {capacity} column lines empty",
        "「{article}」空 {lines} 行（共 {capacity} 行）",
        "take lines from its module, or give its heading more air",
        "请缩小模块，或加大标题的空",
    ),
    "label-too-wide": Entry(
        E,
        "the label of `{article}` is wider than its module: {label}",
        "「{article}」的栏目宽于模块：{label}",
        "shorten the label or widen the module",
        "请缩短栏目名或加宽模块",
    ),
    "furniture-too-wide": Entry(
        E,
        "page {page}: “{text}” is wider than the live area",
        "第 {page} 版：“{text}”宽于版心",
        "give `{style}` a smaller size in the layout, or shorten the words",
        "请在版式里把「{style}」改小，或缩短文字",
    ),
    "furniture-overlaps": Entry(
        E,
        "page {page}: “{text}” runs into “{other}”",
        "第 {page} 版：“{text}”与“{other}”相压",
        "give `{style}` a smaller size or another place in the layout, or shorten the words",
        "请在版式里把「{style}」改小或移开，或缩短文字",
    ),
    "headline-too-wide": Entry(
        W,
        "the headline of `{article}` is wider than its module even at {size} pt; it was broken by rule",
        "「{article}」的标题在 {size} 磅时仍宽于模块，已按规则断行",
        "shorten it, give it more columns, or choose a smaller rank",
        "请缩短标题、加宽模块，或改用小一级标题",
    ),
    "headline-too-long": Entry(
        W,
        "the vertical headline of `{article}` is longer than its module is high even at {size} pt; it was broken by rule",
        "「{article}」的竖题在 {size} 磅时仍长于模块高度，已按规则断行",
        "shorten it, or give the module more lines",
        "请缩短标题，或加高模块",
    ),
}

TYPEFACES = {
    "no-role": Entry(
        E,
        "no face has the role `{role}`",
        "字体表里没有「{role}」",
        "fonts/fonts.yaml holds {known}",
        "fonts/fonts.yaml 里有：{known}",
        MEANT_EN,
        MEANT_ZH,
    ),
    "role-twice": Entry(
        E,
        "the role `{role}` stands twice; first in line {first}",
        "字体名「{role}」写了两次，第一次在第 {first} 行",
        "give every face a role of its own",
        "请为每种字体起不同的名字",
    ),
    "font-missing": Entry(
        E,
        "the font file `{file}` is missing",
        "缺字体文件「{file}」",
        "put it into fonts/ or take its lines out of fonts/fonts.yaml",
        "请把字体文件放进 fonts/，或从 fonts/fonts.yaml 删去",
    ),
    "font-unreadable": Entry(
        E,
        "`{file}` is no font that can be read: {reason}",
        "「{file}」不是可读的字体：{reason}",
        "use a static TrueType or OpenType file (.ttf, .otf)",
        "请用静态 .ttf 或 .otf 字体",
    ),
    "font-changed": Entry(
        E,
        "`{file}` is not the file fonts.yaml names: its SHA-256 is {found}",
        "字体「{file}」与字体表不符：SHA-256 为 {found}",
        "restore the file, or, if the change is meant, write the new sum into fonts/fonts.yaml",
        "请恢复原字体；若确要更换，把新校验和写进 fonts/fonts.yaml",
    ),
    "font-unpinned": Entry(
        N,
        "`{file}` has no SHA-256 in fonts.yaml",
        "字体「{file}」未登记 SHA-256",
        "add `sha256: {found}`",
        "可加一行「sha256: {found}」",
    ),
    "no-glyph": Entry(
        E,
        "no face has the character `{character}` (U+{codepoint})",
        "所有字体都没有「{character}」（U+{codepoint}）",
        "replace the character, or add a face that has it to fonts/",
        "请换字，或在 fonts/ 里加有此字的字体",
    ),
    "no-variant": Entry(
        W,
        "`{base}` is set in its usual form: no face has the variant asked by U+{codepoint}",
        "「{base}」按通常字形排出：字体没有 U+{codepoint} 所指的异体",
        "delete the invisible U+{codepoint} after it, or add a face that has the variant to fonts/",
        "请删去其后不可见的 U+{codepoint}，或在 fonts/ 里加有此字形的字体",
    ),
    "idle-bar": Entry(
        W,
        "no line may turn between `{before}` and `{after}`: the bar there does nothing",
        "「{before}」和「{after}」之间不能转行，此处的竖线不起作用",
        "move the bar to where a line may end, or take it out",
        "请把竖线移到可以转行的地方，或删去",
    ),
    "fallback-face": Entry(
        N,
        "`{article}`: {characters} set in {face}, which {role} lacks",
        "「{article}」：{role}缺 {characters}，改用{face}",
    ),
}

GATES = {
    "text-lost": Entry(
        E,
        "the text of `{article}` does not come back from the PDF: “{expected}” became “{found}”",
        "「{article}」的文字与成品 PDF 不符：“{expected}”变成“{found}”",
        "take text out of the layout's template, if it has any of its own; "
        "else this is a fault of the program: keep the files and report it",
        "版式模板若自带文字请去掉；否则是程序的问题，请保留文件并报告",
    ),
    "page-count": Entry(
        E,
        "the PDF has {found} pages, the edition {expected}",
        "PDF 有 {found} 页，成版是 {expected} 页",
        "look at page.html.j2 and page.css: one `.page` for each page, and nothing beside it",
        "请检查 page.html.j2 和 page.css：每版一个 .page，此外不要有别的内容",
    ),
    "foreign-font": Entry(
        E,
        "the PDF holds a font that is not ours: {font}",
        "PDF 中有外来字体：{font}",
        "take fonts out of the layout's template: all text is set by the composer",
        "请从版式模板中去掉自带文字：文字都由排字程序排出",
    ),
    "not-cmyk": Entry(
        E,
        "page {page} of the PDF uses {space} colour",
        "PDF 第 {page} 页用了 {space} 颜色",
        "write colours in page.css as device-cmyk(c m y k)",
        "page.css 里的颜色请写成 device-cmyk(c m y k)",
    ),
    "picture-not-cmyk": Entry(
        E,
        "the picture `{file}` is {mode}; a press file takes CMYK and grey",
        "图片「{file}」为 {mode}；印刷文件只收 CMYK 或灰度图",
        "convert it to CMYK or grey without transparency, as JPEG",
        "请转成 CMYK 或灰度、无透明的 JPEG",
    ),
    "picture-not-drawn": Entry(
        E,
        "the picture `{file}` cannot be drawn",
        "图片「{file}」无法上版",
        "save it as JPEG or PNG: the drawing engine cannot take this kind of file",
        "请另存为 JPEG 或 PNG：排版引擎不收这种文件",
    ),
    "transparency": Entry(
        E,
        "page {page} of the PDF uses transparency: {what}",
        "PDF 第 {page} 页用了透明：{what}",
        "take `opacity` out of page.css, and flatten pictures on white",
        "请去掉 page.css 里的 opacity，图片请先合并到白底",
    ),
    "wrong-trim": Entry(
        E,
        "page {page} is {found} mm, the layout says {expected} mm",
        "第 {page} 页为 {found} 毫米，版式为 {expected} 毫米",
        "set @page size in page.css from the layout",
        "page.css 的 @page 尺寸应取自版式",
    ),
    "press-refused": Entry(
        E,
        "no press file is made: pictures are missing: {missing}",
        "不出印刷文件：缺图片 {missing}",
        "put the files there, mark the picture `lost: true`, or print a proof with `build`",
        "请补上图片，或在稿件里写「lost: true」；要看样请用 build",
    ),
}

GRADING = {
    "not-a-pdf": Entry(
        E,
        "`{file}` is no PDF that can be read",
        "「{file}」不是可读的 PDF",
        "name a finished PDF, such as build/2025-08/pages.pdf",
        "请指定成品 PDF，如 build/2025-08/pages.pdf",
    ),
    "pdf-locked": Entry(
        E,
        "`{file}` is locked with a password",
        "「{file}」有密码，打不开",
        "save a copy without a password",
        "请另存一份不带密码的",
    ),
    "pdf-no-text": Entry(
        E,
        "`{file}` holds no text: pictures of type cannot be measured",
        "「{file}」里没有文字：图片上的字无法检测",
        "export it with text and embedded fonts, not as outlines or scans",
        "请导出带文字、嵌字体的 PDF，不要转曲线或扫描",
    ),
    "pdf-no-lines": Entry(
        E,
        "`{file}` has no columns of Chinese text",
        "「{file}」里没有成栏的中文正文",
        "a column is three lines or more that begin and end alike",
        "三行以上、首尾对齐的才算一栏正文",
    ),
    "edition-other": Entry(
        W,
        "`{file}` is of another build than `{pdf}`, which is graded without it",
        "「{file}」与「{pdf}」不是同一次排出的，检测时未用",
        "build the issue again; a PDF from elsewhere can be put into another folder",
        "请重新排这一期；别处来的 PDF 可另放文件夹",
    ),
    "edition-unfit": Entry(
        W,
        "`{file}` is no edition that can be used: the PDF is graded without it",
        "「{file}」不是可用的成版数据，检测时未用",
        "build the issue again",
        "请重新排这一期",
    ),
}

SYSTEM = {
    "missing-library": Entry(
        E,
        "a system library is missing: {library}",
        "缺系统库：{library}",
        "run `make issue`, which installs it, or: {command}",
        "请运行「make issue」自动安装，或：{command}",
    ),
    "template": Entry(
        E,
        "the template cannot be used: {problem}",
        "版式模板有误：{problem}",
        "compare it with layouts/sikai/page.html.j2",
        "请对照 layouts/sikai/page.html.j2",
    ),
}

CATALOG: dict[str, Entry] = {
    **FILES,
    **YAML,
    **MANUSCRIPT,
    **MAKE_UP,
    **TYPEFACES,
    **GATES,
    **GRADING,
    **SYSTEM,
}
