"""An import that is taken back leaves everything as it was."""

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.cooperation.encounters.models import Encounter
from veturi.cooperation.encounters.reading import deeds_expected
from veturi.directory.actions.partners import edit_partner
from veturi.directory.models import (
    Body,
    Organisation,
    OrganisationName,
    Partnership,
    Person,
    Position,
    Site,
)
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.jobs import actions as jobs
from veturi.insight.levels.actions import override
from veturi.insight.levels.models import Statement
from veturi.ledger.auditing import differences
from veturi.ledger.kinds import Layer
from veturi.ledger.models import Deed, OwnSum, OwnTally, Sum, Tally
from veturi.surfaces.imports import reverting, running
from veturi.surfaces.imports.actions import mending
from veturi.surfaces.imports.touched import changed_since

pytestmark = pytest.mark.django_db


def snapshot(college):
    """The directory as people see it and every figure of the ledger."""
    standing = Partnership.objects.filter(provider=college).standing()
    parts = (Position, Site, Body)
    rows = [standing, Person.objects.filter(provider=college)]
    rows += [Organisation.objects.filter(partnerships__in=standing)]
    rows += [OrganisationName.objects.filter(organisation__partnerships__in=standing)]
    rows += [model.objects.filter(provider=college) for model in parts]
    rows += [Statement.objects.filter(provider=college)]
    rows += [Encounter.objects.standing().filter(provider=college)]
    rows += [Deed.objects.standing().filter(provider=college)]
    tallies = [Tally.objects.exclude(n=0), OwnTally.objects.exclude(n=0)]
    sums = [Sum.objects.exclude(hundredths=0), OwnSum.objects.exclude(hundredths=0)]
    return [sorted(queryset.values_list(), key=str) for queryset in [*rows, *tallies, *sums]]


@pytest.fixture
def known(college, workshop, bakery, otto, aino):
    """Partners that the list will change, with something of their own."""
    edit_partner(bakery, by=aino, fields={"notes": "Vanha huomautus", "owner": aino})
    encounters.log(
        encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop]), by=aino, at=NOW
    )
    return [workshop, bakery]


LINES = (
    "Nimi;Kunta;Vastuuhenkilö;Huom.;Kumppanuus;Viim. yhteydenotto;Yhteyshenkilö;Katuosoite;taso",
    "Kattilakosken Konepaja Oy;Turku;Rea Ranta;Uusi halli;strateginen;syksy 2024;Aune Uusi;Tie 1;",
    "Lempoisten Leipomo Oy;Vaasa;Rea Ranta;Uusi uuni;arjen;12.3.2025;;;",
    "Kattilakosken konepaja;;;Toinen rivi;;;;;",
    "Taruverkosto;Turku;;;verkosto;2023;;;kv",
    "Pata Oy;Turku;;Uusi;;;Veikko Uusi;Tie 2;",
)


def test_everything_is_as_before(known, listed, run, revert, college, rea):
    before = snapshot(college)
    imported = run(listed(*LINES))
    assert running.counts(imported)["created"] == 2
    assert running.counts(imported)["updated"] == 3
    assert snapshot(college) != before

    revert(imported)

    assert snapshot(college) == before
    assert list(differences(college, [("encounters", deeds_expected)])) == []


def test_the_miniature_leaves_no_trace_in_the_directory(
    bring, miniature, run, revert, college, workshop
):
    before = snapshot(college)
    imported = bring(miniature, "Kumppanit")
    mending.leave_out_bad_cells(imported, at=NOW)
    revert(run(imported))

    assert snapshot(college) == before


def test_a_partner_with_nothing_in_the_ledger_is_gone_wholly(listed, run, revert, college):
    revert(run(listed("Nimi;Huom.", "Pata Oy;Uusi")))

    assert not Partnership.objects.filter(name="Pata Oy").exists()
    assert not Organisation.objects.filter(name="Pata Oy").exists()


