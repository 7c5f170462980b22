"""A provider lets periods be sent to eHOKS; what is sent, what is refused, what is kept of it."""

from copy import deepcopy
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.placements.models import Period, PeriodUnit
from veturi.cooperation.placements.tests.factories import PeriodUnitFactory, UnitFactory
from veturi.foundation.history.models import Change
from veturi.surfaces.gateways.ehoks import samples
from veturi.surfaces.gateways.ehoks.actions import switching
from veturi.surfaces.gateways.ehoks.actions.sending import send
from veturi.surfaces.gateways.ehoks.local import Twin
from veturi.surfaces.gateways.ehoks.models import Inquiry, Sending, Writing
from veturi.surfaces.gateways.ehoks.refusals import (
    HasProblems,
    HoksHasProblems,
    NotConfigured,
    NotFound,
    NothingNew,
    NotInForce,
    NotReached,
    NotSwitchedOn,
    NoUnit,
    Refused,
    SwitchedAlready,
)
from veturi.surfaces.gateways.ehoks.rules.hoks import found
from veturi.surfaces.gateways.ehoks.tests.conftest import HOKS

pytestmark = pytest.mark.django_db


def text(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def history(period):
    rows = Change.objects.of(period.key).filter(field="ehoks_sent")
    return [row.new for row in rows]


def puts(outside):
    return [path for method, path, _caller in outside.asked if method == "PUT"]


@pytest.fixture
def on(college, antti):
    return switching.switch_on(college, by=antti, at=NOW)


class TestSwitching:
    def test_it_is_on_from_a_moment_to_a_moment(self, college, antti):
        assert not Writing.is_on(college)

        row = switching.switch_on(college, by=antti, at=NOW)
        assert Writing.is_on(college)
        later = NOW + timedelta(hours=1)
        switching.switch_off(college, by=antti, at=later)

        row.refresh_from_db()
        assert (row.on_at, row.on_by, row.off_at, row.off_by) == (NOW, antti, later, antti)
        assert not Writing.is_on(college)
        changes = Change.objects.filter(field="ehoks_writing").order_by("pk")
        assert list(changes.values_list("old", "new")) == [("False", "True"), ("True", "False")]

    def test_it_is_switched_once(self, college, antti, on):
        with pytest.raises(SwitchedAlready):
            switching.switch_on(college, by=antti, at=NOW)
        with transaction.atomic(), pytest.raises(IntegrityError):
            with transaction.atomic():
                Writing.objects.create(provider=college, on_at=NOW, on_by=antti)
        switching.switch_off(college, by=antti, at=NOW)
        with pytest.raises(SwitchedAlready):
            switching.switch_off(college, by=antti, at=NOW)

        assert Writing.objects.count() == 1

    def test_where_eHOKS_is_not_in_use_there_is_nothing_to_switch(self, college, antti, settings):
        settings.EHOKS_TWIN = ""

        with pytest.raises(NotConfigured):
            switching.switch_on(college, by=antti, at=NOW)

        assert not Writing.objects.exists()

    def test_one_school_switches_it_for_itself(self, on, sten):
        assert not Writing.is_on(sten.provider)


class TestSending:
    def test_the_period_is_changed_and_all_else_goes_back(self, known, mika, on, through_client):
        before = deepcopy(through_client.hokses[samples.STUDY_RIGHT])

        row = send(known, by=mika, at=NOW)

        there = through_client.hokses[samples.STUDY_RIGHT]
        assert found(there, known.unique_id).way["loppu"] == "2027-03-19"
        assert there["sahkoposti"] == before["sahkoposti"]
        assert (row.outcome, row.changed, row.by, row.answer) == ("taken", ["loppu"], mika, "")
        assert puts(through_client) == [f"{HOKS}101"]

    def test_afterwards_it_is_known_to_be_there(self, known, mika, on):
        send(known, by=mika, at=NOW)

        assert Inquiry.objects.get().way["loppu"] == "2027-03-19"
        assert Period.objects.get().recorded_on == TODAY
        assert history(known) == ["taken: loppu"]

    def test_the_day_of_recording_that_is_written_stays(self, known, mika, on):
        Period.objects.update(recorded_on="2026-11-02")

        send(known, by=mika, at=NOW)

        assert str(Period.objects.get().recorded_on) == "2026-11-02"

    def test_a_period_that_is_not_there_yet_goes_into_its_unit(self, known, mika, on):
        Period.objects.update(unique_id="uusi-jakso")

        row = send(Period.objects.get(), by=mika, at=NOW)

        there = Twin().hoks_of(samples.STUDY_RIGHT)
        assert found(there, "uusi-jakso").part == "tutkinnonosat_100001"
        assert found(there, samples.UNIQUE_ID) is not None
        assert row.changed == ["alku", "loppu"]

    def test_a_second_time_there_is_nothing_new(self, known, mika, on):
        send(known, by=mika, at=NOW)

        with pytest.raises(NothingNew):
            send(known, by=mika, at=NOW)

        assert Sending.objects.count() == 1


class TestNothingIsSent:
    def refused(self, period, refusal, outside, *, by):
        with pytest.raises(refusal) as told:
            send(period, by=by, at=NOW)
        assert puts(outside) == []
        assert not Sending.objects.exists()
        assert history(period) == []
        return str(told.value)

    def test_while_it_is_off(self, known, mika, through_client, college, antti):
        self.refused(known, NotSwitchedOn, through_client, by=mika)
        switching.switch_on(college, by=antti, at=NOW)
        switching.switch_off(college, by=antti, at=NOW)

        self.refused(known, NotSwitchedOn, through_client, by=mika)

        assert through_client.asked == []

    @pytest.mark.parametrize(
        "facts", [{"agreed_on": None}, {"called_off_on": TODAY, "called_off_by": "school"}]
    )
    def test_of_a_period_that_is_not_in_force(self, known, mika, on, through_client, facts):
        Period.objects.update(**facts)

        self.refused(known, NotInForce, through_client, by=mika)

    def test_of_a_period_that_eHOKS_would_not_take(self, known, mika, on, through_client):
        Period.objects.update(part_time=None)

        told = self.refused(known, HasProblems, through_client, by=mika)

        assert "osa-aikaisuustieto" in told
        assert through_client.asked == []

    def test_where_the_hoks_has_none_of_its_units(self, known, mika, on, through_client):
        Period.objects.update(unique_id="uusi-jakso")
        PeriodUnit.objects.all().delete()
        PeriodUnitFactory(period=known, unit=UnitFactory(code="199999"))

        self.refused(Period.objects.get(), NoUnit, through_client, by=mika)

    def test_of_a_hoks_with_a_field_that_is_not_understood(self, known, mika, on, through_client):
        through_client.hokses[samples.STUDY_RIGHT]["uusi-kentta"] = "jotain"

        told = self.refused(known, HoksHasProblems, through_client, by=mika)

        assert "uusi-kentta" in told

    def test_where_there_is_no_hoks(self, known, mika, on, through_client):
        through_client.hokses.clear()

        self.refused(known, NotFound, through_client, by=mika)


class TestEHoksSaysNo:
    def test_its_sentence_is_kept_and_told(self, known, mika, on, through_client):
        said = b'{"error": "Error while contacting Koski"}'
        through_client.instead = {f"{HOKS}101": (400, {}, said)}

        with pytest.raises(Refused) as told:
            send(known, by=mika, at=NOW)

        row = Sending.objects.get()
        assert (row.outcome, row.answer) == ("refused", str(told.value))
        assert "Error while contacting Koski" in row.answer
        assert history(known) == [f"refused: {row.answer}"]
        assert Period.objects.get().recorded_on is None
        assert not Inquiry.objects.exists()

    def test_that_no_answer_came_is_kept_too(self, known, mika, on, through_client):
        through_client.instead = {f"{HOKS}101": (500, {}, b"")}

        with pytest.raises(NotReached):
            send(known, by=mika, at=NOW)

        assert Sending.objects.get().outcome == "lost"

    def test_without_a_word_it_is_told_so(self, known, mika, on, through_client):
        through_client.instead = {f"{HOKS}101": (400, {}, b"")}

        with pytest.raises(Refused) as told:
            send(known, by=mika, at=NOW)

        assert told.value.said == ""
        assert Sending.objects.get().answer == str(told.value)


class TestThePages:
    def test_the_administrator_switches_it_on_and_off(self, browse, antti, college):
        page = browse(antti, "en")
        address = reverse("ehoks:settings")
        assert "Sending has never been on" in text(page.get(address))

        refused = page.post(address)
        assert refused.status_code == 422
        assert "Agree on it first" in text(refused)
        assert not Writing.is_on(college)

        page.post(address, {"is_agreed": "on"})
        assert Writing.is_on(college)
        assert "Switched on" in text(page.get(address))
        assert "Sending to eHOKS" in text(page.get(reverse("accesslog:index")))
        again = page.post(address, {"is_agreed": "on"})
        assert "switched on already" in text(again)

        page.post(reverse("ehoks:switching_off"))
        assert not Writing.is_on(college)
        page.post(reverse("ehoks:switching_off"))
        assert "switched off already" in text(page.get(address))

    def test_only_the_administrator_does(self, browse, aino, mika, college, on):
        for person in (aino, mika):
            assert browse(person).get(reverse("ehoks:settings")).status_code == 403
            assert browse(person).post(reverse("ehoks:switching_off")).status_code == 403
        assert Writing.is_on(college)

    def test_where_eHOKS_is_not_in_use_the_page_says_so(self, browse, antti, settings):
        settings.EHOKS_TWIN = ""

        assert "is not in use here" in text(browse(antti, "en").get(reverse("ehoks:settings")))

    def test_the_button_is_there_when_it_is_on(self, browse, mika, known, college, antti):
        page, address = browse(mika, "en"), reverse("ehoks:period", args=[known.pk])
        button = reverse("ehoks:sending", args=[known.pk])
        assert button not in page.get(address).content.decode()
        switching.switch_on(college, by=antti, at=NOW)
        assert button in page.get(address).content.decode()

        page.post(button)

        read = text(page.get(address))
        assert "Sent: eHOKS has the period as it is here." in read
        assert "eHOKS took it" in read
        assert "There is nothing to send" in read
        assert button not in page.get(address).content.decode()
        assert "Sent to eHOKS" in text(page.get(known.get_absolute_url()))

    def test_a_refusal_is_a_sentence(self, browse, mika, known):
        page = browse(mika, "en")

        shown = page.post(reverse("ehoks:sending", args=[known.pk]))

        assert "is not switched on" in text(page.get(shown.url))

    def test_problems_are_told_before_anything_is_sent(self, browse, mika, known, on):
        Period.objects.update(part_time=None)

        read = text(browse(mika, "en").get(reverse("ehoks:period", args=[known.pk])))

        assert "eHOKS would not take the period" in read

    def test_who_may_not_send(self, browse, rauha, rea, sten, known, on):
        button = reverse("ehoks:sending", args=[known.pk])
        for person, status in ((rauha, 403), (rea, 403), (sten, 404)):
            assert browse(person).post(button).status_code == status
        assert not Sending.objects.exists()
