"""Every page leads to the next step: to what is mended and back, to what waits for one’s name."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW
from veturi.cooperation.placements.models import Version
from veturi.cooperation.placements.reading.papers import asked_of
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    OfferFactory,
    PartFactory,
    PeriodFactory,
    SignatureFactory,
    VersionFactory,
)
from veturi.cooperation.placements.tests.reading_pages import at, text

pytestmark = pytest.mark.django_db
STANDARD = dict.fromkeys(("has_activity", "has_tools", "has_staff", "has_orientation"), "on")


@pytest.fixture
def proposed(workshop, eetu, otto, mika):
    """A period that lacks almost everything."""
    return PeriodFactory(partnership=workshop, student=eetu, instructor=otto, teacher=mika)


@pytest.fixture
def asked(proposed, rauha):
    """A paper that waits for Rauha’s signature."""

    def make(**given):
        agreement = AgreementFactory(period=proposed, **given)
        version = VersionFactory(agreement=agreement, sent_at=NOW)
        return SignatureFactory(version=version, party="provider", person=rauha)

    return make


def ways(answer):
    """The links to what is mended, by the sentence of what was found."""
    page = BeautifulSoup(answer.content, "html.parser")
    buttons = page.select("section[aria-labelledby=checks] a.btn:not([href*='/edit/'])")
    return [one["href"].partition("#")[0] for one in buttons]


def test_what_is_mended_elsewhere_leads_back_to_the_period(browse, mika, proposed):
    page = browse(mika, "en")
    filled = {
        **STANDARD,
        **{"method": "visit", "assessed_on": "24.11.2026", "valid_until": "23.11.2028"},
        **{"by_skill": "on", "at_most": "3"},
    }

    assert len(ways(page.get(proposed.get_absolute_url()))) > 3
    for way in ways(page.get(proposed.get_absolute_url())):
        assert page.post(way, filled).url == proposed.get_absolute_url()


def test_cancelling_leads_back_too(browse, mika, proposed):
    address = f"{at('suitability', proposed.partnership_id)}?back=/periods/{proposed.pk}/"

    page = BeautifulSoup(browse(mika).get(address).content, "html.parser")

    assert page.select_one("form .actions a")["href"] == proposed.get_absolute_url()


def test_students_contacts_and_partners_lead_back(browse, aino, eetu, otto, workshop, proposed):
    page, back = browse(aino), "/guard/?mender=teacher"
    student = {"number": "1", "given_name": "Eetu", "family_name": "Aho", "language": "fi"}
    student |= {"programme": "vocational"}

    for address, fields in (
        (at("student_edit", eetu.pk), student),
        (at("student_state", eetu.pk), {"since": "1.8.2026", "state": "lasna", "funding": "1"}),
        (
            f"/people/{otto.pk}/edit/",
            {"family_name": "Ohjaaja", "language": "fi", "legal_basis": "public_task"},
        ),
    ):
        answer = page.save(f"{address}?back=%2Fguard%2F%3Fmender%3Dteacher", fields)
        assert answer.status_code == 302, text(answer)
        assert answer.url == back


def test_each_reason_of_a_refusal_is_a_line_and_leads_to_where_it_is_mended(
    browse, mika, rauha, otto, proposed
):
    otto.email = "otto@paja.invalid"
    otto.save()
    page = browse(mika)
    page.post(at("agreement_new", proposed.pk, "training"), {"language": "fi"})
    version = Version.objects.get()

    answer = page.post(
        at("asking", version.pk), {"workplace": otto.pk, "provider": rauha.pk, "how": "letter"}
    )

    shown = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert len(shown.select(".errors li")) > 3
    assert not shown.select("main .panel > ul")
    mend = shown.select_one(f"a[href='{version.get_absolute_url()}#hindrances']")
    assert mend is not None
    edit = f"{at('period_edit', proposed.pk)}?back={version.get_absolute_url()}"
    paper = BeautifulSoup(page.get(version.get_absolute_url()).content, "html.parser")
    assert paper.select_one(f"a[href='{edit}']") is not None


def test_what_was_not_sent_is_drawn_up_anew(browse, mika, proposed):
    page, address = browse(mika), at("agreement_new", proposed.pk, "training")
    page.post(address, {"language": "fi", "demonstrations": "Näyttö"})
    first = Version.objects.get()
    shown = page.get(proposed.get_absolute_url())
    assert address in [one["href"] for one in BeautifulSoup(shown.content, "html.parser")("a")]

    assert page.post(address, {"language": "sv"}).status_code == 302

    first.refresh_from_db()
    latest = Version.objects.latest("number")
    assert (first.withdrawn_at is not None, latest.number, latest.language) == (True, 2, "sv")


def test_whoever_signs_for_us_finds_what_waits(browse, rauha, aino, asked):
    row = asked()

    page = browse(rauha, "en").get(at("periods"))

    assert row.version.get_absolute_url() in page.content.decode()
    assert "Waits for your signature : 1" in text(browse(rauha, "en").get("/"))
    assert "Waits for your signature" not in text(browse(aino, "en").get("/"))
    assert row.version.get_absolute_url() not in browse(aino).get(at("periods")).content.decode()


def test_what_is_answered_withdrawn_or_called_off_waits_for_nobody(rauha, proposed, asked):
    row = asked()
    assert list(asked_of(rauha)) == [row]

    for change in ({"signed_at": NOW, "way": "paper"}, {"declined_at": NOW, "why": "ei käy"}):
        type(row).objects.update(**change)
        assert list(asked_of(rauha)) == []
        type(row).objects.update(signed_at=None, declined_at=None, way="", why="")
    Version.objects.update(withdrawn_at=NOW)
    assert list(asked_of(rauha)) == []


def test_many_that_wait_cost_no_more_queries(browse, rauha, workshop, eetu, asked):
    asked()
    page = browse(rauha)
    page.get(at("periods"))
    with CaptureQueriesContext(connection) as one:
        page.get(at("periods"))
    for _each in range(4):
        period = PeriodFactory(partnership=workshop, student=eetu)
        version = VersionFactory(agreement=AgreementFactory(period=period), sent_at=NOW)
        SignatureFactory(version=version, party="provider", person=rauha)
    with CaptureQueriesContext(connection) as five:
        page.get(at("periods"))

    assert len(five) == len(one)


def test_a_proposal_begins_with_the_whole_week(browse, mika):
    page = BeautifulSoup(browse(mika).get(at("period_new")).content, "html.parser")

    assert page.select_one("#id_part_time")["value"] == "100"


def test_history_names_people_and_writes_days_as_people_do(browse, mika, proposed, college):
    PartFactory()
    page = browse(mika)
    page.post(at("period_instructor", proposed.pk), {"instructor_text": "Otto Ohjaaja"})
    page.post(at("interruption", proposed.pk), {"since": "1.2.2027", "reason": "loma"})

    said = text(page.get(proposed.get_absolute_url()))

    assert "– → 1.2.2027–" in said
    assert "2027-02-01" not in said


def test_an_offer_says_what_is_done_there_and_who_instructs(browse, mika, workshop, otto):
    OfferFactory(partnership=workshop, instructor=otto, tasks="Sorvaus ja hitsaus")

    assert "Otto Ohjaaja · Sorvaus ja hitsaus" in text(
        browse(mika).get(at("of_partner", workshop.pk))
    )


def test_a_short_name_in_capitals_stays_so(browse, mika, workshop, eetu):
    period = PeriodFactory(partnership=workshop, student=eetu, form="tet")

    assert "TET-sopimus" in text(browse(mika).get(period.get_absolute_url()))
