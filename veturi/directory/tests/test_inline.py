"""One field is edited where it is shown: saved, refused, undone, asked when somebody was quicker."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from veturi.directory.actions import partners, people
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory
from veturi.directory.views.columns import PARTNER_COLUMNS, PERSON_COLUMNS
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


class Cell:
    """A cell as htmx swaps it."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.take(client.get(address, headers=HTMX))

    def take(self, answer):
        self.status = answer.status_code
        self.page = BeautifulSoup(answer.content, "html.parser")
        self.text = " ".join(self.page.get_text().split())

    def send(self, **typed):
        carried = {
            one["name"]: one.get("value", "") for one in self.page.select("form [type=hidden]")
        }
        self.take(self.client.post(self.address, {**carried, **typed}, headers=HTMX))
        return self.status


@pytest.fixture
def cell(browse, aino):
    def open_for(thing, name, person=aino):
        kind = "partner" if hasattr(thing, "organisation") else "person"
        address = reverse(f"directory:{kind}_field", args=[thing.pk, name])
        return Cell(browse(person, "en"), address)

    return open_for


PARTNERS = [
    ("name", "Konepaja", "Konepaja"),
    ("owner", "aino", "Aino Salmela"),
    ("deputy", "aino", "Aino Salmela"),
    ("phase", "ended", "ended"),
    ("since", "1.2.2025", "1.2.2025"),
    ("tags", "metalli, koneet", "koneet, metalli"),
    ("unit", "Tekniikka", "Tekniikka"),
]
PEOPLE = [
    ("title", "mestari", "mestari"),
    ("email", "otto@example.fi", "otto@example.fi"),
    ("phone", "040 1234567", "+358 40 1234567"),
    ("language", "sv", "Swedish"),
]


def test_all_that_has_a_pencil_is_tried_here():
    assert {one.edit for one in PARTNER_COLUMNS if one.edit} == {name for name, *_ in PARTNERS}
    assert {one.edit for one in PERSON_COLUMNS if one.edit} == {name for name, *_ in PEOPLE}


@pytest.mark.parametrize(("name", "typed", "shown"), PARTNERS)
def test_a_field_of_a_partner_is_saved_and_stands_in_history(
    cell, workshop, aino, name, typed, shown
):
    one = cell(workshop, name)
    assert one.page.select_one(f"form [name={name}]").has_attr("autofocus")

    assert one.send(**{name: aino.pk if typed == "aino" else typed}) == 200

    assert shown in one.page.select_one(".editable > span").text
    assert one.page.select_one("#live").text == "Saved."
    assert one.page.select_one(".pencil").has_attr("autofocus")
    assert Change.objects.of(workshop.key).filter(field=name, by=aino.user).count() == 1


@pytest.mark.parametrize(("name", "typed", "shown"), PEOPLE)
def test_a_field_of_a_person_is_saved(cell, otto, name, typed, shown):
    one = cell(otto, name)

    assert one.send(**{name: typed}) == 200

    assert one.page.select_one(".editable > span").text == shown


@pytest.mark.parametrize(("name", "typed", "shown"), PARTNERS)
def test_what_was_saved_is_undone(cell, workshop, aino, name, typed, shown):
    before = partners_values(workshop)
    one = cell(workshop, name)
    one.send(**{name: aino.pk if typed == "aino" else typed})

    assert one.send() == 200

    workshop.refresh_from_db()
    assert partners_values(workshop) == before


def partners_values(workshop):
    tags = sorted(row.tag.name for row in workshop.taggings.all())
    kept = ("name", "owner_id", "deputy_id", "phase", "since", "unit")
    return [*(getattr(workshop, name) for name in kept), workshop.organisation.name, tags]


def test_undoing_is_refused_once_somebody_changed_it_again(cell, workshop, antti):
    one = cell(workshop, "unit")
    one.send(unit="Tekniikka")
    partners.edit_partner(workshop, by=antti, fields={"unit": "Liiketalous"})

    assert one.send() == 409

    workshop.refresh_from_db()
    assert workshop.unit == "Liiketalous"
    assert "They saved: Liiketalous" in one.text


def test_what_is_saved_as_it_was_has_nothing_to_undo(cell, workshop):
    one = cell(workshop, "unit")

    one.send(unit="")

    assert one.page.select("form") == []
    assert not Change.objects.of(workshop.key).exists()


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("since", "ensi viikolla", None),
        ("name", "", "This field is required."),
        ("phase", "kuuhun", None),
    ],
)
def test_a_refusal_stands_in_the_cell_with_what_was_typed(cell, workshop, name, typed, sentence):
    one = cell(workshop, name)

    assert one.send(**{name: typed}) == 422

    assert one.page.select(".error")
    assert sentence is None or sentence in one.text
    if name == "since":
        assert one.page.select_one("[name=since]")["value"] == typed
    assert not Change.objects.of(workshop.key).exists()


