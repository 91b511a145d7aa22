"""How the parts of a newspaper article look as text: tables of words and forms, nothing decided.

Labels, bylines, credits, sources and notes have forms of their own in every Chinese paper; these
are their tables. What stands where and what belongs to what is left to `kinds` and `assemble`.
The words were gathered from the five seeds and from what union, county and campus papers print;
add to them here.
"""

import re

# ------------------------------------------------------------------------------ sentences

ENDS = "。！？…"
CLOSING = "”’）》】」』〉)"
OPENING = "“‘（《【「『〈("
SENTENCE_END = re.compile(rf"(?:[{ENDS}][{CLOSING}]*|〔[上下]?文缺〕)$")
"""Or an editor's mark that the rest is lost (`model.issue.LOST_MARKS`)."""
MARK_START = re.compile(r"^[，。、；：！？”’）》】」』,;:!?)]")
PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "『": "』", "(": ")"}

# ---------------------------------------------------------------------------------- parts

LABEL = re.compile(r"^[【〖\[［]([^】〗\]］]{1,10})[】〗\]］]$")
NOTE = re.compile(
    r"^(小编说|小编点评|小编寄语|编后|编后语|编后话|编者按|编者的话|编者语|编辑点评|编辑手记|点评|短评|记者手记|采访手记)[：:]"
)
SOURCE = re.compile(
    r"^[（(]?(?:(?:来源|稿源|转自|摘自|原载)[：:]?\s*(?P<named>《?[^《》，。；]{2,20}》?)"
    r"|据(?P<after>《[^《》，。；]{2,16}》|[^《》，。；]{2,12}(?:报|社|网|台|客户端|公众号)))[）)]?$"
)
SOURCE_AT_END = re.compile(
    rf"(?<=[{ENDS}”])\s*[（(]?(?:来源|稿源|转自|摘自|原载)[：:]\s*(《?[^《》，。；\s]{{2,20}}》?)[）)]?$"
)

_NAME = r"[\u4e00-\u9fff·]{2,4}"
_NAMES = rf"{_NAME}(?:[ 　、]+{_NAME}){{0,5}}"
_BY = r"(?:图文|图片|图/文|文/图|图|文|摄影|供图|制图|漫画|摄)\s*[/／:：]\s*"
_DONE = r"(?:摄影报道|摄影|摄|供图|图文|图/文|文/图|图|文|漫画|制图|绘)"
_REPORTER = r"(?:[\u4e00-\u9fff]{0,8}(?:记者|通讯员|特约记者)[ 　]*)*"
CREDIT = re.compile(
    rf"^[（(]?(?:{_BY}(?P<by>{_NAMES})|{_REPORTER}(?P<names>{_NAMES}?)[ 　]*[/／]?{_DONE})[）)]?$"
)
CREDIT_AT_END = re.compile(
    rf"(?<=[{ENDS}”）])[ 　]*[（(]?(?:{_BY}(?P<by>{_NAMES})|{_REPORTER}(?P<names>{_NAMES}?)[ 　]*{_DONE})[）)]?$"
)
"""Whose photo it is; that the names are names `people.credit_in` has to see."""

_PAGE = r"第?\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版"
JUMP_AT_END = re.compile(rf"[（(]\s*(?:下转|转)\s*{_PAGE}[^（）()]{{0,12}}[）)]$|下转\s*{_PAGE}$")
JUMP_AT_START = re.compile(
    rf"^[（(]\s*(?:上接|紧接|接)\s*{_PAGE}[^（）()]{{0,12}}[）)]|^上接\s*{_PAGE}"
)
"""下转第3版, 上接第1版: the paper's own directions, not the article's words."""
PICTURED = re.compile(
    r"^(?:图为|图片为|[上下左右]图(?:为|：|:)|图[①②③④⑤⑥1-9一二三四五六](?:为|：|:))"
)