def test_a_partner_that_the_ledger_remembers_is_put_away(listed, run, revert, aino):
    lines = ("Nimi;Viim. yhteydenotto;Huom.;Edustajamme", "Pata Oy;12.3.2025;Uusi;Aino Salmela")
    revert(run(listed(*lines)))

    partner = Partnership.objects.get(name="Pata Oy")
    assert (partner.is_archived, partner.archived_by) == (True, aino)
    assert partner.taken_back_on == partner.archived_on
    assert (partner.notes, partner.owner) == ("", None)
    [deed] = Deed.objects.filter(retracts=None)
    assert deed.retracted_by is not None


def test_after_a_reversal_the_same_list_comes_in_anew(listed, run, revert, college):
    lines = ("Nimi;Viim. yhteydenotto", "Pata Oy;12.3.2025", "Kattila Oy;")
    revert(run(listed(*lines)))
    again = run(listed(*lines))

    assert running.counts(again)["created"] == 2
    assert Partnership.objects.standing().filter(name__in=["Pata Oy", "Kattila Oy"]).count() == 2
    assert Partnership.objects.count() == 2
    revert(again)
    assert not Partnership.objects.standing().exists()


def test_imports_are_taken_back_in_turn(listed, run, revert, college):
    first = run(listed("Nimi;Huom.", "Pata Oy;eka"))
    between = snapshot(college)
    second = run(listed("Nimi;Huom.;Kunta", "Pata Oy;toka;Turku"))

    revert(second)

    assert snapshot(college) == between
    revert(first)
    assert not Partnership.objects.exists()


def test_what_nobody_touched_needs_no_question(known, listed, run, college):
    assert changed_since(run(listed(*LINES))) == []


@pytest.fixture
def pata(listed, run):
    imported = run(listed("Nimi;Huom.;Viim. yhteydenotto", "Pata Oy;Uusi;12.3.2025"))
    return imported, Partnership.objects.get(name="Pata Oy")


def edited(partner, aino):
    edit_partner(partner, by=aino, fields={"unit": "Metalli"})


def logged(partner, aino):
    encounters.log(
        encounters.Logged(kind="encounters.met", on=TODAY, partners=[partner]),
        by=aino,
        at=timezone.now(),
    )


def corrected(partner, aino):
    encounter = Encounter.objects.get(parties__partnership=partner)
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[partner])
    encounters.correct(encounter, what=what, by=aino, at=timezone.now())


def agreed(partner, aino):
    encounters.agree_next(partner, text="Käynti", due=TODAY, owner=aino, by=aino, at=timezone.now())


def judged(partner, aino):
    override(
        partner,
        layer=Layer.EVERYDAY,
        depth=2,
        reason="Tiedämme.",
        since=TODAY,
        until=TODAY,
        by=aino,
    )


@pytest.mark.parametrize("deed", [edited, logged, corrected, agreed, judged])
def test_what_somebody_did_since_is_named_and_asked_about(pata, aino, deed, revert):
    imported, partner = pata
    deed(partner, aino)

    [concern] = changed_since(imported)
    assert (concern.partner, len(concern.sentences)) == (partner, 1)

    revert(imported, kept=[concern.partner.pk])
    partner.refresh_from_db()
    assert not partner.is_archived


@pytest.mark.parametrize("deed", [edited, logged, agreed, judged])
def test_taken_back_all_the_same_it_leaves_the_lists(pata, aino, deed, revert):
    imported, partner = pata
    deed(partner, aino)
    revert(imported)

    assert not Partnership.objects.standing().filter(pk=partner.pk).exists()


def test_a_partner_of_several_rows_stays_whole(listed, run, revert, aino):
    imported = run(listed("Nimi;Huom.", "Pata Oy;Yksi", "Pata;Kaksi"))
    partner = Partnership.objects.get(name="Pata Oy")
    edited(partner, aino)
    revert(imported, kept=[partner.pk])

    partner.refresh_from_db()
    assert (partner.notes, partner.is_archived) == ("Yksi\nKaksi", False)


def test_a_field_changed_since_is_named(bakery, listed, run, revert, aino):
    imported = run(listed("Nimi;Kunta;Huom.", f"{bakery.name};Turku;Uusi"))
    bakery.refresh_from_db()
    edit_partner(bakery, by=aino, fields={"notes": "Omin sanoin"})

    [concern] = changed_since(imported)
    assert len(concern.sentences) == 1
    revert(imported, kept=[concern.partner.pk])
    bakery.refresh_from_db()
    assert bakery.notes == "Omin sanoin"


