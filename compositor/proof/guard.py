"""Who may ask: a guard around the whole desk.

The desk writes into an issue, so no other page that is open in the same browser may reach it:

    Host        one of this desk's own names, else 421: a name that was bound to 127.0.0.1 by
                someone else's DNS server (rebinding) gets nothing
    Origin      of anything but a plain look at the desk: its own, else 403; a page elsewhere may
                not even show our pictures (Sec-Fetch-Site)
    X-Proof: 1  on whatever changes something: no form and no link can send it, and a script
                elsewhere may not without being asked about first, which is refused
    token       where the desk listens to more than this machine: once in the address, then in a
                cookie that only this desk gets, else 401
    body        JSON, at most MOST_BODY bytes, else 415 and 413

Every answer says that it is not to be framed, sniffed or kept, and that its page may load nothing
from anywhere else. What goes wrong inside is a 500 in one sentence; its trace is for the
log. The sentences are `answers`'.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from compositor.proof.answers import refusal

MOST_BODY = 1_000_000
COOKIE = "proof"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE = ("GET", "HEAD")
HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'self'; img-src 'self' blob: data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
log = logging.getLogger("compositor.proof")


@dataclass(frozen=True, slots=True)
class Door:
    """Where the desk listens. `token` is asked of everyone if it is not empty."""

    host: str
    port: int
    token: str = ""

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def knows(self, host: str) -> bool:
        """Whether a `Host` header names this desk.

        One that listens to others goes by any address, or by the name it was given: whoever made
        up another name for it has no token there, for cookies go by names.
        """
        name, port = _parted(host)
        if port != self.port:
            return False
        if self.is_local:
            return name in LOOPBACK or name == self.host
        return name == self.host or name in LOOPBACK or _is_address(name)


class Guard:
    """ASGI middleware: lets through what may pass, and answers the rest."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await _with_headers(send)(message)

        body = None if scope["method"] in SAFE else await _body(receive)
        if body is not None and len(body) > MOST_BODY:
            await refusal("too-large")(scope, receive, sending)
            return
        try:
            await self._app(scope, receive if body is None else _replayed(body, receive), sending)
        except Exception:
            log.exception("the desk failed to answer %s", scope["path"])
            if not begun:
                await refusal("failed")(scope, receive, sending)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._door.knows(host):
            return refusal("foreign-host")
        if self._door.token and not self._has_token(headers):
            return self._entrance(scope)
        is_look = scope["method"] in SAFE
        if _is_foreign(headers, host, is_visit=is_look and scope["path"] == "/"):
            return refusal("foreign-origin")
        if is_look:
            return None
        return _refused_write(headers)

    def _has_token(self, headers: Headers) -> bool:
        given = headers.get("authorization", "").removeprefix("Bearer ")
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            cookie = None
        held = (given, cookie.value if cookie else "")
        return any(compare_digest(one.encode(), self._door.token.encode()) for one in held)

    def _entrance(self, scope: Scope) -> ASGIApp:
        """In by the address that has the token in it; the token leaves the address at once."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        matches = compare_digest(given.encode(), self._door.token.encode())
        if scope["method"] != "GET" or scope["path"] != "/" or not matches:
            return refusal("no-token")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, self._door.token, httponly=True, samesite="strict")
        return answer


def _refused_write(headers: Headers) -> ASGIApp | None:
    if headers.get("x-proof") != "1":
        return refusal("no-header")
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return refusal("not-json")
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdecimal() or int(length) > MOST_BODY:
        return refusal("too-large")
    return None


def _is_foreign(headers: Headers, host: str, *, is_visit: bool) -> bool:
    """Whether a page elsewhere is behind a request; anyone may follow a link to the desk itself."""
    site = headers.get("sec-fetch-site", "same-origin")
    if is_visit and headers.get("sec-fetch-mode", "navigate") == "navigate":
        return False
    if site not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and (urlsplit(origin).netloc != host or not origin.startswith("http"))


async def _body(receive: Receive) -> bytes:
    """The body as it comes, until it is too large: one sent in pieces has no length beforehand."""
    body = b""
    while len(body) <= MOST_BODY:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return body


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body that was read, once, and then whatever else comes."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return receiving


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending


def _parted(host: str) -> tuple[str, int]:
    """Name and port of a `Host` header; port 80 where it has none, -1 where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        port = 80 if parts.port is None else parts.port
    except ValueError:
        return host, -1
    name = parts.hostname or ""
    return (f"[{name}]" if ":" in name else name), port


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
