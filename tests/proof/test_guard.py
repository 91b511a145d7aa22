"""The guard: who may ask the desk, and who is turned away before anything is looked at."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from compositor.proof.guard import HEADERS, MOST_BODY, Door, Guard

LOCAL = Door("127.0.0.1", 8642)
OPEN = Door("0.0.0.0", 8642, "s3cret")
WRITE = {"x-proof": "1", "content-type": "application/json"}


async def _echo(request: Request) -> PlainTextResponse:
    body = await request.body()
    return PlainTextResponse(f"{request.method} {len(body)}")


async def _broken(request: Request) -> PlainTextResponse:
    raise ValueError("a secret of the inside")


def client(door: Door, host: str = "127.0.0.1:8642") -> TestClient:
    app = Starlette(
        routes=[
            Route("/", _echo),
            Route("/part", _echo, methods=["POST", "GET"]),
            Route("/broken", _broken),
        ]
    )
    return TestClient(
        Guard(app, door), f"http://{host}", follow_redirects=False, raise_server_exceptions=False
    )


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost:8642", "[::1]:8642"])
def test_own_names_are_let_in(host: str) -> None:
    assert client(LOCAL, host).get("/").status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example:8642", "127.0.0.1", "127.0.0.1:80", "192.168.1.7:8642", "localhost.evil:8642"],
)
def test_foreign_names_are_turned_away(host: str) -> None:
    """A name bound to this machine by someone else's name server (rebinding) gets nothing."""
    assert client(LOCAL, host).get("/").status_code == 421


@pytest.mark.parametrize("host", ["", "[", "a:b:c", "127.0.0.1:99999999", "127.0.0.1:x", "\x7f"])
def test_broken_names_are_no_names(host: str) -> None:
    answer = client(LOCAL).get("/", headers={"host": host})
    assert answer.status_code == 421


def test_a_write_needs_the_header_of_the_page() -> None:
    """No form and no link can send it."""
    send = client(LOCAL)
    assert send.post("/part", content=b"{}", headers=WRITE).status_code == 200
    bare = {"content-type": "application/json"}
    assert send.post("/part", content=b"{}", headers=bare).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "file://127.0.0.1:8642"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_page_elsewhere_neither_reads_nor_writes(headers: dict[str, str]) -> None:
    send = client(LOCAL)
    assert send.post("/part", content=b"{}", headers={**WRITE, **headers}).status_code == 403
    assert send.get("/part", headers=headers).status_code == 403


def test_anyone_may_follow_a_link_to_the_desk() -> None:
    """A link in a mail opens it; a frame or a script of that page does not."""
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client(LOCAL).get("/", headers=visit).status_code == 200
    script = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client(LOCAL).get("/", headers=script).status_code == 403
    assert client(LOCAL).get("/part", headers=visit).status_code == 403


def test_no_method_but_looking_passes_without_the_header() -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "POST"):
        assert client(LOCAL).request(method, "/part").status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", ""])
def test_a_body_is_json(kind: str) -> None:
    """The kinds a form can send are none of them."""
    headers = {"x-proof": "1", "content-type": kind}
    assert client(LOCAL).post("/part", content=b"{}", headers=headers).status_code == 415


def test_a_body_is_bounded() -> None:
    send = client(LOCAL)
    whole = b" " * MOST_BODY
    assert send.post("/part", content=whole, headers=WRITE).status_code == 200
    assert send.post("/part", content=whole + b" ", headers=WRITE).status_code == 413


def test_a_body_in_pieces_is_bounded() -> None:
    """It has no length beforehand."""

    def pieces() -> Iterator[bytes]:
        for _ in range(MOST_BODY // 1000 + 1):
            yield b" " * 1000

    assert client(LOCAL).post("/part", content=pieces(), headers=WRITE).status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "99999999999999999999", "１"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    headers: Any = {**WRITE, "content-length": length.encode()}
    assert client(LOCAL).post("/part", content=b"{}", headers=headers).status_code == 413


def test_a_desk_for_others_asks_for_its_token() -> None:
    """Without it there is nothing but the word that there is something to be had."""
    ask = client(OPEN, "192.168.1.7:8642")
    assert ask.get("/").status_code == 401
    assert ask.get("/?token=wrong").status_code == 401
    assert ask.get("/part?token=s3cret").status_code == 401
    assert ask.get("/", headers={"authorization": "Bearer s3cret"}).status_code == 200


def test_the_token_is_exchanged_for_a_cookie() -> None:
    """So that it is not in the address, the history or a referrer for long."""
    ask = client(OPEN, "192.168.1.7:8642")
    answer = ask.get("/?token=s3cret")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert ask.get("/").status_code == 200


def test_a_desk_for_others_has_no_names_of_others() -> None:
    ask = client(OPEN, "evil.example:8642")
    assert ask.get("/", headers={"authorization": "Bearer s3cret"}).status_code == 421
    named = Door("composing-room", 8642, "s3cret")
    answer = client(named, "composing-room:8642").get("/")
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("host", "is_local"),
    [
        ("127.0.0.1", True),
        ("127.3.2.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.0.2", False),
        ("somewhere", False),
    ],
)
def test_only_loopback_is_local(host: str, is_local: bool) -> None:
    assert Door(host, 1).is_local is is_local


def test_what_breaks_inside_says_nothing_of_the_inside() -> None:
    answer = client(LOCAL).get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_every_answer_is_closed_to_frames_and_strangers() -> None:
    for path in ("/", "/broken"):
        answer = client(LOCAL).get(path)
        assert all(answer.headers[name] == value for name, value in HEADERS.items())
    assert "content-security-policy" in client(LOCAL, "evil.example").get("/").headers
