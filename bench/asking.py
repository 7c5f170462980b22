"""Asks a server as fast as it answers, over so many connections that stay open."""

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

MOVED = 400
FEWEST = 3


class NotAnswered(Exception):
    """The server answered with a refusal, or not at all."""


@dataclass(frozen=True, slots=True)
class Question:
    """One request, written out."""

    head: bytes

    @classmethod
    def of(cls, path: str, *, port: int, cookie: str, body: str | None = None) -> "Question":
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Cookie: veturi={cookie}",
            "Accept-Language: fi",
        ]
        if body is not None:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        return cls(("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode())


@dataclass(slots=True)
class Answers:
    """How long each answer took, in milliseconds, and how many bytes they had in all."""

    took: list[float]
    size: int = 0
    seconds: float = 0

    @property
    def p50(self) -> float:
        return centile(self.took, 50)

    @property
    def p99(self) -> float:
        return centile(self.took, 99)


def centile(values: Sequence[float], share: int) -> float:
    """The value that so many of a hundred are not above."""
    return sorted(values)[max(0, ceil(len(values) * share / 100) - 1)]


class Line:
    """One connection; an answer is read whole."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._left = b""

    def ask(self, question: Question) -> int:
        """How many bytes came."""
        self._socket.sendall(question.head)
        head, body = self._head()
        status = int(head.split(b" ", 2)[1])
        if status >= MOVED:
            raise NotAnswered(f"{head[:200]!r} to {question.head[:200]!r}")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        if fields.get(b"transfer-encoding") == b"chunked":
            return self._chunks(body)
        return self._exactly(body, int(fields.get(b"content-length", b"0")))

    def close(self) -> None:
        self._socket.close()

    def _more(self, got: bytes) -> bytes:
        some = self._socket.recv(1 << 17)
        if not some:
            raise NotAnswered("The server hung up.")
        return got + some

    def _head(self) -> tuple[bytes, bytes]:
        got = self._left
        while b"\r\n\r\n" not in got:
            got = self._more(got)
        head, _end, body = got.partition(b"\r\n\r\n")
        return head, body

    def _exactly(self, got: bytes, size: int) -> int:
        while len(got) < size:
            got = self._more(got)
        self._left = got[size:]
        return size

    def _chunks(self, got: bytes) -> int:
        whole = 0
        while True:
            while b"\r\n" not in got:
                got = self._more(got)
            told, _end, got = got.partition(b"\r\n")
            size = int(told, 16)
            while len(got) < size + 2:
                got = self._more(got)
            got = got[size + 2 :]
            if not size:
                self._left = got
                return whole
            whole += size


def ask(questions: Sequence[Question], *, port: int, connections: int, seconds: float) -> Answers:
    """Every connection asks one question after the other, beginning at another place."""
    all_took: list[list[float]] = [[] for _ in range(connections)]
    sizes = [0] * connections
    wrong: list[Exception] = []
    until = time.perf_counter() + seconds

    def keep_asking(mine: int) -> None:
        line = Line(port)
        number = mine * 7
        try:
            while time.perf_counter() < until or len(all_took[mine]) < FEWEST:
                began = time.perf_counter()
                sizes[mine] += line.ask(questions[number % len(questions)])
                all_took[mine].append((time.perf_counter() - began) * 1000)
                number += 1
        except (NotAnswered, OSError) as trouble:
            wrong.append(trouble)
        finally:
            line.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=keep_asking, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return Answers(
        [one for took in all_took for one in took], sum(sizes), time.perf_counter() - began
    )
