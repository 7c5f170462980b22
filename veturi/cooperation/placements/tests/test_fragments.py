"""Periods as eHOKS and Koski write them: right by eHOKS's own rules, taken out one or many."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import TODAY
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.national import hoks_problems
from veturi.cooperation.placements.reading.fragments import (
    NO_RIGHT,
    NO_UNIT,
    NOBODY,
    fragments_of,
)
from veturi.cooperation.placements.rules.case import Form
from veturi.cooperation.placements.rules.fragments import (
    Told,
    hoks_fragment,
    hoks_of,
    koski_fragment,
)
from veturi.cooperation.placements.tests.factories import (
    InterruptionFactory,
    PeriodFactory,
    PeriodUnitFactory,
)
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory, PersonFactory
from veturi.foundation.trail.models import Trace

# Where examples of eHOKS lie, if somewhere: they are not ours to bring along.
EXAMPLES = Path(os.environ.get("VETURI_EHOKS_EXAMPLES", "examples"))
TOLD = Told(
    form=Form.TRAINING_AGREEMENT,
    unique_id="a-1",
    starts_on=date(2026, 10, 5),
    last_day=date(2026, 12, 18),
    part_time=80,
    interruptions=((date(2026, 11, 2), date(2026, 11, 6)), (date(2026, 12, 1), None)),
    workplace="Konepaja Oy",
    business_id="1234567-1",
    tasks=("Sorvaus", "Hitsaus"),
    instructor="Otto Ohjaaja",
    email="otto@paja.invalid",
    phone="040 123 4567",
    municipality="179",
    country="246",
)
FORMS = (Form.TRAINING_AGREEMENT, Form.APPRENTICESHIP, Form.ENTREPRENEUR)


def problems(told, **given):
    hoks = hoks_of(
        [hoks_fragment(told)],
        learner=NOBODY,
        study_right=NO_RIGHT,
        unit=NO_UNIT,
        on=told.starts_on,
        **given,
    )
    return hoks_problems(hoks, {}, TODAY)


def test_a_training_agreement_in_ehoks():
    assert hoks_fragment(TOLD) == {
        "yksiloiva-tunniste": "a-1",
        "osaamisen-hankkimistapa-koodi-uri": "osaamisenhankkimistapa_koulutussopimus",
        "osaamisen-hankkimistapa-koodi-versio": 1,
        "alku": "2026-10-05",
        "loppu": "2026-12-18",
        "osa-aikaisuustieto": 80,
        "keskeytymisajanjaksot": [
            {"alku": "2026-11-02", "loppu": "2026-11-06"},
            {"alku": "2026-12-01"},
        ],
        "tyopaikalla-jarjestettava-koulutus": {
            "tyopaikan-nimi": "Konepaja Oy",
            "tyopaikan-y-tunnus": "1234567-1",
            "vastuullinen-tyopaikka-ohjaaja": {
                "nimi": "Otto Ohjaaja",
                "sahkoposti": "otto@paja.invalid",
                "puhelinnumero": "040 123 4567",
            },
            "keskeiset-tyotehtavat": ["Sorvaus", "Hitsaus"],
        },
    }


@pytest.mark.parametrize(
    ("form", "basis"), [(Form.APPRENTICESHIP, "01"), (Form.ENTREPRENEUR, "02")]
)
def test_an_apprenticeship_has_its_basis(form, basis):
    row = hoks_fragment(TOLD._replace(form=form))

    assert row["osaamisen-hankkimistapa-koodi-uri"] == "osaamisenhankkimistapa_oppisopimus"
    assert row["oppisopimuksen-perusta-koodi-uri"] == f"oppisopimuksenperusta_{basis}"


@pytest.mark.parametrize("form", FORMS)
def test_ehoks_would_take_it(form):
    assert problems(TOLD._replace(form=form)) == []


@pytest.mark.parametrize("missing", [{"email": ""}, {"phone": ""}, {"interruptions": ()}])
def test_what_need_not_be_known_is_left_out(missing):
    assert problems(TOLD._replace(**missing)) == []


@pytest.mark.parametrize(
    "missing",
    [
        {"part_time": None},
        {"business_id": ""},
        {"business_id": "1234567-2"},
        {"instructor": "", "email": "", "phone": ""},
        {"workplace": ""},
        {"last_day": None},
        {"unique_id": ""},
    ],
)
def test_ehoks_would_refuse_what_is_missing(missing):
    assert problems(TOLD._replace(**missing)) != []


def test_a_training_agreement_in_koski():
    assert koski_fragment(TOLD) == {
        "koulutussopimukset": [
            {
                "alku": "2026-10-05",
                "loppu": "2026-12-18",
                "työssäoppimispaikka": {"fi": "Konepaja Oy"},
                "työssäoppimispaikanYTunnus": "1234567-1",
                "paikkakunta": {"koodiarvo": "179", "koodistoUri": "kunta"},
                "maa": {"koodiarvo": "246", "koodistoUri": "maatjavaltiot2"},
                "työtehtävät": {"fi": "Sorvaus, Hitsaus"},
            }
        ]
    }


def test_an_apprenticeship_in_koski():
    assert koski_fragment(TOLD._replace(form=Form.APPRENTICESHIP)) == {
        "osaamisenHankkimistavat": [
            {
                "alku": "2026-10-05",
                "loppu": "2026-12-18",
                "osaamisenHankkimistapa": {
                    "tunniste": {
                        "koodiarvo": "oppisopimus",
                        "koodistoUri": "osaamisenhankkimistapa",
                    },
                    "oppisopimus": {
                        "työnantaja": {"nimi": {"fi": "Konepaja Oy"}, "yTunnus": "1234567-1"}
                    },
                },
            }
        ]
    }


def test_what_is_not_known_stands_in_no_fragment():
    bare = Told(form=Form.TRAINING_AGREEMENT, unique_id="a", starts_on=date(2026, 10, 5))

    assert koski_fragment(bare) == {"koulutussopimukset": [{"alku": "2026-10-05"}]}
    assert koski_fragment(bare._replace(form=Form.APPRENTICESHIP))["osaamisenHankkimistavat"] == [
        {
            "alku": "2026-10-05",
            "osaamisenHankkimistapa": {
                "tunniste": {"koodiarvo": "oppisopimus", "koodistoUri": "osaamisenhankkimistapa"},
                "oppisopimus": {"työnantaja": {}},
            },
        }
    ]
    assert not bare._replace(form=Form.TET).has_fragments


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="no examples of eHOKS here")
def test_ehoks_would_take_it_in_its_own_example():
    [example] = EXAMPLES.glob("anonymised-example-1.json")
    hoks = json.loads(example.read_text(encoding="utf-8"))
    before = set(hoks_problems(hoks, {}, TODAY))
    hoks.setdefault("hankittavat-ammat-tutkinnon-osat", []).append(
        {
            "tutkinnon-osa-koodi-uri": f"tutkinnonosat_{NO_UNIT}",
            "tutkinnon-osa-koodi-versio": 1,
            "osaamisen-hankkimistavat": [hoks_fragment(TOLD)],
        }
    )

    assert set(hoks_problems(hoks, {}, TODAY)) - before == set()


@pytest.fixture
def period(college):
    organisation = OrganisationFactory(
        private_to=college, name="Konepaja Oy", business_id="1234567-1"
    )
    partner = PartnershipFactory(provider=college, organisation=organisation, name="Konepaja Oy")
    otto = PersonFactory(provider=college, email="otto@paja.invalid")
    row = PeriodFactory(partnership=partner, instructor=otto, municipality="179")
    PeriodUnitFactory(period=row)
    InterruptionFactory(period=row)
    return row


pytestmark = pytest.mark.django_db


def test_a_period_is_taken_to_both_registers(browse, mika, period):
    page = browse(mika)

    hoks = page.get(reverse("placements:period_hoks", args=[period.pk]))
    koski = page.get(reverse("placements:period_koski", args=[period.pk]))

    assert hoks.json()["yksiloiva-tunniste"] == period.unique_id
    assert hoks["Content-Disposition"].endswith(f"jakso-{period.pk}-hoks.json")
    assert koski.json()["koulutussopimukset"][0]["työssäoppimispaikka"] == {"fi": "Konepaja Oy"}
    assert (
        reverse("placements:period_hoks", args=[period.pk])
        in page.get(period.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("name", ["period_hoks", "period_koski"])
def test_what_stands_in_no_register_has_no_file(browse, mika, rea, sten, period, name):
    address = reverse(f"placements:{name}", args=[period.pk])
    tet = PeriodFactory(partnership=period.partnership, form="tet")

    assert browse(mika).get(reverse(f"placements:{name}", args=[tet.pk])).status_code == 404
    assert browse(rea).get(address).status_code == 403
    assert browse(sten).get(address).status_code == 404


def test_the_list_is_taken_out_as_it_is_filtered(browse, aino, period):
    PeriodFactory(partnership=period.partnership, form="tet")
    odd = PeriodFactory(partnership=period.partnership, form="apprenticeship", part_time=None)
    page = browse(aino)

    whole = page.get("/periods/registers.json").json()["jaksot"]
    part = page.get("/periods/registers.json", {"form": "apprenticeship"}).json()["jaksot"]
    wrong = page.get("/periods/registers.json", {"form": "x"}).json()["jaksot"]

    assert [one["jakso"] for one in whole] == [period.pk, odd.pk]
    assert whole[0]["tutkinnonosat"] == [period.units.get().unit.code]
    assert whole[0]["huomautukset"] == []
    assert whole[1]["huomautukset"] != []
    assert ([one["jakso"] for one in part], wrong) == ([odd.pk], [])
    assert Trace.objects.filter(what="exported").count() == 3


def test_whoever_takes_no_lists_out_gets_none(browse, mika, rauha):
    assert browse(mika).get("/periods/registers.json").status_code == 403
    assert browse(rauha).get("/periods/registers.json").json() == {"jaksot": []}


def test_many_take_as_many_questions_as_one(period):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            fragments_of(Period.objects.all(), on=TODAY)
        return len(queries)

    with_one = asked()
    for _ in range(10):
        PeriodFactory(partnership=period.partnership)

    assert asked() == with_one