def test_what_is_not_the_imports_own_is_not_asked_about(bakery, listed, run, aino):
    imported = run(listed("Nimi;Kunta", f"{bakery.name};Turku"))
    edit_partner(bakery, by=aino, fields={"unit": "Metalli"})

    assert changed_since(imported) == []


def test_a_contact_person_who_was_met_since_stays(listed, run, revert, aino):
    imported = run(listed("Nimi;Yhteyshenkilö", "Pata Oy;Veikko Uusi"))
    partner = Partnership.objects.get(name="Pata Oy")
    veikko = Person.objects.get(family_name="Uusi")
    encounters.log(
        encounters.Logged(kind="encounters.met", on=TODAY, partners=[partner], present=[veikko]),
        by=aino,
        at=timezone.now(),
    )
    revert(imported)

    assert Person.objects.filter(pk=veikko.pk).exists()


def test_an_import_is_not_taken_back_before_it_has_run(listed, aino):
    with pytest.raises(reverting.NotRevertible):
        reverting.revert(listed("Nimi", "Pata"), kept=[], by=aino, at=NOW)


def test_asked_twice_it_is_one_reversal(listed, run, aino):
    imported = run(listed("Nimi", "Pata"))
    first = reverting.revert(imported, kept=[], by=aino, at=NOW)

    assert reverting.revert(imported, kept=[1], by=aino, at=NOW) == first


def test_another_providers_partners_are_out_of_reach(listed, run, revert, sten):
    theirs = PartnershipFactory(provider=sten.provider)
    imported = run(listed("Nimi;Y-tunnus", f"{theirs.name};{theirs.organisation.business_id}"))

    assert running.counts(imported)["created"] == 1
    revert(imported)
    assert Partnership.objects.filter(pk=theirs.pk).standing().exists()


def test_reach_and_owner_are_as_before(listed, run, revert, aino, rea):
    run(listed("Verkosto;Taso;Edustajamme", "Taru;paikallinen;Aino Salmela", "Kuvite;kv;"))
    second = run(listed("Verkosto;Taso;Edustajamme", "Taru;kv;Rea Ranta", "Kuvite;kv;Rea Ranta"))
    taru = Partnership.objects.get(name="Taru")
    assert (taru.owner, taru.body.reach) == (rea, "international")

    revert(second)

    taru = Partnership.objects.get(name="Taru")
    assert (taru.owner, taru.body.reach) == (aino, "local")
    assert Partnership.objects.get(name="Kuvite").owner is None


def test_an_owner_changed_since_is_named(listed, run, bakery, aino, rea):
    imported = run(listed("Nimi;Edustajamme", f"{bakery.name};Rea Ranta"))
    bakery.refresh_from_db()
    edit_partner(bakery, by=aino, fields={"owner": aino})

    [concern] = changed_since(imported)
    assert concern.partner == bakery


def test_an_import_under_way_is_not_taken_back_on_the_page(listed, browse, aino):
    imported = listed("Nimi", "Pata")
    running.run(imported, by=aino, at=NOW)
    answer = browse(aino).post(reverse("imports:reversal", args=[imported.pk]))

    imported.refresh_from_db()
    assert answer.headers["Location"] == reverse("imports:report", args=[imported.pk])
    assert imported.reverted_at is None


def test_a_reversal_that_was_stopped_goes_on(listed, run, aino, monkeypatch):
    imported = run(listed("Nimi", *(f"Pata{number} Kattila{number * 7}" for number in range(9))))
    monkeypatch.setattr(reverting, "A_STEP", 4)
    job = reverting.revert(imported, kept=[], by=aino, at=NOW)
    reverting.step(job, at=timezone.now())
    job.save()
    jobs.cancel(job, at=NOW)
    jobs.run_to_end(job)
    assert Partnership.objects.count() == 5

    jobs.run_to_end(reverting.revert(imported, kept=[], by=aino, at=timezone.now()))

    assert not Partnership.objects.exists()
