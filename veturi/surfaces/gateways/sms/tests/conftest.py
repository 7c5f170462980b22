"""A small server that takes text messages as Elisa Dialogi does, on this machine."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from veturi.surfaces.gateways.sms.client import Client

KEY = "only-for-tests"
BODY = {"sender": "{sender}", "destination": ["{to}"], "text": "{text}"}
TAKEN = frozenset({"CREATED"})


class Outside:
    """The server: what it took, and what it answers instead."""

    def __init__(self):
        self.took = []
        self.word = "CREATED"
        self.instead = None
        outside = self

        class Speaker(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, content = outside.instead or outside.answer(self.headers, body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_parts):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
        self.address = f"http://127.0.0.1:{self.server.server_port}/api/v1/"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def answer(self, headers, body):
        if headers["Authorization"] != f"apikey {KEY}":
            return 401, b"{}"
        told = json.loads(body)
        if self.word == "CREATED":
            self.took.append(told)
        state = {"converted": told["destination"][0], "status": self.word}
        return 200, json.dumps({"messages": {told["destination"][0]: state}}).encode()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def outside(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Outside()
    yield server
    server.close()


@pytest.fixture
def client_outside(outside):
    return Client(outside.address, f"apikey {KEY}", BODY, TAKEN)


@pytest.fixture
def through_client(outside, settings):
    settings.SMS_BACKEND = "veturi.surfaces.gateways.sms.service.send"
    settings.SMS_TWIN, settings.SMS_URL, settings.SMS_KEY = "", outside.address, KEY
    settings.SMS_SENDER = "Opisto"
    return outside
