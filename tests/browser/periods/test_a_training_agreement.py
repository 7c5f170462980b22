"""A training agreement in a browser: from the offer of a place to hosting again.

The scene holds what comes from elsewhere: the student and the unit from the student system, the
workplace and Otto with his address from before. Levels are worked out by the job of the night.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.periods import outside, school
from tests.browser.visits.device import opened
from veturi.cooperation.placements.tests.factories import PartFactory, StudentFactory
from veturi.insight.levels import actions as levels

DAY = timedelta(days=1)
WORKSHOP = "Kattilakosken Konepaja Oy"
UNIT = "Koneistuksen perustyöt"


@pytest.fixture
def eetu(college, mika):
    part = PartFactory(unit__name_fi=UNIT)
    return StudentFactory(
        provider=college,
        given_name="Eetu",
        family_name="Aho",
        teacher=mika,
        email="eetu@opiskelija.invalid",
        qualification=part.qualification,
    )


def test_from_the_offer_to_hosting_again(at_desk, enter, phone_of, mika, rauha, reached, eetu):
    today = timezone.localdate()
    first, last = today - 12 * DAY, today + 40 * DAY
    desk = at_desk(mika)

    # The workplace offers a place, and it is filled.
    school.open_learning_at(desk, WORKSHOP)
    school.offer_a_place(desk, first, last, instructor="Otto Ohjaaja", tasks="Sorvaus\nHitsaus")
    desk.within("Tarjotut paikat").reads("0/1 täytetty", "Sorvaus")
    school.fill_the_place(desk, "Eetu Aho", **{"Tuntia viikossa": "35"})
    desk.press("Työpaikka hyväksyy")
    desk.picture("training-1-proposed")

    # The checks refuse; each leads to where it is mended, and from there one is back.
    school.draw_up(desk, "Koulutussopimus", {"Näytöt": "Näyttö lopussa"})
    school.send(desk, {})
    desk.reads("Työpaikan edellytyksiä ei ole arvioitu", "Kirjaa opittavat tutkinnon osat")
    desk.picture("training-2-refused")
    school.back_to_the_period(desk, "Eetu Aho")
    school.assess_the_workplace(desk, first - DAY)
    school.mend(desk, "mihin ohjaajan pätevyys perustuu", {"työkokemuksen perusteella": True})
    school.see_to(desk, first - DAY, also=["Kirjattu eHOKSiin"])
    school.edit(desk, {}, unit=UNIT)
    desk.within("Mitä laki vaatii").reads("Mikään ei ole esteenä.")

    # Drawn up anew, signed by a link and a code, and for us; the student is given it.
    school.draw_up(desk, "Koulutussopimus", {})
    school.send(desk, {"Allekirjoittaa puolestamme": f"Rauha Lehto, {rauha.email}"})
    desk.reads("Lähetetty. Allekirjoituksia seurataan tässä.")
    desk.picture("training-3-sent")
    otto = enter("otto@paja.invalid")
    otto.picture("training-4-otto")
    outside.sign(otto)
    school.sign_for_us(at_desk(rauha), "Eetu Aho")
    student = enter("eetu@opiskelija.invalid")
    outside.say_that_it_was_seen(student)
    student.picture("training-5-student")

    # Somebody else instructs, and gets a page of her own.
    desk.menu("Organisaatiot")
    desk.follow(WORKSHOP)
    school.add_an_instructor(desk, "Maija", "Mestari", "maija@paja.invalid", since=first)
    desk.menu("Omat opiskelijat")
    desk.follow("Eetu Aho")
    school.change_the_instructor(desk, "Maija Mestari", since=today - 5 * DAY)
    desk.within("Muutokset").reads("Otto Ohjaaja → Maija Mestari")
    desk.press("Lähetä linkki Työpaikkaohjaaja")

    # A visit is made without a network; the period is interrupted, goes on, and ends.
    phone = opened(phone_of(mika))
    outside.visit_without_a_network(phone, "Eetu Aho", found="Sorvi seisoo")
    outside.back_in_the_network(phone)
    school.interrupt(desk, since=today - 3 * DAY, reason="sairaus")
    school.go_on(desk, after=today - 2 * DAY)
    desk.within("Käynnit").reads("jakson aikana", "Sorvi seisoo")
    desk.picture("training-6-goes-on")
    school.end(desk)
    maija = enter("maija@paja.invalid")
    outside.would_host_again(maija)
    maija.picture("training-7-again")
    desk.reload()
    desk.within("Kuka").reads("kyllä")

    # Ledger, level and reciprocity have moved by themselves.
    levels.follow(eetu.provider, on=today)
    desk.follow(WORKSHOP)
    desk.reads(
        "Tarjosi paikkoja opiskelijoille: 1",
        "Koulutussopimus allekirjoitettiin",
        "Työpaikkajakso alkoi",
        "Opettaja kävi työpaikalla jakson aikana",
        "Työpaikkajakso päättyi",
    )
    desk.picture("training-8-partner")
    desk.follow("Taso", exact=True)
    desk.within("Arjen kumppanuus").reads("1 · alussa")
    desk.follow("Mitä kumpikin antoi", exact=True)
    desk.reads("opiskelijapäivät", "ohjaustunnit", "Pisteet yhteensä")
    desk.picture("training-9-gave")
