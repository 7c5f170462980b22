"""What is done with the partners' people: added with a role, moved, archived, left in peace."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.directory.actions import people
from veturi.directory.models import Person, Position
from veturi.directory.reading import find_people
from veturi.directory.tests.factories import PositionFactory
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db


def changes(thing):
    rows = Change.objects.of(thing.key).order_by("pk")
    return list(rows.values_list("field", "old", "new"))


def contact(**more):
    return {
        "given_name": "Kaisa",
        "family_name": "Kauppinen",
        "email": "kaisa@konepaja.invalid",
        "language": "fi",
        "legal_basis": "public_task",
        "role": "director",
        "is_main": "on",
        "since": "2.11.2026",
        **more,
    }


def add(page, workshop, **more):
    return page.post(reverse("directory:contact_new", args=[workshop.pk]), contact(**more))


def test_a_contact_person_comes_with_the_role_at_once(browse, aino, workshop):
    answer = add(browse(aino), workshop)

    kaisa = Person.objects.get(family_name="Kauppinen")
    position = kaisa.positions.get()
    assert answer.headers["Location"] == workshop.get_absolute_url()
    assert (kaisa.provider, kaisa.is_ours, kaisa.email) == (
        workshop.provider,
        False,
        "kaisa@konepaja.invalid",
    )
    assert (position.partnership, position.role, position.is_main, position.since) == (
        workshop,
        "director",
        True,
        date(2026, 11, 2),
    )
    assert list(find_people(aino, "kauppinen")) == [kaisa]
    assert changes(kaisa) == [("made", "", "Kaisa Kauppinen")]
    assert [field for field, _old, _new in changes(workshop)] == ["position"]


def test_a_contact_person_without_a_name_is_refused_and_what_was_typed_stays(
    browse, aino, workshop
):
    answer = add(browse(aino), workshop, family_name="", title="Tuotantojohtaja")

    assert answer.status_code == 422 and "Tuotantojohtaja" in answer.content.decode()
    assert not Person.objects.of_partners().exists() and not Position.objects.exists()
    assert changes(workshop) == []


def test_consent_is_written_with_its_day(browse, aino, workshop):
    page = browse(aino)
    assert add(page, workshop, legal_basis="consent").status_code == 422

    add(page, workshop, legal_basis="consent", consent_on="2.11.2026")

    kaisa = Person.objects.get(family_name="Kauppinen")
    assert kaisa.consent_on == date(2026, 11, 2)


def test_there_is_one_main_contact_the_latest(browse, aino, workshop, otto):
    otto.positions.update(is_main=True)

    add(browse(aino), workshop)

    main = workshop.positions.filter(is_main=True)
    assert [position.person.family_name for position in main] == ["Kauppinen"]


def test_a_person_we_know_gets_a_role_at_another_partner(browse, aino, bakery, otto):
    given = {"person": otto.pk, "role": "director", "since": "2.11.2026"}

    browse(aino).post(reverse("directory:position_new", args=[bakery.pk]), given)

    position = bakery.positions.get()
    assert (position.person, position.is_main) == (otto, False)
    assert changes(bakery) == [("position", "", str(position))]


def test_a_role_that_ends_is_kept_with_its_last_day(browse, aino, workshop, otto):
    position = otto.positions.get()

    browse(aino).post(reverse("directory:position_end", args=[position.pk]))

    position.refresh_from_db()
    assert (position.until, position.is_main) == (timezone.localdate(), False)
    assert changes(workshop) == [("position", str(position), "")]


def test_a_persons_new_name_is_found_and_the_old_one_stands_in_the_history(aino, otto):
    people.edit_person(otto, by=aino, fields={"family_name": "Ohjaajainen"})

    assert list(find_people(aino, "ohjaajainen")) == [Person.objects.get(pk=otto.pk)]
    assert changes(otto) == [("family_name", "Ohjaaja", "Ohjaajainen")]


def test_an_archived_person_leaves_the_list_and_comes_back(browse, aino, otto):
    page = browse(aino)

    page.post(reverse("directory:person_archive", args=[otto.pk]))
    assert list(find_people(aino, "ohjaaja")) == []

    page.post(reverse("directory:person_restoration", args=[otto.pk]))
    assert list(find_people(aino, "ohjaaja")) == [otto]
    today = timezone.localdate().isoformat()
    assert changes(otto) == [("archived_on", "", today), ("archived_on", today, "")]


def test_a_person_is_left_in_peace_by_a_channel_until_it_is_ended(browse, aino, otto):
    page = browse(aino)
    since = timezone.localdate() - timedelta(days=9)
    given = {"channel": "phone", "reason": "vuorotyö", "since": f"{since:%d.%m.%Y}"}
    page.post(reverse("directory:person_pause_new", args=[otto.pk]), given)
    row = otto.pauses.get()
    assert (row.channel, row.reason, row.partnership) == ("phone", "vuorotyö", None)

    page.post(reverse("directory:person_pause_end", args=[row.pk]))

    row.refresh_from_db()
    assert row.until == timezone.localdate() - timedelta(days=1)
    assert changes(otto) == [("pause.phone", "", "vuorotyö"), ("pause.phone", "vuorotyö", "")]


def test_a_set_of_people_is_told_one_by_one(college, aino):
    rows = people.add_people(
        [{"family_name": "Ensimmäinen"}, {"family_name": "Toinen"}], provider=college, by=aino
    )

    assert [changes(row) for row in rows] == [
        [("made", "", "Ensimmäinen")],
        [("made", "", "Toinen")],
    ]
    assert list(find_people(aino, "toinen")) == [rows[1]]


def test_a_role_that_becomes_the_main_one_is_the_only_main_one(aino, workshop, otto):
    position = otto.positions.get()
    other = PositionFactory(provider=workshop.provider, partnership=workshop, is_main=True)

    mended = people.edit_position(position, by=aino, fields={"is_main": True, "title": "esimies"})

    other.refresh_from_db()
    assert (mended.is_main, mended.title, other.is_main) == (True, "esimies", False)
    assert [field for field, _old, _new in changes(workshop)] == ["position"]


def test_a_role_whose_title_is_mended_takes_the_main_role_from_nobody(aino, workshop, otto):
    other = PositionFactory(provider=workshop.provider, partnership=workshop, is_main=True)

    people.edit_position(otto.positions.get(), by=aino, fields={"title": "esimies"})

    other.refresh_from_db()
    assert (other.is_main, otto.positions.get().title) == (True, "esimies")
