"""A small server that speaks as YTJ does, on this machine; partners that the samples tell of."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory
from veturi.surfaces.gateways.ytj import samples
from veturi.surfaces.gateways.ytj.client import Client
from veturi.surfaces.gateways.ytj.local import Twin


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
                outside.asked.append(self.path)
                status, headers, body = outside.instead or (200, {}, told(self.path))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_parts):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Speaker)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v3"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    def answers(self, status, body=b"", **headers):
        self.instead = (
            status,
            {name.replace("_", "-"): text for name, text in headers.items()},
            body,
        )

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def told(path):
    """The samples as the register would send them for this address."""
    parts = urlsplit(path)
    assert parts.path == "/v3/companies"
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if name := query.get("name"):
        return json.dumps(Twin().named(name)).encode()
    found = [
        one
        for one in samples.ANSWER["companies"]
        if one["businessId"]["value"] == query["businessId"]
    ]
    return json.dumps({"totalResults": len(found), "companies": found}).encode()


@pytest.fixture
def outside(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = Outside()
    yield server
    server.close()


@pytest.fixture
def client_outside(outside):
    return Client(outside.address)


def partner(college, name, business_id, **facts):
    organisation = OrganisationFactory(
        private_to=facts.pop("private_to", college), name=name, business_id=business_id, **facts
    )
    return PartnershipFactory(provider=college, organisation=organisation)


@pytest.fixture
def machine_shop(college):
    """Renamed in the register, a limited company now, with a website."""
    return partner(
        college,
        "Konepaja Vaajavirta Ky",
        samples.MACHINE_SHOP,
        legal_form="Kommandiittiyhtiö",
        municipality="179",
        industry="25620",
        industry_version="2008",
    )


@pytest.fixture
def oven(college, aino):
    """A bakery of Aino's that is bankrupt."""
    row = partner(college, "Haukanniemen Leipomo Oy", samples.BAKERY)
    row.owner = aino
    row.save()
    return row


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def words(answer, selector):
    found = soup(answer).select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""
