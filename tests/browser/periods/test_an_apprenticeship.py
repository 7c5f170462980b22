"""An apprenticeship in a browser: it takes effect when its arrangement is agreed too.

The scene holds the apprentice and the unit from the student system, the workplace that was
assessed before, and Otto, whose competence is known.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.periods import outside, school
from veturi.cooperation.placements.tests.factories import (
    InstructorFactory,
    PartFactory,
    StudentFactory,
    SuitabilityFactory,
)

DAY = timedelta(days=1)
UNIT = "Koneistuksen perustyöt"
ARRANGEMENT = "Sopimus oppisopimuskoulutuksen järjestämisestä"
TERMS = {"Näytöt": "Näyttö keväällä", "Oppiminen muualla": "Lähipäivät"}


@pytest.fixture
def ria(college, mika, workshop, reached):
    part = PartFactory(unit__name_fi=UNIT)
    InstructorFactory(provider=college, person=reached)
    today = timezone.localdate()
    SuitabilityFactory(partnership=workshop, assessed_on=today, valid_until=today + 700 * DAY)
    return StudentFactory(
        provider=college,
        given_name="Ria",
        family_name="Aho",
        teacher=mika,
        email="ria@opiskelija.invalid",
        qualification=part.qualification,
    )


def test_it_takes_effect_with_its_arrangement(at_desk, enter, mika, rauha, ria):
    today = timezone.localdate()
    desk = at_desk(mika)

    # Twenty hours a week are too few (70 §).
    school.propose(
        desk,
        "Ria Aho",
        "Kattilakosken",
        {
            "Muoto": "oppisopimus",
            "Ensimmäinen päivä": today + 10 * DAY,
            "Viimeinen päivä": today + 370 * DAY,
            "Tuntia viikossa": "20",
            "Keskeiset työtehtävät": "Sorvaus",
        },
    )
    school.see_to(desk, today)
    school.edit(desk, {"palkkauksen perusteet": "Teknologiateollisuuden TES"}, unit=UNIT)
    school.draw_up(desk, ARRANGEMENT, {})
    school.send(desk, {})
    desk.reads("vähintään 25 tuntia viikossa")
    school.back_to_the_period(desk, "Ria Aho")
    school.mend(desk, "vähintään 25 tuntia viikossa", {"Tuntia viikossa": "37,5"})

    # The arrangement is signed by the workplace and by us, and does not yet put it in force.
    school.draw_up(desk, ARRANGEMENT, {})
    school.send(desk, {"Allekirjoittaa puolestamme": f"Rauha Lehto, {rauha.email}"})
    outside.sign(enter("otto@paja.invalid"))
    school.sign_for_us(at_desk(rauha), "Ria Aho")
    school.back_to_the_period(desk, "Ria Aho")
    desk.picture("apprenticeship-1-arranged")

    # The contract is between the workplace and the apprentice.
    school.draw_up(desk, "Oppisopimus", TERMS)
    school.send(desk, {})
    outside.sign(enter("ria@opiskelija.invalid"))
    outside.sign(enter("otto@paja.invalid"))
    school.back_to_the_period(desk, "Ria Aho")
    desk.picture("apprenticeship-2-in-force")
    desk.within("Sopimukset").reads("Voimassa")
    desk.menu("Organisaatiot")
    desk.follow("Kattilakosken Konepaja Oy")
    desk.reads(
        "Oppisopimus allekirjoitettiin",
        "Sopimus oppisopimuskoulutuksen järjestämisestä allekirjoitettiin",
    )
