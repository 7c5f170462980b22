"""A quiet minute before, so that what the test does is new; what each of ours was told."""

from datetime import timedelta

import pytest

from conftest import NOW
from veturi.cooperation.encounters import actions as encounters
from veturi.surfaces.notices import tailing
from veturi.surfaces.notices.models import Notice


@pytest.fixture
def followed(college):
    """The college's ledger is told up to now."""
    tailing.follow(college, at=NOW - timedelta(minutes=1))


@pytest.fixture
def log(college, followed):
    """Somebody logs something; the worker comes by."""

    def logged(*partners, by, on=NOW.date(), kind="encounters.met", **more):
        what = encounters.Logged(kind=kind, on=on, partners=partners, **more)
        row = encounters.log(what, by=by, at=NOW)
        tailing.follow(college, at=NOW)
        return row

    return logged


@pytest.fixture
def agree(workshop):
    def agreed(*, owner, due, by=None, text="Soita", at=NOW, partner=workshop, **more):
        return encounters.agree_next(
            partner, text=text, due=due, owner=owner, by=by or owner, at=at, **more
        )

    return agreed


@pytest.fixture
def told():
    """(who, kind) of all notices, sorted."""

    def all_told(**only):
        rows = Notice.objects.filter(**only).values_list("person__given_name", "kind")
        return sorted(rows)

    return all_told
