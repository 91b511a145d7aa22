"""What the command says, in English and Chinese; diagnostics have a catalogue of their own."""

from collections.abc import Mapping

from compositor.diagnostics.render import Language

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "description": "Composes Chinese newspapers: a manifest and article texts in, pages out.",
        "epilog": "Exit status: 0 done, 1 the input has errors, 2 the command line is wrong, "
        "3 text was overset, 4 a gate failed, 5 the system lacks something, "
        "6 a graded PDF breaks a limit.",
        "lang": "language of messages (default: from the locale)",
        "json": "print diagnostics as JSON",
        "build": "compose an issue into build/",
        "check": "report the problems of an issue and make nothing",
        "press": "compose an issue for the printer: refuses what is not ready",
        "galley": "set one article or text file as a galley proof",
        "fonts": "list the faces and check them; --text: what no face has",
        "schema": "print the JSON Schema of issue.yaml or of an article's heading",
        "grade": "measure the typography of finished PDFs, ours or others', side by side",
        "pdf": "finished PDF; edition.json beside it is used",
        "lines": "list every line that breaks a limit or misses a target",
        "errors": "print the table of error codes",
        "issue": "folder of the issue, such as issues/2025-08",
        "allow_overset": "print what fits even if text is left over",
        "into": "folder to write into (default: build/)",
        "file": "an article (.md) or any plain text",
        "measure": "width of a column in 字",
        "columns": "number of columns (default: 1)",
        "layout": "layout whose type is used (default: sikai)",
        "text": "files whose characters the faces should have",
        "kind": "which schema",
        "made": "made {pdf} in {seconds:.2f} s",
        "made_press": "made {pdf} in {seconds:.2f} s: ready for the printer",
        "clean": "{issue}: no errors",
        "warnings": "{issue}: {count} to look at",
        "failed": "errors: {errors}; nothing was written",
        "face_row": "{role}  {file}  {family} {weight}  {state}",
        "ok": "ok",
        "changed": "CHANGED",
        "unpinned": "no sum given",
        "missing": "MISSING",
        "bad": "UNREADABLE",
        "all_there": "every character of {count} has a face",
    },
    "zh": {
        "description": "排中文报纸：写好清单和稿件，得到成版的页面。",
        "epilog": "退出码：0 完成；1 输入有错；2 命令有误；3 有余稿；4 把关未过；5 系统缺件；6 所查 PDF 违限。",
        "lang": "提示语言（默认按系统语言）",
        "json": "以 JSON 输出问题",
        "build": "排一期，结果放在 build/",
        "check": "只检查，不出版",
        "press": "出印刷文件；未就绪则不出",
        "galley": "把一篇稿件或文本排成小样",
        "fonts": "列出并核对字体；--text 查文稿缺字",
        "schema": "输出 issue.yaml 或稿件头的 JSON Schema",
        "grade": "检测成品 PDF 的排版质量，可多份并列比较",
        "pdf": "成品 PDF；旁边有 edition.json 则一并使用",
        "lines": "逐行列出违限、未达之处",
        "errors": "输出错误代码表",
        "issue": "一期的文件夹，如 issues/2025-08",
        "allow_overset": "有余稿也先出样",
        "into": "输出文件夹（默认 build/）",
        "file": "稿件（.md）或纯文本",
        "measure": "栏宽（字）",
        "columns": "栏数（默认 1）",
        "layout": "所用版式（默认 sikai）",
        "text": "要核对用字的文件",
        "kind": "哪一种",
        "made": "已排成 {pdf}，用时 {seconds:.2f} 秒",
        "made_press": "已出印刷文件 {pdf}，用时 {seconds:.2f} 秒",
        "clean": "{issue}：没有错误",
        "warnings": "{issue}：有 {count} 处请看一看",
        "failed": "错误 {errors} 个，未写任何文件",
        "face_row": "{role}  {file}  {family} {weight}  {state}",
        "ok": "相符",
        "changed": "已变",
        "unpinned": "未登记校验和",
        "missing": "缺文件",
        "bad": "不可读",
        "all_there": "{count} 个字符都有字体",
    },
}


def say(language: Language, key: str, **values: object) -> str:
    """A sentence of the command, filled in."""
    return WORDS[language][key].format(**values)
