"""Groups of the lists and stages of the board by a choice that the school has made itself."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from veturi.directory.actions import own_fields as actions
from veturi.directory.actions.own_values import give_own, give_own_many
from veturi.directory.models import Thing
from veturi.directory.own_fields import own_of
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.history.models import Change
from veturi.foundation.web.board import CARDS
from veturi.foundation.words import Words

pytestmark = pytest.mark.django_db
PARTNERS, PEOPLE = reverse("directory:partners"), reverse("directory:people")


@pytest.fixture
def make(college):
    def made(kind="choice", thing=Thing.PARTNER):
        fields = {"label_fi": f"Tieto {kind}", "kind": kind, "is_filter": True}
        choices = [Words("yksi", "ett", "one"), Words("kaksi", "två", "two")]
        return actions.add_own_field(college, thing=thing, by=None, fields=fields, choices=choices)

    return made


def picks(field):
    return list(field.shape.choices)


@pytest.fixture
def area(make, workshop, bakery, aino):
    field = make()
    give_own(workshop, {field.name: picks(field)[1]}, by=aino)
    return field


def headings(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return [" ".join(one.get_text().split()) for one in page.select("tr.group")]


def stages(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return {
        one["data-to"]: [card.get_text() for card in one.select(".card > a")]
        for one in page.select(".board > .stage")
    }


@pytest.mark.parametrize("sort", ["", "name", "-own_tieto_choice"])
def test_the_list_is_grouped_by_a_choice_in_its_order(
    browse, area, aino, college, workshop, bakery, sort
):
    first, second = picks(area)
    more = [PartnershipFactory(provider=college) for _ in range(3)]
    give_own_many(
        [(more[0], {area.name: first}), (more[1], {area.name: second})], provider=college, by=aino
    )

    answer = browse(aino, "en").get(PARTNERS, {"group": area.name, "sort": sort})

    counted = {"one 1", "two 2", "Not given 2"}
    assert set(headings(answer)) == counted and len(headings(answer)) == 3
    if not sort.startswith("-"):
        assert headings(answer) == ["one 1", "two 2", "Not given 2"]


def test_only_a_field_of_one_choice_groups(browse, make, aino, workshop):
    fields = {kind: make(kind) for kind in ("text", "choice", "several", "truth")}
    page = browse(aino, "en").get(PARTNERS).content.decode()

    offered = [kind for kind, field in fields.items() if f"group={field.name}" in page]
    assert offered == ["choice"]
    for kind in ("text", "several"):
        answer = browse(aino).get(PARTNERS, {"group": fields[kind].name})
        assert (answer.status_code, headings(answer)) == (200, [])


def test_people_are_grouped_by_a_choice_of_theirs(browse, make, otto, aino):
    field = make(thing=Thing.PERSON)
    give_own(otto, {field.name: picks(field)[0]}, by=aino)

    assert headings(browse(aino, "en").get(PEOPLE, {"group": field.name})) == ["one 1"]


def test_the_board_has_a_stage_for_each_choice(browse, area, aino, workshop, bakery):
    first, second = picks(area)

    answer = browse(aino, "en").get(reverse("directory:board"), {"by": area.name})

    assert stages(answer) == {"": [bakery.name], str(first): [], str(second): [workshop.name]}
    assert "Tieto choice" in answer.content.decode()


def test_a_full_stage_leads_to_the_list_of_the_choice(browse, area, aino, college):
    many = [PartnershipFactory(provider=college) for _ in range(CARDS + 1)]
    first = picks(area)[0]
    give_own_many([(one, {area.name: first}) for one in many], provider=college, by=aino)

    page = browse(aino, "en").get(reverse("directory:board"), {"by": area.name}).content.decode()

    assert f'href="/partners/?{area.name}={first}">Show all {CARDS + 1}' in page.replace(
        f"by={area.name}&amp;", ""
    )


def move(page, partnership, **given):
    return page.post(reverse("directory:stage", args=[partnership.pk]), given)


def test_a_card_that_moves_gets_the_choice_and_history_knows(browse, area, aino, workshop):
    first, second = picks(area)
    page = browse(aino, "en")

    assert move(page, workshop, by=area.name, to=str(first)).status_code == 302
    assert own_of(workshop) == {area.name: first}
    move(page, workshop, by=area.name, to="")
    assert own_of(workshop) == {area.name: None}
    told = Change.objects.of(workshop.key).filter(field=area.name).order_by("pk")
    assert list(told.values_list("old", "new", "by")) == [
        ("", str(second), aino.user_id),
        (str(second), str(first), aino.user_id),
        (str(first), "", aino.user_id),
    ]


def test_to_no_choice_of_the_field_and_to_nothing_where_it_must_be_nothing_moves(
    browse, area, aino, workshop, rea
):
    held = own_of(workshop)
    page = browse(aino, "en")
    for by, to in ((area.name, "99999"), (area.name, "x"), ("own_muu", str(picks(area)[0]))):
        assert move(page, workshop, by=by, to=to).status_code == 422
    actions.edit_own_field(area, by=aino, fields={"is_required": True})

    refused = move(page, workshop, by=area.name, to="")

    assert refused.status_code == 422 and "This field is required." in refused.content.decode()
    assert own_of(workshop) == held
    assert move(browse(rea), workshop, by=area.name, to=str(picks(area)[0])).status_code == 403


@pytest.mark.parametrize(
    ("name", "how"), [("directory:partners", "group"), ("directory:board", "by")]
)
def test_groups_and_stages_ask_as_often_with_one_and_many(browse, area, aino, college, name, how):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            browse(aino).get(reverse(name), {how: area.name, "columns": [area.name]})
        return len(queries)

    first = picks(area)[0]
    one_more = PartnershipFactory(provider=college)
    give_own(one_more, {area.name: first}, by=aino)
    few = asked()
    many = [PartnershipFactory(provider=college) for _ in range(20)]
    give_own_many([(one, {area.name: first}) for one in many], provider=college, by=aino)

    assert asked() == few