FURNITURE = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,6}[ 　]{1,3}(?:专刊|周刊|副刊|专版|特刊)"
    r"|(?:第?[0-9A-Z一二三四五六七八九十]{1,3}版)"
    r"|(?=.{0,30}第?[0-9A-Z一二三四五六七八九十]{1,3}版)(?=.{0,30}\d{4}年\d{1,2}月)[^，。；：]{6,50}"
    r"|[\u4e00-\u9fff]{0,10}\d{4}年\d{1,2}月\d{1,2}日(?:[ 　]*星期[一二三四五六日天])?"
    r"|(?:责任编辑|责编|版式|美编|校对|电话|投稿邮箱|E-?mail)[：:].{1,40}"
    r"|(?:总第|第)\s*\d+\s*期)$"
)
_ENTRY = (
    r"(?:发布(?:时间|日期|者|人|单位|机构)|更新时间|时间|日期|(?:信息|文章|稿件)?来源|作者|编辑|责任编辑|责编|审核|点击(?:数|量|率)?|浏览(?:次数|量)?"
    r"|阅读(?:次数|量|数)?|访问(?:次数|量)?|字体|字号)"
)
ENTRIES = re.compile(rf"^【?{_ENTRY}[：:].*[ 　\u00a0|]【?{_ENTRY}[：:]")
"""The line of a web page that says when, whence and how often read: two entries at least."""
NEXT_ENTRY = re.compile(rf"[ 　\u00a0|]+(?=【?{_ENTRY}[：:])")
AROUND = re.compile(
    r"^(?:(?:您(?:的|所在的?)|当前)(?:当前)?位置[：:]|首页\s*[>＞›»]|上一[篇条则][：:]|下一[篇条则][：:]|分享到?[：:]|打印本页|关闭窗口"
    r"|版权所有|Copyright|技术支持[：:]|.{0,30}(?:ICP[备证]|公网安备)\s*\d+"
    r"|(?:发布|更新)(?:时间|日期)[：:].{0,40}$|(?:点击|浏览|阅读|访问)(?:次数|数|量)?[：:]\s*\d*次?$)"
)
"""What stands on a web page around the article; addresses and hosts may be the article's."""
SECTION = re.compile(r"^([\u4e00-\u9fff]{1,6})[ 　]{0,3}(专刊|周刊|副刊|专版|特刊)$")

# -------------------------------------------------------------------------------- bylines

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁"
    "柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋"
    "茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗"
    "丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班"
    "仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴郁胥能苍双闻莘党翟谭贡"
    "劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘"
    "匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付代覃岳帅缑亢况"
)
COMPOUND_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "令狐",
    "端木",
)
POSTS = (
    "主席|副主席|常务副主席|书记|副书记|部长|副部长|主任|副主任|会长|副会长|秘书长|理事长|董事长|总经理|经理|厂长|院长|副院长|校长|园长"
    "|局长|副局长|处长|科长|股长|队长|组长|班长|所长|站长|段长|社长|总编辑|主编|编辑|记者|通讯员|特约记者|干事|干部|工作者|教师|教授|讲师"
    "|医生|护士|工程师|技师|工匠|劳模|职工|工人|员工|委员|常委|代表|研究员|调研员|律师|法官|检察官|民警|社工|志愿者|学员|作者|指导员|联络员"
)
BODIES = "总工会|工会|联合会|公司|集团|委员会|中心|学院|大学|中学|小学|医院|法院|检察院|局|厂|部|室|站|所|社|院|会|校|厅|委|办|馆|处|科|队"
REPORTERS = re.compile(
    rf"^(?:[□■▲●◆◎○]?\s*)?(?:(?:本报|本刊|本网|见习|特约|实习)?(?:记者|通讯员|特约记者|评论员)[ 　]*{_NAMES}[ 　]*)+(?:文/?图|摄影报道)?$"
)
AUTHOR = re.compile(
    rf"^[（(]?(?:作者|文|撰稿|口述|整理|采写)\s*[：:/／]\s*{_NAMES}[）)]?$|^[□■]\s*{_NAMES}$"
)
POST_AND_NAME = re.compile(
    rf"^(.{{2,60}}(?:{POSTS}|{BODIES}))[ 　]+({_NAME}|[\u4e00-\u9fff][ 　][\u4e00-\u9fff])$"
)

# -------------------------------------------------------------------------- how texts begin

NEWS_OPENING = re.compile(
    r"^(?:本报讯|日前|近日|近年来|近几年|近期|今年|今年以来|去年|前不久|日来|连日|连日来|又是一年|夜幕|当前|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?"
    r"|[“‘].{4,60}[”’])"
)
FRESH = re.compile(r"^(?:本报讯|日前|近日|日来|连日|前不久|又是一年)")
"""News begins so, and hardly a further paragraph of it."""
PARAGRAPH_OPENING = re.compile(
    r"^(?:本报讯|日前|近日|近年|近几年|今年|去年|前不久|目前|当前|此外|同时|其中|另外|首先|其次|再次|最后|一是|二是|三是|四是|五是|第[一二三四五六]"
    r"|下一步|今后|未来|随后|会上|会议|活动|据|为|为了|根据|针对|通过|围绕|随着|在|从|对|按照|依托|结合|截至|每年|每到|坚持|深化|加强|推进"
    r"|\d{4}年|\d{1,2}月|[“‘《【])"
)
LINKED_OPENING = re.compile(
    r"^(?:此外|另外|同时|与此同时|其中|其次|再次|最后|目前|下一步|今后|接下来|随后|为此|对此|因此|然而|但是)[，,]"
)
"""Words that hold on to what was said before: a paragraph begins so, and no headline."""
IN_BRACKETS = re.compile(r"^[（(][^（）()]*[）)]$")
"""A remark below an article: （作者单位：县总工会）."""
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
)
"""一、 （二） 3. before a crosshead."""
LEAD_IN = re.compile(r"^[^，。；：！？]{4,16}(?:，[^，。；：！？]{4,16})?。")
"""A paragraph that begins with a short sentence of its own: 比技能，锤炼精兵强将。"""
