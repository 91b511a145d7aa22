"""What a proof on paper says. Its head and its steps are the trade's and stay Chinese."""

from collections.abc import Mapping

from compositor.diagnostics.render import Language

STEPS = ("一校", "二校", "三校", "签样", "付印")
NOT_SIGNED = "未经签发不得付印"
PROOF = "校样"
HEAD = "校样　第 {number} 稿 · {title}　第 {page} 版 · {time} · {fingerprint} · {scale}"
LIST_HEAD = "校样　第 {number} 稿 · {title} · {time} · {fingerprint}"

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "full_size": "1:1",
        "reduced": "reduced to {percent} %",
        "told": "{article} {lines} lines, {characters} characters",
        "captions": ", captions {characters}",
        "over": ", {lines} lines overset",
        "name": "name",
        "time": "time",
        "problems": "Problems",
        "none": "There are none.",
        "page": "Page {page}",
        "whole": "The issue as a whole",
        "overset": "Overset text",
        "rest": "{article}, page {page}: {lines} lines, {characters} characters",
        "left": "No room on any page: {articles}",
    },
    "zh": {
        "full_size": "原大",
        "reduced": "缩至 {percent}%",
        "told": "{article}　{lines} 行 {characters} 字",
        "captions": "　图说 {characters} 字",
        "over": "　余稿 {lines} 行",
        "name": "姓名",
        "time": "时间",
        "problems": "问题",
        "none": "没有问题。",
        "page": "第 {page} 版",
        "whole": "全期",
        "overset": "余稿",
        "rest": "{article}，第 {page} 版：余 {lines} 行 {characters} 字",
        "left": "未排稿件：{articles}",
    },
}
