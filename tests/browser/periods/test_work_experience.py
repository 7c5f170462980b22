"""Work experience of a fourteen-year-old in a browser, signed by the guardian through the link.

The scene holds the pupil with her guardian, the workplace, and Otto with his address.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.periods import outside, school
from veturi.cooperation.placements.tests.factories import StudentFactory

DAY = timedelta(days=1)


@pytest.fixture
def helmi(college, mika):
    return StudentFactory(
        provider=college,
        given_name="Helmi",
        family_name="Aho",
        teacher=mika,
        programme="basic_education",
        qualification=None,
        born_on=timezone.localdate() - 14 * 365 * DAY - 60 * DAY,
        guardian_name="Heli Aho",
        guardian_email="heli@koti.invalid",
    )


def test_a_guardian_signs_by_the_link(at_desk, enter, mika, rauha, reached, helmi):
    today = timezone.localdate()
    monday = today + (7 - today.weekday()) * DAY
    desk = at_desk(mika)

    # Proposed with evening work, which the law does not allow at that age.
    school.propose(
        desk,
        "Helmi Aho",
        "Kattilakosken",
        {
            "Muoto": "työelämään tutustuminen (TET)",
            "Miten paikka löytyi": "opiskelijan löytämä",
            "Ensimmäinen päivä": monday,
            "Viimeinen päivä": monday + 4 * DAY,
            "Tuntia viikossa": "30",
            "Keskeiset työtehtävät": "Tutustuminen",
        },
    )
    school.see_to(desk, today, also=["Huoltajalle kerrottu"])
    school.edit(desk, {"työ alkaa aikaisintaan": "15:00", "työ päättyy viimeistään": "22:00"})
    desk.picture("tet-1-checks")
    school.draw_up(desk, "TET-sopimus", {})
    school.send(desk, {})
    desk.reads("14-vuotiaana työtä tehdään kello 8.00–20.00")
    school.back_to_the_period(desk, "Helmi Aho")
    school.edit(desk, {"työ alkaa aikaisintaan": "9:00", "työ päättyy viimeistään": "15:00"})

    # Drawn up anew: the guardian, the workplace and we sign.
    school.draw_up(desk, "TET-sopimus", {})
    school.send(desk, {"Allekirjoittaa puolestamme": f"Rauha Lehto, {rauha.email}"})
    heli = enter("heli@koti.invalid")
    heli.reads("Lapsesi")
    heli.picture("tet-2-guardian")
    outside.sign(heli)
    outside.sign(enter("otto@paja.invalid"))
    school.sign_for_us(at_desk(rauha), "Helmi Aho")

    desk.reload()
    school.back_to_the_period(desk, "Helmi Aho")
    desk.within("Sopimukset").reads("Voimassa", "Heli Aho", "linkki ja koodi")
    desk.picture("tet-3-in-force")
