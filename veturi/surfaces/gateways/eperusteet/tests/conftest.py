"""A small server that speaks as ePerusteet does, on this machine."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

from veturi.surfaces.gateways.eperusteet.local import Twin


@pytest.fixture(autouse=True)
def empty_cache(db):
    """What one test asked is not kept for the next."""
    cache.clear()


class Outside:
    """The server: what it was asked, and what it answers instead of the samples."""

    def __init__(self):
        self.asked = []
        self.instead = None
        outside = self

        class Speaker(BaseHTTPRequestHandler):
            def do_GET(self):
                outside.asked.append((self.path, self.headers["Caller-Id"]))
                status, headers, body = outside.instead or (200, {}, told(self.path))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_parts):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
        self.address = f"http://127.0.0.1:{self.server.server_port}/eperusteet-service"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def answers(self, status, body=b"", **headers):
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        self.instead = (status, named, body)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def told(path):
    """The samples as the register would send them for this address."""
    parts = urlsplit(path)
    begin = "/eperusteet-service/api/external/"
    assert parts.path.startswith(begin)
    rest = parts.path.removeprefix(begin)
    if rest == "perusteet":
        return json.dumps(Twin().page(int(parse_qs(parts.query)["sivu"][0]))).encode()
    return json.dumps(Twin().whole(int(rest.removeprefix("peruste/")))).encode()


@pytest.fixture
def outside(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Outside()
    yield server
    server.close()
