"""Each list page: the same number of queries with 1, 3 and 100 rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.journeys import growing
from veturi.cooperation.encounters import actions
from veturi.directory.actions.attachments import NewAttachment, attach
from veturi.directory.actions.partners import set_tags
from veturi.directory.models import AttachmentType
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory, PositionFactory
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.jobs.models import Job
from veturi.insight.levels.actions import catch_up
from veturi.surfaces.gateways.ytj import actions as register
from veturi.ledger.models import Promise
from veturi.surfaces.notices.kinds import Kind
from veturi.surfaces.notices.telling import News, tell
from veturi.surfaces.imports.models import Import

pytestmark = pytest.mark.django_db
BANKRUPT = {
    "businessId": {"value": "1234567-1"},
    "names": [{"name": "Pata Oy", "type": "1"}],
    "companySituations": [{"type": "KONK", "registrationDate": "2026-11-03"}],
}
PAGES = {
    "desk:home": {},
    "directory:partners": {"columns": ["tags", "deputy"]},
    "directory:people": {},
    "directory:attachments": {"columns": ["added_by", "since"]},
    "levels:index": {},
    "reciprocity:index": {},
    "encounters:todo": {},
    "ytj:proposals": {},
    "notices:index": {},
}
# The search climbs as many rungs as it needs, on one shelf more for who may see students, not as
# many as there are rows.
MOST = 36
SEARCHES = {"find:page": {"q": "esimerkki"}, "directory:suggestions": {"q": "esimerkki"}}


def fill(college, aino, count):
    today, now = timezone.localdate(), timezone.now()
    partners = [PartnershipFactory(provider=college, owner=aino) for _ in range(count)]
    insurance = AttachmentType.objects.get(provider=college, code="insurance")
    file = CheckedFile("v.txt", "text/plain", b"x")
    for partner in partners:
        person = PersonFactory(provider=college)
        PositionFactory(provider=college, person=person, partnership=partner)
        set_tags(partner, names=["metalli", "oma"], by=aino)
        actions.agree_next(partner, text="Soita", due=today, owner=aino, by=aino, at=now)
        said = {"type": insurance, "title": "Vakuutus", "until": today}
        attach(NewAttachment(partner, file, said), by=aino, at=now)
    whats = [actions.Logged(kind="encounters.met", on=today, partners=[p]) for p in partners]
    actions.log_many(whats, provider=college, by=aino, at=now)
    catch_up(college, on=today)
    for partner in partners:
        register.keep(partner, answer=BANKRUPT, at=now)
    news = [
        News(aino.pk, kind, f"{kind}:{partner.pk}", partner=partner.pk, by=aino.pk, **facts)
        for partner in partners
        for kind, facts in notices_of(partner, today).items()
    ]
    tell(news, provider=college, at=now)


def notices_of(partner, today):
    """One notice of each sort that its page words in its own way."""
    promise = Promise.objects.filter(parties__partner=partner).first()
    return {
        Kind.PROMISE_TODAY: {"promise": promise.pk, "on": today},
        Kind.PARTNER_DEED: {"what": "encounters.met", "on": today},
        Kind.LEVEL_CHANGED: {"what": "everyday", "was": 1, "now": 2},
    }


def cost(page, name):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert page.get(reverse(name), {**PAGES, **SEARCHES}[name]).status_code == 200
    return len(queries)


def test_lists_cost_the_same_with_1_3_and_100_rows(browse, college, aino, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    costs, searches = [], []
    for count in (1, 2, 97):
        fill(college, aino, count)
        page = browse(aino)
        page.get("/")
        costs.append({name: cost(page, name) for name in PAGES})
        searches.append([cost(page, name) for name in SEARCHES])

    assert costs[0] == costs[1] == costs[2]
    assert all(cost <= MOST for costs in searches for cost in costs), searches


@pytest.fixture
def given(college, aino, workshop, otto, settings, tmp_path):
    """One of each thing whose page lists something."""
    settings.MEDIA_ROOT, settings.DEMO = tmp_path, True
    now = timezone.now()
    what = actions.Logged(
        kind="encounters.met", on=timezone.localdate(), partners=[workshop], present=[otto]
    )
    met = actions.log(what, by=aino, at=now)
    common = {"scope": college.scope, "step": "veturi.none", "asked_at": now, "touched_at": now}
    return growing.Given(
        college,
        aino,
        workshop,
        otto,
        met,
        imported=Import.objects.create(
            provider=college,
            name="luettelo.csv",
            sheet="luettelo",
            headers=["Nimi", "Kunta"],
            mapping={"0": "name", "1": "municipality"},
            uploaded_at=now,
            uploaded_by=aino,
            checked_at=now,
        ),
        job=Job.objects.create(key="work", title="Työ", asked_by=aino.user, **common),
    )


@pytest.mark.parametrize("name", growing.PAGES)
def test_a_page_costs_the_same_with_1_3_and_100_of_what_it_lists(name, browse, given, antti):
    address, more = growing.PAGES[name]
    costs = []
    for count in (1, 2, 97):
        more(given, count)
        page = browse(antti)
        page.get("/")
        page.get(address(given))  # the first look at a person is noted
        with CaptureQueriesContext(connection) as queries:
            answer = page.get(address(given))
        assert answer.status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1] == costs[2]


def test_the_export_holds_exactly_what_is_filtered(browse, college, aino):
    for name in ("=2+5 Oy", "Ärjänsaari Oy", "Toinen ry"):
        row = PartnershipFactory(provider=college)
        row.name = name
        row.save()
    address = reverse("directory:partners", query={"export": "csv", "sort": "-name"})

    answer = browse(aino).get(address)
    lines = answer.content.decode("utf-8-sig").splitlines()

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert len(lines) == 4
    assert any(line.startswith("'=2+5 Oy;") for line in lines)
