"""Two people save the same thing: what each changed stays, what both changed is asked."""

import threading

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.db import connection
from django.urls import reverse

from veturi.directory.actions import partners, people, saved_views
from veturi.directory.actions.own_fields import add_own_field
from veturi.directory.actions.own_values import give_own
from veturi.directory.forms.partners import PartnerForm
from veturi.directory.forms.people import PositionEditForm
from veturi.directory.models import Partnership, Thing
from veturi.directory.own_fields import own_of
from veturi.directory.views.editing import partner_values
from veturi.foundation.history.models import Change
from veturi.foundation.web.meanwhile import told

pytestmark = pytest.mark.django_db


class Form:
    """A form that somebody has open: as it was shown, typed into, sent."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.take(client.get(address))

    def take(self, answer):
        self.answer = answer
        self.page = BeautifulSoup(answer.content, "html.parser")
        form = self.page.select_one("main form.form:not([action])")
        self.fields = {} if form is None else dict(_typed(form))

    def send(self, **typed):
        self.take(self.client.post(self.address, {**self.fields, **typed}))
        return self.answer

    @property
    def asked(self):
        return [one.get_text() for one in self.page.select(".meanwhile legend")]


def _typed(form):
    for field in form.select("input[name], textarea[name]"):
        if field.get("type") in ("radio", "checkbox") and not field.has_attr("checked"):
            continue
        yield field["name"], field.get("value", "") if field.name == "input" else field.text
    for field in form.select("select[name]"):
        chosen = field.select_one("option[selected]")
        yield field["name"], chosen["value"] if chosen else ""


@pytest.fixture
def open_edit(browse, workshop):
    def open_for(person):
        client = browse(person, language="en")
        return Form(client, reverse("directory:partner_edit", args=[workshop.pk]))

    return open_for


def test_what_each_of_two_changed_stays(open_edit, workshop, aino, antti):
    form = open_edit(aino)
    partners.edit_partner(
        workshop, by=antti, fields={"phase": "ended"}, facts=None, tags=["metalli"]
    )

    answer = form.send(unit="Tekniikka")

    workshop.refresh_from_db()
    assert answer.status_code == 302
    assert (workshop.unit, workshop.phase) == ("Tekniikka", "ended")
    assert [row.tag.name for row in workshop.taggings.all()] == ["metalli"]
    said = form.client.get(answer.headers["Location"]).content.decode()
    assert "What others saved meanwhile stays: Phase, Tags." in said


def test_what_both_changed_is_asked_and_nothing_is_written(open_edit, workshop, aino, antti):
    form = open_edit(aino)
    partners.edit_partner(workshop, by=antti, fields={"unit": "Liiketalous"})
    before = Change.objects.count()

    answer = form.send(unit="Tekniikka", notes="Rivi\r\ntoinen")

    workshop.refresh_from_db()
    assert answer.status_code == 409
    assert form.asked == ["Our unit"]
    panel = form.page.select_one(".meanwhile").get_text()
    assert "Antti Vuori saved theirs on" in panel
    assert "I wrote: Tekniikka" in panel and "They saved: Liiketalous" in panel
    assert "When you opened the form it was empty." in panel
    assert form.page.select(".meanwhile [checked]") == []
    assert (form.fields["unit"], form.fields["notes"].strip()) == (
        "Tekniikka",
        "Rivi\r\ntoinen",
    )
    assert (workshop.unit, workshop.notes, Change.objects.count()) == ("Liiketalous", "", before)


@pytest.mark.parametrize(
    ("choice", "unit"),
    [
        ({"keep-unit": "mine"}, "Tekniikka"),
        ({"keep-unit": "theirs"}, "Liiketalous"),
        ({"keep_all": "mine"}, "Tekniikka"),
        ({"keep_all": "theirs"}, "Liiketalous"),
    ],
)
def test_what_is_chosen_is_saved_with_everything_else(
    open_edit, workshop, aino, antti, choice, unit
):
    form = open_edit(aino)
    partners.edit_partner(workshop, by=antti, fields={"unit": "Liiketalous"})
    form.send(unit="Tekniikka", notes="Muistiin")

    answer = form.send(**choice)

    workshop.refresh_from_db()
    assert answer.status_code == 302
    assert (workshop.unit, workshop.notes) == (unit, "Muistiin")


def test_who_chooses_nothing_is_asked_again(open_edit, workshop, aino, antti):
    form = open_edit(aino)
    partners.edit_partner(workshop, by=antti, fields={"unit": "Liiketalous"})
    form.send(unit="Tekniikka")

    answer = form.send()

    workshop.refresh_from_db()
    assert answer.status_code == 409
    assert form.asked == ["Our unit"]
    assert "When you opened the form it was empty." in form.page.select_one(".meanwhile").text
    assert workshop.unit == "Liiketalous"


def test_a_third_one_who_saves_while_it_is_asked_is_not_overwritten(
    open_edit, workshop, aino, antti, mika
):
    form = open_edit(aino)
    partners.edit_partner(workshop, by=antti, fields={"unit": "Liiketalous"})
    form.send(unit="Tekniikka")
    partners.edit_partner(workshop, by=mika, fields={"unit": "Palvelut"})

    answer = form.send(**{"keep-unit": "mine"})

    workshop.refresh_from_db()
    assert answer.status_code == 409
    assert "They saved: Palvelut" in form.page.select_one(".meanwhile").get_text()
    assert workshop.unit == "Palvelut"


@pytest.mark.parametrize("original", ["", "forged:x:y"])
def test_a_form_that_carries_no_original_overwrites_nothing(
    open_edit, workshop, aino, antti, original
):
    partners.edit_partner(workshop, by=antti, fields={"unit": "Liiketalous"})
    form = open_edit(aino)

    answer = form.send(unit="Tekniikka", original=original)

    workshop.refresh_from_db()
    assert answer.status_code == 409
    assert form.asked == ["Our unit"]
    assert "is not known" in form.page.select_one(".meanwhile").get_text()
    assert workshop.unit == "Liiketalous"


def test_an_original_of_another_partner_is_not_taken(open_edit, workshop, bakery, browse, aino):
    form = open_edit(aino)
    other = Form(browse(aino), reverse("directory:partner_edit", args=[bakery.pk]))

    answer = form.send(unit="Tekniikka", original=other.fields["original"])

    assert answer.status_code == 409


def test_what_two_wrote_alike_is_no_clash(open_edit, workshop, aino, antti):
    form = open_edit(aino)
    partners.edit_partner(workshop, by=antti, fields={"unit": "Tekniikka"})

    assert form.send(unit="Tekniikka").status_code == 302


def test_together_the_two_must_still_fit(open_edit, workshop, aino, antti, mika):
    form = open_edit(aino)
    partners.edit_partner(workshop, by=antti, fields={"owner": mika})

    answer = form.send(deputy=mika.pk)

    workshop.refresh_from_db()
    assert answer.status_code == 422
    assert "The deputy is somebody else than the owner." in form.page.get_text()
    assert form.fields["owner"] == str(mika.pk)
    assert (workshop.owner, workshop.deputy) == (mika, None)


def test_theirs_that_does_not_fit_is_told(open_edit, workshop, aino, antti, mika):
    form = open_edit(aino)
    partners.edit_partner(workshop, by=antti, fields={"owner": mika})
    form.send(owner=aino.pk, deputy=mika.pk)

    answer = form.send(**{"keep-owner": "theirs"})

    assert answer.status_code == 422
    assert Partnership.objects.get(pk=workshop.pk).deputy is None


def test_facts_of_an_organisation_are_joined_too(open_edit, workshop, aino, antti):
    form = open_edit(aino)
    facts = {"name": workshop.organisation.name, "municipality": "179", "kind": "company"}
    partners.edit_partner(workshop, by=antti, fields={}, facts=facts)

    answer = form.send(municipality="Tampere")

    assert answer.status_code == 409
    panel = form.page.select_one(".meanwhile").get_text()
    assert "I wrote: Tampere" in panel and "They saved: Jyväskylä" in panel
    assert "Antti Vuori" in panel


def test_a_person_is_joined(browse, otto, aino, antti):
    form = Form(browse(aino), reverse("directory:person_edit", args=[otto.pk]))
    people.edit_person(otto, by=antti, fields={"phone": "+358 40 1234567", "title": "mestari"})

    clash = form.send(title="työnjohtaja")
    answer = form.send(**{"keep-title": "mine"})

    otto.refresh_from_db()
    assert (clash.status_code, answer.status_code) == (409, 302)
    assert (otto.title, otto.phone) == ("työnjohtaja", "+358 40 1234567")


def test_a_site_and_a_role_are_joined(browse, workshop, otto, aino, antti):
    site = partners.add_site(workshop, by=aino, fields={"name": "Halli"})
    position = otto.positions.get()
    opened = [
        Form(browse(aino), reverse("directory:site", args=[workshop.pk, site.pk])),
        Form(browse(aino), reverse("directory:position_edit", args=[position.pk])),
    ]
    partners.edit_site(site, by=antti, fields={"name": "Halli 2"})
    people.edit_position(position, by=antti, fields={"title": "mestari"})

    assert [
        opened[0].send(place="Tampere").status_code,
        opened[1].send(is_main="on").status_code,
    ] == [
        302,
        302,
    ]

    site.refresh_from_db()
    position.refresh_from_db()
    assert (site.name, site.place) == ("Halli 2", "Tampere")
    assert (position.title, position.is_main) == ("mestari", True)


def test_who_saved_in_an_import_is_told_so(open_edit, workshop, aino):
    form = open_edit(aino)
    partners.edit_partner(workshop, by=None, fields={"unit": "Tuotu"})

    form.send(unit="Tekniikka")

    assert "an import saved theirs on" in form.page.select_one(".meanwhile").get_text()


def test_what_is_not_in_history_has_nobody(open_edit, workshop, aino):
    form = open_edit(aino)
    Partnership.objects.filter(pk=workshop.pk).update(unit="Jostain")

    form.send(unit="Tekniikka")

    assert "saved theirs" not in form.page.select_one(".meanwhile").get_text()


def test_values_are_told_as_people_read_them(workshop, aino, otto):
    fields = PartnerForm(person=aino, initial=partner_values(workshop)).fields
    assert told(fields["owner"], str(aino.pk)) == "Aino Salmela"
    assert told(fields["owner"], "999999") == "–"
    assert told(fields["owner"], "") == ""
    assert told(fields["since"], "2026-01-02") == "2.1.2026"
    assert told(fields["unit"], "Tekniikka") == "Tekniikka"
    main = PositionEditForm(instance=otto.positions.get()).fields["is_main"]
    assert (told(main, "True"), told(main, "False")) == ("kyllä", "ei")


def test_a_shared_view_renamed_by_two_is_asked(browse, aino, antti):
    view = saved_views.save_view(
        of="directory:partners",
        page="directory:partners",
        query="q=paja",
        name="Pajat",
        shared_with="everybody",
        by=aino,
    )
    form = Form(browse(aino), reverse("directory:view_edit", args=[view.pk]))
    saved_views.rename_view(view, name="Verstaat", shared_with="everybody")

    answer = form.send(name="Konepajat")

    view.refresh_from_db()
    assert (answer.status_code, view.name) == (409, "Verstaat")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'")
def test_of_two_who_save_at_the_same_moment_one_is_asked(open_edit, workshop, aino, antti):
    opened = {"Tekniikka": open_edit(aino), "Liiketalous": open_edit(antti)}
    answers = {}

    def send(unit):
        answers[unit] = opened[unit].send(unit=unit).status_code
        connection.close()

    both = [threading.Thread(target=send, args=[unit]) for unit in opened]
    [one.start() for one in both]
    [one.join() for one in both]

    workshop.refresh_from_db()
    assert sorted(answers.values()) == [302, 409]
    assert answers[workshop.unit] == 302


@pytest.mark.parametrize(
    ("kind", "theirs", "mine", "told_theirs"),
    [("text", "A/2", "A/3", "A/2"), ("truth", True, "False", "yes")],
)
def test_fields_of_a_providers_own_are_joined(
    open_edit, college, workshop, aino, antti, kind, theirs, mine, told_theirs
):
    asked = {"label_fi": "Diaari", "kind": kind}
    field = add_own_field(college, thing=Thing.PARTNER, by=None, fields=asked, choices=[])
    quiet, loud = open_edit(aino), open_edit(aino)
    give_own(workshop, {field.name: theirs}, by=antti)

    kept, clash = quiet.send(unit="Tekniikka").status_code, loud.send(**{field.name: mine})

    assert (kept, clash.status_code) == (302, 409)
    assert own_of(workshop) == {field.name: theirs}
    panel = loud.page.select_one(".meanwhile").get_text()
    assert f"They saved: {told_theirs}" in panel and "Antti Vuori saved theirs" in panel


def test_several_choices_are_told_by_their_names():
    field = forms.MultipleChoiceField(choices=[("1", "suomi"), ("2", "ruotsi")])

    assert told(field, "1,2") == "suomi, ruotsi"