def test_the_deputy_is_not_the_owner_in_a_cell_either(cell, workshop, aino):
    partners.edit_partner(workshop, by=aino, fields={"deputy": aino})
    one = cell(workshop, "owner")

    assert one.send(owner=aino.pk) == 422

    workshop.refresh_from_db()
    assert "The deputy is somebody else than the owner." in one.text
    assert workshop.owner is None


@pytest.mark.parametrize(("choice", "unit"), [("mine", "Tekniikka"), ("theirs", "Liiketalous")])
def test_what_somebody_saved_meanwhile_is_asked_in_the_cell(cell, workshop, antti, choice, unit):
    one = cell(workshop, "unit")
    partners.edit_partner(workshop, by=antti, fields={"unit": "Liiketalous"})

    asked = one.send(unit="Tekniikka")
    told = one.text
    saved = one.send(**{"unit": "Tekniikka", "keep-unit": choice})

    workshop.refresh_from_db()
    assert (asked, saved) == (409, 200)
    assert "I wrote: Tekniikka" in told and "Antti Vuori saved theirs" in told
    assert workshop.unit == unit


def test_who_leaves_the_cell_sees_it_as_it_is(cell, workshop):
    one = cell(workshop, "phase")

    one.take(one.client.get(one.address, {"shown": "1"}, headers=HTMX))

    assert one.page.select("form, #live") == []
    assert one.page.select_one(".pencil")["aria-label"] == f"Edit Phase: {workshop.name}"


def test_without_script_it_is_a_page_that_leads_to_the_partner(browse, aino, workshop):
    page, address = (
        browse(aino, "en"),
        reverse("directory:partner_field", args=[workshop.pk, "unit"]),
    )
    shown = page.get(address)
    assert BeautifulSoup(shown.content, "html.parser").select_one("h1").text == (
        f"Edit Our unit: {workshop.name}"
    )

    answer = page.save(address, {"unit": "Tekniikka"})

    workshop.refresh_from_db()
    assert answer.headers["Location"] == workshop.get_absolute_url()
    assert workshop.unit == "Tekniikka"


def test_the_name_of_an_official_name_of_another_stays(cell, workshop):
    workshop.organisation.name = "Virallinen Oy"
    workshop.organisation.save()

    cell(workshop, "name").send(name="Konepaja")

    workshop.refresh_from_db()
    workshop.organisation.refresh_from_db()
    assert (workshop.name, workshop.organisation.name) == ("Konepaja", "Virallinen Oy")


@pytest.mark.parametrize("name", ["notes", "archived_on", "business_id", "field"])
def test_what_has_no_pencil_has_no_address(browse, aino, workshop, otto, name):
    page = browse(aino)

    assert page.get(f"/partners/{workshop.pk}/fields/{name}/").status_code == 404
    assert page.post(f"/people/{otto.pk}/fields/{name}/", {name: "x"}).status_code == 404


def pencils(page, address):
    found = BeautifulSoup(page.get(address).content, "html.parser").select(".pencil")
    return [one["href"] for one in found]


@pytest.mark.parametrize(("who", "there"), [("aino", True), ("mika", False), ("rea", False)])
def test_only_who_edits_partners_has_pencils_in_their_list(request, browse, workshop, who, there):
    person = request.getfixturevalue(who)

    found = pencils(browse(person), reverse("directory:partners"))

    wanted = [f"/partners/{workshop.pk}/fields/{name}/" for name in ("name", "owner", "phase")]
    assert found == (wanted if there else [])


def test_a_teacher_has_pencils_on_contacts_and_on_oneself_only(browse, mika, aino, otto):
    found = pencils(browse(mika), reverse("directory:people") + "?whose=all")

    assert {address.split("/")[2] for address in found} == {str(mika.pk), str(otto.pk)}


def test_the_lists_ask_no_more_for_many(browse, aino, college):
    page = browse(aino)
    counts = []
    for many in (1, 4):
        for _one in range(many):
            PartnershipFactory(provider=college)
            PersonFactory(provider=college)
        page.get(reverse("directory:partners"))
        with CaptureQueriesContext(connection) as asked:
            page.get(reverse("directory:partners"))
            page.get(reverse("directory:people"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_stranger_finds_no_field_and_who_only_reads_may_not(browse, sten, rea, workshop, otto):
    for thing, name in ((workshop, "partners"), (otto, "people")):
        field = "unit" if name == "partners" else "title"
        address = f"/{name}/{thing.pk}/fields/{field}/"
        assert browse(sten).post(address, {field: "x"}).status_code == 404
        assert browse(rea).post(address, {field: "x"}).status_code == 403


def test_a_person_edited_by_two_is_asked_in_the_cell(cell, otto, antti):
    one = cell(otto, "title")
    people.edit_person(otto, by=antti, fields={"title": "mestari"})

    assert one.send(title="työnjohtaja") == 409
    assert "They saved: mestari" in one.text
