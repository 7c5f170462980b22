"""The pages on which an administrator keeps the school's own fields."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from veturi.directory.actions import own_fields as actions
from veturi.directory.actions.own_values import give_own
from veturi.directory.models import OwnField, Thing
from veturi.directory.own_fields import own_fields
from veturi.directory.tests.factories import GrantFactory
from veturi.foundation.history.models import Change
from veturi.foundation.words import Words

pytestmark = pytest.mark.django_db
INDEX = "directory:own_fields"


@pytest.fixture
def page(browse, antti):
    return browse(antti, "en")


@pytest.fixture
def area(college):
    return actions.add_own_field(
        college,
        thing=Thing.PARTNER,
        by=None,
        fields={"label_fi": "Avainalue", "label_en": "Key area", "kind": "choice"},
        choices=[Words("metalli", "", "metal"), Words("hoiva", "", "")],
    )


@pytest.fixture
def number(college):
    fields = {"label_fi": "Diaarinumero", "kind": "text"}
    return actions.add_own_field(college, thing=Thing.PARTNER, by=None, fields=fields)


def text_of(answer):
    soup = BeautifulSoup(answer.content, "html.parser")
    return " ".join(soup.select_one("main").get_text(" ").split())


def test_without_fields_the_page_says_what_they_are_for(page):
    assert "No fields of your own yet" in text_of(page.get(reverse(INDEX)))


def test_a_field_with_choices_is_made_on_one_form(page, college):
    given = {
        "thing": "partner",
        "label_fi": "Avainalue",
        "kind": "choice",
        "choices": "metalli | metall | metal\n\nhoiva",
        "is_filter": "on",
    }
    refused = page.post(reverse("directory:own_field_new"), {**given, "choices": " "})
    page.post(reverse("directory:own_field_new"), given)

    [row] = own_fields(college.pk, Thing.PARTNER)
    assert refused.status_code == 422
    assert "Write at least one choice." in text_of(refused)
    assert [one.words for one in row.choices.all()] == [
        Words("metalli", "metall", "metal"),
        Words("hoiva", "hoiva", "hoiva"),
    ]
    assert row.is_filter


def test_a_second_field_of_the_name_is_refused(page, number):
    answer = page.post(
        reverse("directory:own_field_new"),
        {"thing": "partner", "label_fi": "Diaarinumero", "kind": "text"},
    )

    assert answer.status_code == 422
    assert "Another field has this name already." in text_of(answer)
    assert OwnField.objects.count() == 1


def test_a_field_is_changed_moved_put_away_and_brought_back(page, area, number, college):
    page.save(
        reverse("directory:own_field_edit", args=[number.pk]),
        {"label_fi": "Diaari", "kind": "text", "is_required": "on"},
    )
    page.post(reverse("directory:own_field_move", args=[number.pk]), {"way": "up"})
    assert [row.label_fi for row in own_fields(college.pk, Thing.PARTNER)] == [
        "Diaari",
        "Avainalue",
    ]

    page.post(reverse("directory:own_field_putting_away", args=[number.pk]))
    assert "Fields put away Diaari" in text_of(page.get(reverse(INDEX)))
    page.post(reverse("directory:own_field_return", args=[number.pk]))

    assert [row.is_required for row in own_fields(college.pk, Thing.PARTNER)] == [True, False]


def test_another_kind_is_refused_once_something_stands_in_the_field(page, number, workshop):
    give_own(workshop, {number.name: "A/1"}, by=None)

    answer = page.save(
        reverse("directory:own_field_edit", args=[number.pk]),
        {"label_fi": "Diaarinumero", "kind": "number"},
    )

    assert answer.status_code == 422
    assert "Something stands in this field" in text_of(answer)


def test_choices_are_added_renamed_moved_and_removed(page, area, workshop):
    metal, care = area.choices.order_by("place")
    page.post(reverse("directory:own_choice_new", args=[area.pk]), {"label_fi": "puu"})
    again = page.post(reverse("directory:own_choice_new", args=[area.pk]), {"label_fi": "puu"})
    page.save(reverse("directory:own_choice_edit", args=[care.pk]), {"label_fi": "sote"})
    page.post(reverse("directory:own_choice_move", args=[care.pk]), {"way": "up"})
    page.post(reverse("directory:own_choice_removal", args=[metal.pk]))
    give_own(workshop, {area.name: care.pk}, by=None)
    page.post(reverse("directory:own_choice_removal", args=[care.pk]))

    assert again.status_code == 422
    shown = text_of(page.get(reverse("directory:own_field_edit", args=[area.pk])))
    assert [one.label for one in area.choices.order_by("place")] == ["sote", "puu"]
    assert "This has been chosen somewhere" in shown or "chosen" in shown


def opened(page, address):
    """What a form carries that somebody has open."""
    return carried(page.get(address))


def carried(answer):
    return BeautifulSoup(answer.content, "html.parser").select_one("[name=original]")["value"]


def test_what_two_changed_of_a_field_stays_and_what_both_changed_is_asked(page, number, rauha):
    edit = reverse("directory:own_field_edit", args=[number.pk])
    held = {"label_fi": "Diaarinumero", "kind": "text", "original": opened(page, edit)}
    actions.edit_own_field(number, by=rauha, fields={"help_text": "Muotoa A/1"})

    apart = page.post(edit, {**held, "label_sv": "Diarienummer"}, follow=True)
    asked = page.post(edit, {**held, "help_text": "Muotoa 1/26"})

    number.refresh_from_db()
    assert (number.label_sv, number.help_text) == ("Diarienummer", "Muotoa A/1")
    assert "What others saved meanwhile stays: Help for whoever fills it in." in (
        BeautifulSoup(apart.content, "html.parser").get_text()
    )
    assert asked.status_code == 409
    assert "Rauha Lehto saved theirs on" in text_of(asked)
    chosen = {**held, "help_text": "Muotoa 1/26", "original": carried(asked)}
    assert page.post(edit, {**chosen, "keep-help_text": "mine"}).status_code == 302
    number.refresh_from_db()
    assert number.help_text == "Muotoa 1/26"


def test_a_choice_that_two_renamed_is_asked_about(page, area, rauha):
    choice = area.choices.get(label_fi="hoiva")
    edit = reverse("directory:own_choice_edit", args=[choice.pk])
    held = {"label_fi": "hoiva", "original": opened(page, edit)}
    actions.edit_choice(choice, by=rauha, label=Words("sote", "vård", ""))

    asked = page.post(edit, {**held, "label_fi": "hoito"})
    kept = page.post(edit, {**held, "label_en": "care"})

    choice.refresh_from_db()
    assert (asked.status_code, kept.status_code) == (409, 302)
    assert "Rauha Lehto saved theirs on" in text_of(asked)
    assert choice.said == Words("sote", "vård", "care")
    told = Change.objects.filter(subject=f"directory.ownchoice:{choice.pk}").order_by("pk")
    assert list(told.values_list("field", "new")) == [
        ("label_fi", "sote"),
        ("label_sv", "vård"),
        ("label_en", "care"),
    ]


def test_a_coordinator_does_not_keep_them_and_a_stranger_finds_nothing(browse, aino, sten, area):
    edit = reverse("directory:own_field_edit", args=[area.pk])

    assert browse(aino).get(reverse(INDEX)).status_code == 403
    assert browse(aino).post(edit, {"label_fi": "Oma"}).status_code == 403
    assert browse(sten).get(edit).status_code == 404


def test_the_page_asks_as_much_for_one_field_as_for_ten(
    page, college, area, number, django_assert_max_num_queries
):
    page.get(reverse(INDEX))
    with django_assert_max_num_queries(100) as few:
        page.get(reverse(INDEX))
    for n in range(10):
        actions.add_own_field(
            college,
            thing=Thing.PERSON,
            by=None,
            fields={"label_fi": f"Tieto {n}", "kind": "several"},
            choices=[Words("a", "", ""), Words("b", "", "")],
        )

    with django_assert_max_num_queries(len(few)):
        page.get(reverse(INDEX))


# As JSON


def as_file(told, name="kentat.json"):
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return {"file": SimpleUploadedFile(name, content)}


def brought(page, told):
    return page.post(reverse("directory:own_fields_import"), as_file(told))


def test_what_is_written_out_comes_in_at_another_school(page, browse, area, number, sten):
    GrantFactory(person=sten, role="administrator")
    written = page.get(reverse("directory:own_fields_export")).json()

    brought(browse(sten), written)
    again = browse(sten).get(reverse("directory:own_fields_export")).json()

    assert again == written
    assert [one["key"] for one in written["fields"]] == ["avainalue", "diaarinumero"]
    assert written["fields"][0]["choices"] == [{"fi": "metalli", "en": "metal"}, {"fi": "hoiva"}]


def test_a_known_field_is_renamed_and_gets_the_choices_it_lacks(page, area):
    written = page.get(reverse("directory:own_fields_export")).json()
    written["fields"][0]["label"] = {"fi": "Ala"}
    written["fields"][0]["choices"] = [{"fi": "hoiva"}, {"fi": "puu"}]

    brought(page, written)

    area.refresh_from_db()
    assert (area.label_fi, area.label_en) == ("Ala", "")
    assert [one.label_fi for one in area.choices.order_by("place")] == ["metalli", "hoiva", "puu"]


FIELD = {"thing": "partner", "key": "avainalue", "label": {"fi": "Ala"}, "kind": "text"}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (b"{", "this is not JSON"),
        (b"\xff\xff", "This is not text in UTF-8."),
        (b" " * 1_000_001, "The file is larger than 1 MB"),
        ({"version": 1, "fields": [{**FIELD, "kind": "rahaa"}]}, "Field 1, “kind”: write one of"),
        ({"version": 1, "fields": [{**FIELD, "kind": "choice"}]}, "belong to a field of choices"),
        ({"version": 1, "fields": [FIELD]}, "Key area is here a field of another kind."),
    ],
)
def test_what_is_no_field_is_refused_whole(page, area, told, sentence):
    answer = brought(page, told)

    area.refresh_from_db()
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert (OwnField.objects.count(), area.label_fi) == (1, "Avainalue")
