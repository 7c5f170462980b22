"""A small server that speaks as Visma Sign does, on this machine; an agreement that waits."""

import base64
import hashlib
import hmac
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.utils import timezone

from veturi.cooperation.placements.actions import agreements
from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.reading.contents import Terms, content_of
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.factories import (
    InstructorFactory,
    PeriodUnitFactory,
    StudentFactory,
    ready,
)
from veturi.surfaces.gateways.visma_sign.client import Client
from veturi.surfaces.gateways.visma_sign.rules.requests import Credentials

IDENTIFIER, SECRET = "opisto", base64.b64encode(b"only for tests").decode()
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def empty_cache(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


class Outside:
    """The server: its documents, in which mood it is, what it answers instead."""

    def __init__(self):
        self.documents = {}
        self.word = "pending"
        self.instead = None
        outside = self

        class Speaker(BaseHTTPRequestHandler):
            def do_GET(self):
                outside.answer(self, b"")

            def do_POST(self):
                outside.answer(self, self.rfile.read(int(self.headers["Content-Length"] or 0)))

            def log_message(self, *_parts):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request, body):
        status, headers, content = self.instead or self._answer(request, body)
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def _answer(self, request, body):
        if not knows(request, body):
            return 401, {}, b"{}"
        parts = urlsplit(request.path)
        match [request.command, *parts.path.strip("/").split("/")[3:]]:
            case ["POST"]:
                uuid = f"e59c8dc8-{len(self.documents)}"
                told = json.loads(body)["document"]
                self.documents[uuid] = {**told, "files": [], "invitations": []}
                return 201, {"Location": f"{self.address}{parts.path}{uuid}"}, b""
            case [_method, uuid, *_rest] if uuid not in self.documents:
                return 404, {}, b"{}"
            case ["POST", uuid, "files"]:
                name = parse_qs(parts.query)["filename"][0]
                self.documents[uuid]["files"].append((name, body))
                return 201, {}, b"{}"
            case ["POST", uuid, "invitations"]:
                return 201, {}, self._invite(self.documents[uuid], json.loads(body))
            case ["POST", uuid, "cancel"]:
                self.documents[uuid]["cancelled"] = True
                return 200, {}, b"{}"
            case ["GET", uuid, "files", "0"] if self.documents[uuid]["files"]:
                return 200, {}, self.documents[uuid]["files"][0][1]
            case ["GET", uuid]:
                return 200, {}, self._status(uuid)
        return 404, {}, b"{}"

    def _invite(self, document, told):
        made = [{"uuid": f"invitation-{n}", **one} for n, one in enumerate(told)]
        document["invitations"] += made
        shown = [{"uuid": one["uuid"], "status": "new", "passphrase": "x"} for one in made]
        return json.dumps(shown).encode()

    def _status(self, uuid):
        document = self.documents[uuid]
        word = "cancelled" if document.get("cancelled") else self.word
        told = {
            "uuid": uuid,
            "name": document["name"],
            "status": word,
            "files": [{"filename": name} for name, _content in document["files"]],
            "invitations": [
                {"uuid": one["uuid"], "status": word} for one in document["invitations"]
            ],
        }
        return json.dumps(told).encode()


def knows(request, body):
    """Whether the request is signed as the service demands, counted here anew."""
    said = request.headers
    mark = base64.b64encode(hashlib.md5(body).digest()).decode()
    if body and said["Content-MD5"] != mark:
        return False
    told = [request.command, mark, said["Content-Type"] or "", said["Date"], request.path]
    key = base64.b64decode(SECRET)
    right = hmac.digest(key, "\n".join(told).encode(), "sha512")
    return said["Authorization"] == f"Onnistuu {IDENTIFIER}:{base64.b64encode(right).decode()}"


@pytest.fixture
def outside(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Outside()
    yield server
    server.close()


@pytest.fixture
def client_outside(outside):
    return Client(outside.address, Credentials(IDENTIFIER, SECRET))


@pytest.fixture
def through_client(outside, settings):
    settings.VISMA_SIGN_TWIN, settings.VISMA_SIGN_URL = "", outside.address
    settings.VISMA_SIGN_IDENTIFIER, settings.VISMA_SIGN_SECRET = IDENTIFIER, SECRET
    return outside


@pytest.fixture
def sent(workshop, mika, rauha, otto):
    """A training agreement that waits for Otto and for us."""
    InstructorFactory(provider=workshop.provider, person=otto)
    student = StudentFactory(provider=workshop.provider, teacher=mika)
    period = PeriodUnitFactory(
        period=ready(workshop, instructor=otto, student=student, teacher=mika)
    ).period
    today = timezone.localdate()
    content = content_of(
        period, Paper.TRAINING, language="fi", on=today, terms=Terms(demonstrations="Ei")
    )
    version = agreements.draw_up(
        period, Paper.TRAINING, content=content, language="fi", by=mika, at=timezone.now()
    )
    signers = (
        Signer("workplace", "Otto Ohjaaja", "otto@paja.invalid", "+358 40 000 0000"),
        Signer("provider", str(rauha), "rauha@opisto.invalid", language="sv"),
    )
    agreements.send(version, signers=signers, by=mika, at=timezone.now())
    version.refresh_from_db()
    return version
