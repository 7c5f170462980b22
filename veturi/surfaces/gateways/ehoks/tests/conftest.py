"""A small server that speaks as CAS and eHOKS do, on this machine; a period that eHOKS knows."""

import json
from copy import deepcopy
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

from veturi.cooperation.placements.tests.factories import (
    InstructorFactory,
    PeriodUnitFactory,
    StudentFactory,
    UnitFactory,
    ready,
)
from veturi.surfaces.gateways.ehoks import samples
from veturi.surfaces.gateways.ehoks.client import Client

USER, PASSWORD, CALLER = "veturi-opisto", "only for tests", "1.2.246.562.10.00000000001.veturi"
GRANTED = "TGT-1-only-for-tests"
HOKS = "/ehoks-virkailija-backend/api/v1/hoks/"


@pytest.fixture(autouse=True)
def empty_cache(db):
    cache.clear()


class Outside:
    """The server: its HOKSes, what it was asked, and what it answers instead."""

    def __init__(self):
        self.hokses = {samples.STUDY_RIGHT: deepcopy(samples.HOKS)}
        self.asked = []
        self.tickets = set()
        self.instead = {}
        outside = self

        class Speaker(BaseHTTPRequestHandler):
            def do_GET(self):
                outside.answer(self)

            do_POST = do_PUT = do_GET

            def log_message(self, *_parts):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request):
        body = request.rfile.read(int(request.headers["Content-Length"] or 0))
        self.asked.append((request.command, request.path, request.headers["Caller-Id"]))
        path = urlsplit(request.path).path
        begun = next(
            (self.instead[begin] for begin in self.instead if path.startswith(begin)), None
        )
        status, headers, content = begun or self._answer(request, path, body)
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    def _answer(self, request, path, body):
        if path == "/cas/v1/tickets":
            return self._grant(parse_qs(body.decode()))
        if path.startswith("/cas/v1/tickets/"):
            return self._ticket(path, parse_qs(body.decode()))
        ticket = request.headers["ticket"]
        if ticket not in self.tickets:
            return 401, {}, b"{}"
        self.tickets.remove(ticket)
        return self._of_ehoks(request.command, path.removeprefix(HOKS).split("/"), body)

    def _grant(self, said):
        if said != {"username": [USER], "password": [PASSWORD]}:
            return 401, {}, b"authentication_exceptions"
        return 201, {"Location": f"{self.address}/cas/v1/tickets/{GRANTED}"}, b""

    def _ticket(self, path, said):
        service = f"{self.address}/ehoks-virkailija-backend/cas-security-check"
        if not path.endswith(GRANTED) or said != {"service": [service]}:
            return 400, {}, b""
        ticket = f"ST-{len(self.asked)}"
        self.tickets.add(ticket)
        return 200, {}, ticket.encode()

    def _of_ehoks(self, method, parts, body):
        match [method, *parts]:
            case ["GET", "opiskeluoikeus", oid] if oid in self.hokses:
                return 200, {}, json.dumps({"meta": {}, "data": self.hokses[oid]}).encode()
            case ["PUT", key]:
                return self._put(int(key), json.loads(body))
        return 404, {}, b'{"error": "HOKS not found"}'

    def _put(self, key, hoks):
        """As closed maps of eHOKS are: what it does not know it does not take."""
        for oid, old in self.hokses.items():
            if old["id"] == key:
                if "eid" in hoks:
                    return 400, {}, b'{"errors": {"eid": "disallowed-key"}}'
                self.hokses[oid] = hoks
                return 204, {}, b""
        return 404, {}, b"{}"


@pytest.fixture
def outside(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Outside()
    yield server
    server.close()


@pytest.fixture
def client_outside(outside):
    return Client(outside.address, CALLER, USER, PASSWORD)


@pytest.fixture
def through_client(outside, settings, college):
    settings.EHOKS_TWIN, settings.EHOKS_URL, settings.CALLER_ID = "", outside.address, CALLER
    settings.EHOKS_USER, settings.EHOKS_PASSWORD = USER, PASSWORD
    settings.EHOKS_PROVIDER = college.slug
    return outside


@pytest.fixture
def known(workshop, mika, otto):
    """A period in force that the samples of eHOKS have; its last day is another there."""
    workshop.organisation.business_id = "1234567-1"
    workshop.organisation.save()
    otto.email, otto.phone = "otto@paja.invalid", "+358400000000"
    otto.save()
    InstructorFactory(provider=workshop.provider, person=otto)
    student = StudentFactory(
        provider=workshop.provider,
        teacher=mika,
        learner_oid=samples.LEARNER,
        study_right_oid=samples.STUDY_RIGHT,
    )
    period = ready(
        workshop,
        instructor=otto,
        student=student,
        teacher=mika,
        starts_on=date(2027, 1, 11),
        ends_on=date(2027, 3, 19),
        part_time=100,
        key_tasks="Koneistus",
        unique_id=samples.UNIQUE_ID,
        agreed_on=date(2026, 11, 20),
    )
    PeriodUnitFactory(period=period, unit=UnitFactory(code=samples.UNIT))
    return period
