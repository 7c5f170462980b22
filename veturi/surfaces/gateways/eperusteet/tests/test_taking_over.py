"""`veturi qualifications --from eperusteet`: taken over whole, or not at all."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from veturi.cooperation.placements.models import Part, Qualification, Unit
from veturi.surfaces.gateways.eperusteet import service
from veturi.surfaces.gateways.eperusteet.local import Mood, Twin
from veturi.surfaces.gateways.eperusteet.refusals import Busy, NotReached
from veturi.surfaces.gateways.eperusteet.rules import requirements
from veturi.surfaces.gateways.eperusteet.rules.requirements import NotReadable

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def twin(settings):
    settings.EPERUSTEET_TWIN = "answers"
    return settings


def test_qualifications_come_with_their_days_and_kinds(twin, capsys):
    call_command("qualifications", "--from", "eperusteet")

    rows = Qualification.objects.order_by("code").values_list(
        "code", "record_number", "kind", "name_fi", "name_en", "valid_from", "valid_until"
    )
    assert list(rows) == [
        (
            "399001",
            "OPH-9001-2026",
            "vocational",
            "Pajatyön perustutkinto",
            "Vocational Qualification in Forging",
            date(2026, 8, 1),
            None,
        ),
        (
            "399002",
            "OPH-9002-2026",
            "further",
            "Tervanpolton ammattitutkinto",
            "",
            date(2026, 8, 1),
            date(2027, 8, 1),
        ),
    ]
    assert "2 qualifications, 0 units" in capsys.readouterr().out


def test_units_come_when_they_are_asked_for(twin):
    Unit.objects.create(code="199001", version=3, name_fi="Taonta", name_en="Forging")
    call_command("qualifications", "--from", "eperusteet", "--with-units")

    units = Unit.objects.order_by("code").values_list("code", "version", "name_fi", "name_en")
    assert list(units) == [("199001", 3, "Takominen", "Forging"), ("199002", 1, "Karkaisu", "")]
    parts = Part.objects.order_by("unit__code").values_list("points", "is_compulsory")
    assert list(parts) == [(Decimal("30.0"), True), (None, False)]


def test_a_second_time_changes_nothing(twin):
    for _time in range(2):
        call_command("qualifications", "--from", "eperusteet", "--with-units")

    assert (Qualification.objects.count(), Part.objects.count()) == (2, 2)


@pytest.mark.parametrize("mood", ["offline", "busy"])
def test_without_an_answer_all_stays(settings, mood):
    settings.EPERUSTEET_TWIN = mood

    with pytest.raises(CommandError):
        call_command("qualifications", "--from", "eperusteet")
    assert not Qualification.objects.exists()


def test_no_address_is_no_answer(settings):
    settings.EPERUSTEET_TWIN = settings.EPERUSTEET_URL = ""

    with pytest.raises(NotReached):
        service.register()


def test_an_answer_is_kept_for_a_day(settings, outside):
    settings.EPERUSTEET_TWIN, settings.EPERUSTEET_URL = "", outside.address
    for _time in range(2):
        service.ask(at=AT, with_units=True)

    assert len(outside.asked) == 4


def test_a_request_to_wait_is_obeyed_by_all(settings, outside):
    settings.EPERUSTEET_TWIN, settings.EPERUSTEET_URL = "", outside.address
    outside.answers(429, Retry_After="60")
    for moment in (AT, AT + timedelta(seconds=30)):
        with pytest.raises(Busy):
            service.ask(at=moment, with_units=False)
    assert len(outside.asked) == 1

    outside.instead = None
    cache.delete(service.RESTS_UNTIL)
    assert len(service.ask(at=AT, with_units=False).qualifications) == 2


def test_a_list_of_another_shape_is_no_answer(settings, outside):
    settings.EPERUSTEET_TWIN, settings.EPERUSTEET_URL = "", outside.address
    outside.answers(200, b'{"data": null}')

    with pytest.raises(NotReached):
        service.ask(at=AT, with_units=False)


class TestReading:
    @pytest.mark.parametrize("answer", [{}, {"data": [], "sivuja": "1"}, {"data": {}, "sivuja": 1}])
    def test_a_page_has_rows_and_their_number(self, answer):
        with pytest.raises(NotReadable):
            requirements.read_page(answer)

    @pytest.mark.parametrize(
        ("stamp", "day"),
        [
            (1_753_995_600_000, date(2025, 8, 1)),
            (None, None),
            (True, None),
            ("1753995600000", None),
            (-1, None),
            (10**18, None),
        ],
    )
    def test_days_are_midnights_in_finland(self, stamp, day):
        assert requirements.day_of(stamp) == day

    @pytest.mark.parametrize(
        "row",
        [
            {},
            {"koulutukset": None},
            {"koulutukset": [{"koulutuskoodiArvo": "3990011"}], "nimi": {"fi": "Liian pitkä"}},
            {"koulutukset": [{"koulutuskoodiArvo": "399001"}], "nimi": {"sv": "Bara svenska"}},
        ],
    )
    def test_what_has_no_code_or_name_is_left_out(self, row):
        assert list(requirements.qualifications_in(row)) == []
        assert requirements.key_of(row) is None

    def test_parts_that_lead_nowhere_are_left_out(self):
        place = {"id": 1, "_tutkinnonOsa": "9", "laajuus": True}
        whole = {
            "diaarinumero": "OPH-1-2026",
            "suoritustavat": [{"rakenne": None, "tutkinnonOsaViitteet": [place, place]}],
            "tutkinnonOsat": [{"id": 8, "koodiArvo": "1"}, {"id": 9, "koodiArvo": "2"}, "x"],
        }

        parts = list(requirements.parts_in(whole))
        assert [(one.code, one.points, one.is_compulsory) for one in parts] == [("2", None, False)]
        assert list(requirements.units_in(whole, versions={})) == []

    def test_the_twin_and_the_samples_agree_on_moods(self):
        assert Twin().mood is Mood.ANSWERS
