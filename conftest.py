"""The cast of all tests.

Aino coordinates at the college, Mika teaches, Rauha leads, Rea only reads, Antti administers;
Sten coordinates elsewhere. Otto instructs at the workshop.
"""

import hashlib
import os
import re
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path

import django
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import translation

from veturi.directory.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    PositionFactory,
    ProviderFactory,
    staff,
)

TODAY = date(2026, 11, 24)
ORIGINAL = re.compile(r'name="original" value="([^"]+)"')
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def written_today():
    """What the schema is made of: our own code and Django; when either changes, so does this."""
    told = hashlib.sha256(django.__version__.encode())
    for path in sorted((Path(__file__).parent / "veturi").rglob("*.py")):
        told.update(path.as_posix().encode() + path.read_bytes())
    return told.hexdigest()


def unmeasured(function):
    """Run without coverage's tracer, under which everything takes nearly twice as long.

    It is put aside and taken back in one and the same frame, lest it lose count of the frames.
    """

    @wraps(function)
    def run(*args, **kwargs):
        tracer = sys.gettrace()
        sys.settrace(None)
        try:
            return function(*args, **kwargs)
        finally:
            sys.settrace(tracer)

    return run


def pytest_configure(config):
    """Migrations stand outside the gate."""
    if config.getoption("cov_source", default=None):
        MigrationExecutor.migrate = unmeasured(MigrationExecutor.migrate)


@pytest.fixture(scope="session")
def migrated(request, django_db_modify_db_settings):
    """A migrated SQLite of an earlier run of the same code."""
    if connection.vendor != "sqlite":
        yield None
        return
    kept = request.config.cache.mkdir("migrated") / f"{written_today()}.sqlite3"
    alive = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
    if kept.exists():
        with closing(sqlite3.connect(kept)) as earlier:
            earlier.backup(alive)
    yield kept
    alive.close()


def keep(kept):
    """Put it there whole, for a worker beside us may be reading."""
    for old in kept.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    mine = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(mine)) as copy:
        connection.connection.backup(copy)
    mine.replace(kept)


@pytest.fixture(scope="session")
def django_db_setup(migrated, django_db_setup, django_db_blocker):
    """Tests that commit empty all tables afterwards, those that are written once too."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if migrated and not migrated.exists():
            keep(migrated)
        cursor.execute("INSERT INTO trail_unlocked (why) VALUES ('tests')")


@pytest.fixture(autouse=True)
def _language():
    """A page read in Swedish leaves its thread speaking Swedish: each test begins anew."""
    translation.deactivate()


@pytest.fixture
def college(db):
    return ProviderFactory(slug="opisto", name="Esimerkkijärven opisto")


@pytest.fixture
def aino(college):
    return staff(college, "Aino", "Salmela", "coordinator")


@pytest.fixture
def mika(college):
    return staff(college, "Mika", "Koivu", "teacher")


@pytest.fixture
def rauha(college):
    return staff(college, "Rauha", "Lehto", "management")


@pytest.fixture
def rea(college):
    return staff(college, "Rea", "Ranta", "reader")


@pytest.fixture
def antti(college):
    return staff(college, "Antti", "Vuori", "administrator")


@pytest.fixture
def sten(db):
    elsewhere = ProviderFactory(slug="naapuri", name="Naapurikunnan ammattiopisto")
    return staff(elsewhere, "Sten", "Strand", "coordinator")


@pytest.fixture
def workshop(college):
    """A partner of the college."""
    organisation = OrganisationFactory(private_to=college, name="Kattilakosken Konepaja Oy")
    return PartnershipFactory(provider=college, organisation=organisation)


@pytest.fixture
def bakery(college):
    organisation = OrganisationFactory(private_to=college, name="Lempoisten Leipomo Oy")
    return PartnershipFactory(provider=college, organisation=organisation)


@pytest.fixture
def otto(workshop):
    """The instructor at the workshop."""
    person = PersonFactory(provider=workshop.provider, given_name="Otto", family_name="Ohjaaja")
    PositionFactory(
        provider=workshop.provider, person=person, partnership=workshop, role="instructor"
    )
    return person


class Reader(Client):
    """A client that can also save a form as a browser does: opened first, with what it carries."""

    def save(self, address, fields):
        found = ORIGINAL.search(self.get(address).content.decode())
        return self.post(address, {**fields, "original": found[1] if found else ""})


@pytest.fixture
def browse():
    """A signed-in client of a person of ours; without one, a stranger at the door."""

    def open_for(person=None, language="fi"):
        client = Reader(headers={"accept-language": language})
        if person is not None:
            client.force_login(person.user)
        return client

    return open_for
