"""What is said of changes, in English and Chinese."""

from collections.abc import Mapping

from compositor.comparing.changes import PartChange, Spot, Stand
from compositor.diagnostics.render import Language

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "Changes",
        "proof": "proof {number}",
        "timed": "proof {number} ({time})",
        "summary": "pages changed: {pages}; articles: {articles}; passages of text: {passages}; "
        "modules: {modules}; pictures: {pictures}; furniture: {furniture}",
        "nothing": "nothing changed",
        "page": "page {page}",
        "page_changed": "changed",
        "page_look": "the same words, modules and pictures, drawn otherwise (style, faces or layout)",
        "page_added": "new page",
        "page_removed": "page taken out",
        "page_same": "the same",
        "nowhere": "on no page",
        "article_added": "new article",
        "article_removed": "article taken out",
        "headline": "headline",
        "kicker": "kicker",
        "deck": "deck",
        "byline": "byline",
        "label": "label",
        "source": "source",
        "quote": "pull quote",
        "body": "paragraph {ordinal}",
        "crosshead": "crosshead {ordinal}",
        "note": "editor's note, paragraph {ordinal}",
        "caption": "caption {ordinal}",
        "credit": "credit {ordinal}",
        "furniture": "furniture",
        "filler": "filler",
        "jump": "jump line",
        "put": "put in",
        "out": "taken out",
        "moved_part": "moved within the article",
        "restyled": "set as another kind of text, or with other emphasis",
        "module_added": "module new at {after}",
        "module_removed": "module gone from {before}",
        "module_moved": "module moved: {before} → {after}",
        "module_resized": "module resized: {before} → {after}",
        "spot": "page {page}, column {column}, line {line}, {columns} × {lines}",
        "picture_added": "picture new: {after}",
        "picture_removed": "picture taken out: {before}",
        "picture_replaced": "picture replaced: {before} → {after}",
        "picture_moved": "picture moved or resized: {after}",
        "picture_cropped": "picture cropped otherwise: {after}",
        "problems_gone": "problems solved: {codes}",
        "problems_new": "new problems: {codes}",
        "before": "before",
        "after": "after",
        "legend": "struck through: taken out; underlined: put in; framed on the small pages: drawn otherwise",
        "no_picture": "no picture of this page is kept",
        "comments": "open comments",
        "signed": "read and approved",
        "name": "name",
        "time": "date and time",
        "quotes": "“{text}”",
        "colon": "{label}: {text}",
    },
    "zh": {
        "title": "改动清单",
        "proof": "第 {number} 稿",
        "timed": "第 {number} 稿（{time}）",
        "summary": "改动：{pages} 版，稿件 {articles} 篇，文字 {passages} 处，模块 {modules} 处，图片 {pictures} 幅，报头报眉 {furniture} 处",
        "nothing": "没有改动",
        "page": "第{page}版",
        "page_changed": "有改动",
        "page_look": "文字、模块、图片未变，样式有变（样式表、字体或版式）",
        "page_added": "新增版面",
        "page_removed": "撤去版面",
        "page_same": "未变",
        "nowhere": "未上版",
        "article_added": "新增稿件",
        "article_removed": "撤下稿件",
        "headline": "主题",
        "kicker": "引题",
        "deck": "副题",
        "byline": "署名",
        "label": "栏目",
        "source": "来源",
        "quote": "摘句",
        "body": "第{ordinal}段",
        "crosshead": "小标题{ordinal}",
        "note": "编者的话第{ordinal}段",
        "caption": "图片说明{ordinal}",
        "credit": "图片作者{ordinal}",
        "furniture": "报头报眉",
        "filler": "补白",
        "jump": "转版提示",
        "put": "增",
        "out": "删",
        "moved_part": "在文内移位",
        "restyled": "改了体例或着重",
        "module_added": "模块新排于{after}",
        "module_removed": "模块撤出{before}",
        "module_moved": "模块移位：{before} → {after}",
        "module_resized": "模块改尺寸：{before} → {after}",
        "spot": "第{page}版第{column}栏第{line}行起 {columns} 栏×{lines} 行",
        "picture_added": "新增图片：{after}",
        "picture_removed": "撤下图片：{before}",
        "picture_replaced": "换图：{before} → {after}",
        "picture_moved": "图片移位或改尺寸：{after}",
        "picture_cropped": "图片改裁切：{after}",
        "problems_gone": "已解决的问题：{codes}",
        "problems_new": "新出现的问题：{codes}",
        "before": "改前",
        "after": "改后",
        "legend": "删除线：删去的字；下划线：增添的字；小样上的框：与前稿不同之处",
        "no_picture": "未留存此版图样",
        "comments": "未处理的批注",
        "signed": "已核对，同意",
        "name": "签名",
        "time": "日期、时间",
        "quotes": "“{text}”",
        "colon": "{label}：{text}",
    },
}  # fmt: skip


def stand_name(stand: Stand, language: Language) -> str:
    """What a proof is called."""
    words = WORDS[language]
    if not stand.number:
        return stand.time
    key = "timed" if stand.time else "proof"
    return words[key].format(number=stand.number, time=stand.time)


def part_name(change: PartChange, language: Language) -> str:
    """What a reader would call a part: paragraph 3, headline."""
    return WORDS[language][change.kind].format(ordinal=change.ordinal)


def spot_name(spot: Spot | None, language: Language) -> str:
    """Where a module stands, in words; "" where it does not."""
    if spot is None:
        return ""
    at = spot.at
    return WORDS[language]["spot"].format(
        page=spot.page, column=at.column, line=at.line, columns=at.columns, lines=at.lines
    )
