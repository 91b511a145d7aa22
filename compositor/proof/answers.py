"""What the desk answers to a request it cannot serve: a table of codes, and the form of all errors.

    raise Wrong("conflict", theirs=…)        # in a route; becomes an answer there
    refusal("no-token")                      # the answer itself

Every error is `{error: code, message, message_zh, problems: […], …}` with its own 4xx status; only
`failed`, which is the desk's own fault, is a 500, and it says nothing of the inside.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from starlette.responses import JSONResponse


class Said(NamedTuple):
    """The HTTP status of a code, and its sentence in English and Chinese."""

    status: int
    en: str
    zh: str


ANSWERS: Mapping[str, Said] = {
    # the guard
    "foreign-host": Said(421, "this desk does not go by that name", "校样台不是这个地址"),
    "foreign-origin": Said(403, "another site may not use this desk", "不接受其他网站的请求"),
    "no-token": Said(
        401,
        "open the address that the command printed: it has the token in it",
        "请用命令给出的网址打开，其中带有口令",
    ),
    "no-header": Said(
        403, "what changes something is sent by the desk's own page", "只接受校样台页面自己的改动"
    ),
    "not-json": Said(415, "the body must be JSON", "请求内容须为 JSON"),
    "too-large": Said(413, "the request is too large", "请求内容过大"),
    "failed": Said(
        500, "the desk failed to answer; its log says why", "校样台出错；原因见其运行记录"
    ),
    # the routes
    "not-found": Said(404, "there is no such thing", "没有这一项"),
    "no-method": Said(405, "this address is not asked that way", "此地址不支持这种请求"),
    "bad-request": Said(400, "the request cannot be read", "无法读取请求"),
    "bad-json": Said(400, "the body is not what is asked for here", "请求内容不合要求"),
    "no-proof": Said(409, "there is no proof yet", "还没有大样"),
    "conflict": Said(
        409, "the file was changed meanwhile in the same place", "文件在同一处已被改动"
    ),
    "nothing": Said(409, "there is nothing to undo or redo", "没有可撤销或重做的改动"),
    "refused": Said(422, "the issue does not allow it", "这一期不允许这样改"),
}
BY_STATUS: Mapping[int, str] = {404: "not-found", 405: "no-method"}


class Wrong(Exception):  # noqa: N818 - said to the one who asked; nothing is broken
    """A request that cannot be served; `more` goes into the answer."""

    def __init__(self, code: str, **more: object) -> None:
        self.code, self.more = code, more
        super().__init__(code)


def number_of(text: str) -> int:
    """A number of an address: digits, few enough to be one."""
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise Wrong("not-found")
    return int(text)


def refusal(
    code: str, problems: Sequence[object] = (), more: Mapping[str, object] | None = None
) -> JSONResponse:
    """The answer of a code; `more` is what it says besides."""
    status, english, chinese = ANSWERS[code]
    said = {"error": code, "message": english, "message_zh": chinese, "problems": [*problems]}
    return JSONResponse({**said, **(more or {})}, status)
