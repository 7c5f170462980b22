"""What becomes of the rows of the miniature, the first time and the second."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from conftest import NOW
from veturi.cooperation.encounters.models import Encounter
from veturi.directory.models import Partnership, Person
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.history.models import Change
from veturi.foundation.jobs import actions as jobs
from veturi.insight.levels.models import Statement
from veturi.ledger.models import Contribution, Deed
from veturi.surfaces.imports import running
from veturi.surfaces.imports.actions import bringing, mending
from veturi.surfaces.imports.reading import each_line, problems
from veturi.surfaces.imports.tests import miniature as mini

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners(bring, miniature):
    return bring(miniature, "Kumppanit")


def outcomes(imported):
    return dict(imported.rows.values_list("number", "outcome"))


def found(imported, field, severity):
    rows = imported.rows.select_related("same_as").order_by("number")
    return {
        one.row
        for one in problems(imported, rows)
        if (one.field, one.severity) == (field, severity)
    }


def test_the_table_is_found_among_titles_and_notes(partners):
    assert partners.header_row == mini.HEADER_ROW
    assert set(partners.rows.values_list("number", flat=True)) == set(mini.PARTNER_ROWS)
    assert {number: kind for number, kind, _text in partners.others} == {
        1: "title",
        2: "title",
        3: "blank",
        mini.HEADING_ROW: "heading",
        29: "blank",
        mini.SUM_ROW: "sum",
        31: "note",
    }


def test_each_trouble_is_found_where_it_stands(partners):
    assert found(partners, "business_id", "error") == {28}
    assert found(partners, "last_contact", "error") == set(mini.IMPOSSIBLE_DAYS)
    assert found(partners, "last_contact", "question") == set(mini.YEAR_MISSING)
    assert found(partners, "municipality", "error") == {27}
    assert found(partners, "layer", "info") == set(mini.TWO_LAYERS)
    assert found(partners, "municipality", "info") == {6, 18, 19}


def test_every_planted_duplicate_is_found(partners):
    same = {row.number: row.same_as_row for row in partners.rows.exclude(why="")}
    assert same == {copy: first for first, copy in mini.DUPLICATES}


def test_what_is_sure_is_proposed_and_what_is_not_is_asked(partners):
    proposed = dict(partners.rows.exclude(why="").values_list("number", "proposed"))
    assert proposed == {6: "update", 7: "update", 9: "update", 12: "", 22: ""}


def test_every_row_ends_in_the_report(partners, run):
    lines = list(each_line(run(partners)))

    assert [line.number for line in lines] == [n for n in range(1, 32) if n != mini.HEADER_ROW]
    assert all(line.outcome for line in lines)
    assert all(line.reason for line in lines if line.row is None or line.row.reason)


def test_rows_become_partners(partners, run, college):
    run(partners)

    assert running.counts(partners) == {
        "created": 14,
        "updated": 3,
        "skipped": 2,
        "refused": 4,
        "not_reached": 0,
        "nonrow": 7,
    }
    ring = Partnership.objects.get(provider=college, name="Mielikuva-opisto")
    assert ring.organisation.municipality == "179"
    assert ring.organisation.kind == "folk_high_school"
    assert "Yhteistyön muoto" in ring.notes or "Form of cooperation" in ring.notes
    assert ring.since == timezone.localdate(partners.run_at)


def test_a_second_row_adds_to_the_first_and_never_overrules_it(partners, run, college):
    run(partners)

    partner = Partnership.objects.get(
        provider=college, organisation__business_id=made_up_business_id(1)
    )
    assert partner.name == "Kuvitteen Talousyhdistys ry (KUVAPO)"
    assert set(partner.organisation.names.values_list("name", flat=True)) == {
        "KUVAPO",
        "Kuvitteen Talousyhdistys",
    }
    assert "sama kuin yllä?" in partner.notes


def test_the_layer_is_stated_with_its_source(partners, run, college):
    run(partners)

    town = Partnership.objects.get(provider=college, name="Kuvitteen kaupunki")
    stated = Statement.objects.filter(partner=town).order_by("layer")
    assert [row.layer for row in stated] == ["developing", "everyday"]
    assert {row.source for row in stated} == {f"kumppanit.xlsx, Kumppanit ({partners.batch})"}


def test_the_last_contact_is_an_encounter_in_which_nothing_is_given(partners, run, college):
    run(partners)

    school = Partnership.objects.get(provider=college, name="Pohjoisen Kuvitteen ammattiopisto")
    [encounter] = Encounter.objects.filter(parties__partnership=school)
    assert (
        encounter.kind,
        encounter.on,
        encounter.said_when,
        encounter.hours,
        encounter.batch,
    ) == (
        "encounters.other_done",
        date(2024, 12, 31),
        "syksy 2024",
        Decimal(0),
        partners.batch,
    )
    assert "syksy 2024" in encounter.line
    assert Deed.objects.filter(source=encounter.key).count() == 1
    assert not Contribution.objects.exists()


def test_a_day_needs_no_words_of_its_own(partners, run, college):
    run(partners)

    ring = Partnership.objects.get(provider=college, name="Kuvitteen koulutuksen järjestäjät")
    [encounter] = Encounter.objects.filter(parties__partnership=ring)
    assert (encounter.on, encounter.said_when) == (date(2025, 10, 7), "")


def test_what_goes_on_is_a_note_and_no_encounter(partners, run, college):
    run(partners)

    union = Partnership.objects.get(provider=college, name__endswith="yhdistys KKY")
    assert "jatkuva" in union.notes
    assert not Encounter.objects.filter(parties__partnership=union).exists()


def test_history_tells_the_import(partners, run, college):
    run(partners)

    partner = Partnership.objects.get(provider=college, name="Mielikuva-opisto")
    assert Change.objects.get(subject=partner.key).batch == partners.batch


def test_a_second_run_makes_nothing_twice(partners, run, bring, miniature, college):
    run(partners)
    before = Partnership.objects.count(), Encounter.objects.count(), Statement.objects.count()
    run(bring(miniature, "Kumppanit"))
    third = run(bring(miniature, "Kumppanit"))

    assert Partnership.objects.count() == before[0]
    assert running.counts(third) == {
        "created": 0,
        "updated": 0,
        "skipped": 19,
        "refused": 4,
        "not_reached": 0,
        "nonrow": 7,
    }


def test_cells_that_are_left_out_let_the_rows_in(partners, run, college):
    mending.leave_out_bad_cells(partners, at=NOW)
    run(partners)

    assert running.counts(partners)["refused"] == 0
    wrong = Partnership.objects.get(provider=college, name="Väärä Tunnus Oy (testi)")
    assert wrong.organisation.business_id == ""


def test_a_representative_who_is_not_ours_is_a_note(listed, run, college):
    run(listed("Nimi;Edustajamme", "Kattila;Joku Toinen"))

    partner = Partnership.objects.get(name="Kattila")
    assert partner.owner is None
    assert "Joku Toinen" in partner.notes


def test_people_and_places_come_along_once(listed, run, college):
    lines = (
        "Nimi;Yhteyshenkilö;Sähköposti;Puhelin;Katuosoite;Postinumero",
        "Kattila;Otto Ohjaaja;otto@kattila.invalid;040 123 4567;Puistotie 1;40100",
    )
    run(listed(*lines))
    run(listed(*lines))

    partner = Partnership.objects.get(name="Kattila")
    [position] = partner.positions.all()
    assert (str(position.person), position.role, position.is_main) == (
        "Otto Ohjaaja",
        "contact",
        True,
    )
    [site] = partner.sites.all()
    assert (site.address, site.postal_code) == ("Puistotie 1", "40100")
    assert Person.objects.of_partners().count() == 1


def test_networks_become_organisations_of_that_type_with_their_reach(
    bring, miniature, run, college
):
    imported = run(bring(miniature, "Verkostot"))

    assert imported.kind == "networks"
    network = Partnership.objects.get(provider=college, name="Satukoulujen verkosto")
    assert (network.organisation.kind, network.body.kind, network.body.reach) == (
        "network",
        "network",
        "international",
    )


def test_a_network_widens_its_reach(listed, run, college):
    run(listed("Verkosto;Taso", "Taru;paikallinen"))
    run(listed("Verkosto;Taso", "Taru;valtakunnallinen"))

    assert Partnership.objects.get(name="Taru").body.reach == "national"


def test_projects_wait_for_a_later_version(bring, miniature):
    with pytest.raises(bringing.NotTaken):
        bring(miniature, "Hankkeet")


def test_the_register_of_schools_comes_in(bring, miniature_csv, run, college):
    imported = run(bring(miniature_csv))

    assert running.counts(imported) == {
        "created": 14,
        "updated": 0,
        "skipped": 0,
        "refused": 1,
        "not_reached": 0,
        "nonrow": 0,
    }
    assert Partnership.objects.filter(name="Sagostads svenska gymnasium").count() == 2
    again = run(bring(miniature_csv))
    assert running.counts(again)["skipped"] == 14


def test_run_twice_it_is_one_run(partners, aino):
    first = running.run(partners, by=aino, at=NOW)
    second = running.run(partners, by=aino, at=NOW)

    assert first == second
    jobs.run_to_end(first)
    assert first.done == first.total == len(mini.PARTNER_ROWS)


def test_what_has_been_run_is_not_mended(partners, run):
    run(partners)

    with pytest.raises(bringing.NotTaken):
        mending.mend(partners, {}, at=NOW)


def test_an_import_without_a_mapping_is_not_run(partners, aino):
    partners.mapping = {}
    partners.save()

    with pytest.raises(running.NotReady):
        running.run(partners, by=aino, at=NOW)
