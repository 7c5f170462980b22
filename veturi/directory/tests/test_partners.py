"""What is done with partners: made, changed, paused, known; each act stands in the history."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from conftest import TODAY
from veturi.directory.actions import partners
from veturi.directory.models import Acquaintance, Organisation, Partnership, Pause, Site
from veturi.directory.reading import find_partners
from veturi.directory.telling import told
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.history.models import Change
from veturi.foundation.search.ladder import find
from veturi.foundation.search.models import Shelf

pytestmark = pytest.mark.django_db


def changes(partner):
    rows = Change.objects.of(partner.key).order_by("pk")
    return list(rows.values_list("field", "old", "new"))


def add(college, aino, name="Pata Oy", business_id=""):
    new = partners.NewPartner(name, "company", business_id)
    return partners.add_partner(new, provider=college, by=aino, on=TODAY)


def test_a_new_partner_is_private_to_the_school_and_in_the_history(college, aino):
    made = add(college, aino)

    assert (made.organisation.private_to, made.since, made.provider) == (college, TODAY, college)
    assert changes(made) == [("made", "", "Pata Oy")]
    assert list(find_partners(aino, "pata")) == [made]


def test_two_partners_without_a_y_tunnus_are_two_organisations(college, aino):
    first, second = add(college, aino), add(college, aino)

    assert first.organisation != second.organisation


def test_an_organisation_is_a_partner_once_and_the_refusal_names_it(college, aino):
    there = add(college, aino, business_id=made_up_business_id(9))

    with pytest.raises(partners.PartnerAlready) as refusal:
        add(college, aino, name="Toinen nimi Oy", business_id=made_up_business_id(9))

    assert refusal.value.partnership == there
    assert Organisation.objects.count() == Partnership.objects.count() == 1


def test_the_page_names_the_partner_that_is_there_already_and_keeps_what_was_typed(
    browse, aino, college
):
    there = add(college, aino, name="Kattila Oy", business_id=made_up_business_id(9))
    given = {
        "name": "Aivan muu Oy",
        "business_id": made_up_business_id(9),
        "kind": "company",
        "phase": "identified",
        "since": "2.11.2026",
        "made_sure": "1",
    }

    answer = browse(aino).post(reverse("directory:partner_new"), given)

    body = answer.content.decode()
    assert (answer.status_code, there.name in body, "Aivan muu Oy" in body) == (422, True, True)
    assert Partnership.objects.count() == 1


def test_facts_that_say_the_same_leave_no_trace(workshop, aino):
    facts = {"kind": workshop.organisation.kind, "website": workshop.organisation.website}

    partners.edit_partner(workshop, by=aino, fields={"notes": workshop.notes}, facts=facts)

    assert changes(workshop) == []


def test_the_same_tags_leave_no_trace(workshop, aino):
    partners.set_tags(workshop, names=["metalli", " Oma "], by=aino)
    partners.set_tags(workshop, names=["oma", "METALLI", " "], by=aino)

    assert changes(workshop) == [("tags", "", "metalli, Oma")]


def test_a_tag_that_goes_stays_for_the_next_partner(workshop, bakery, aino):
    partners.set_tags(workshop, names=["metalli", "oma"], by=aino)
    partners.set_tags(workshop, names=["oma"], by=aino)
    partners.set_tags(bakery, names=["Metalli"], by=aino)

    assert [tagging.tag.name for tagging in workshop.taggings.all()] == ["oma"]
    assert [tagging.tag.name for tagging in bakery.taggings.all()] == ["metalli"]


def test_who_knows_the_partner_says_it_once_and_may_say_it_better(workshop, aino):
    partners.know(workshop, person=aino, note="naapuri", on=TODAY)
    partners.know(workshop, person=aino, note="entinen työkaveri", on=TODAY + timedelta(days=1))

    row = Acquaintance.objects.get()
    assert (row.note, row.since) == ("entinen työkaveri", TODAY)
    assert changes(workshop) == [("knows", "", "Aino Salmela")]


def pause(workshop, aino, since):
    return partners.pause(
        workshop, by=aino, channel="mail", reason="muutto", since=since, until=None
    )


def test_a_pause_that_is_ended_had_its_last_day_the_day_before(workshop, aino):
    row = pause(workshop, aino, date(2026, 11, 2))

    partners.end_pause(row, by=aino, on=TODAY)

    assert Pause.objects.get().until == TODAY - timedelta(days=1)
    assert list(workshop.pauses.on(TODAY)) == []
    assert changes(workshop) == [("pause.mail", "", "muutto"), ("pause.mail", "muutto", "")]


def test_a_pause_that_began_today_never_was(workshop, aino):
    partners.end_pause(pause(workshop, aino, TODAY), by=aino, on=TODAY)

    assert not Pause.objects.exists()


def test_a_pause_ends_after_it_begins(browse, aino, workshop):
    given = {"channel": "mail", "reason": "muutto", "since": "2.11.2026", "until": "1.11.2026"}

    answer = browse(aino).post(reverse("directory:pause_new", args=[workshop.pk]), given)

    assert answer.status_code == 422 and "muutto" in answer.content.decode()
    assert not Pause.objects.exists() and changes(workshop) == []


def test_a_site_is_added_and_changed_and_found_by_its_new_name(browse, aino, workshop):
    page = browse(aino)
    page.post(reverse("directory:site_new", args=[workshop.pk]), {"name": "Vanha halli"})
    site = Site.objects.get()

    page.save(
        reverse("directory:site", args=[workshop.pk, site.pk]),
        {"name": "Uusi halli", "municipality": "Jyväskylä", "postal_code": "40100"},
    )

    site.refresh_from_db()
    assert (site.name, site.name_folded, site.municipality) == ("Uusi halli", "uusi halli", "179")
    found = find("uusi halli", scope=aino.provider.scope, shelves=[Shelf.PLACE])
    assert [one.key for one in found] == [site.pk]
    [trace] = Change.objects.filter(field="name")
    assert (trace.old, trace.new, trace.by) == ("Vanha halli", "Uusi halli", aino.user)


def test_every_field_that_changes_has_a_name_in_the_history(workshop, aino):
    partners.edit_partner(workshop, by=aino, fields={"name": "Kattilakosken paja", "notes": "x"})

    with override("en"):
        rows = told(Change.objects.of(workshop.key), of=Partnership, provider=workshop.provider)
    assert {row.field for row in rows} == {"Name we use", "Notes"}
