"""Above a list stand the filters used most; the rest opens, and is open while it narrows."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from veturi.directory.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
FIRST = ["q", "municipality", "owner", "phase"]


def filters(page, name="directory:partners", **query):
    html = page.get(reverse(name), query).content
    return BeautifulSoup(html, "html.parser").select_one("form.filters")


def names(fields):
    return [one["name"] for one in fields]


def test_the_four_used_most_are_shown_and_the_rest_is_folded(browse, aino):
    form = filters(browse(aino))

    assert names(form.select(":scope > .field :is(input, select)")) == FIRST
    assert not form.details.has_attr("open")
    rest = names(form.details.select(".field :is(input, select)"))
    assert rest == ["kind", "tag", "region", "near", "km", "archived"]


@pytest.mark.parametrize(
    ("query", "is_open"), [({"kind": "company"}, True), ({"km": "5"}, True), ({"q": "kone"}, False)]
)
def test_it_is_open_while_one_of_it_narrows(browse, aino, query, is_open):
    assert filters(browse(aino), **query).details.has_attr("open") == is_open


def test_few_filters_are_all_shown(browse, aino):
    form = filters(browse(aino), "directory:people")

    assert form.details is None
    assert names(form.select(".field :is(input, select)")) == ["q", "role", "whose", "archived"]


def test_owners_are_offered_by_name_and_only_ours(browse, aino, college, otto):
    PersonFactory(provider=college, is_ours=True, given_name="", family_name="Aalto")

    options = filters(browse(aino)).select("select[name=owner] option")

    told = {one["value"]: one.text for one in options}
    assert told[str(aino.pk)] == str(aino)
    assert "Aalto" in told.values()
    assert str(otto.pk) not in told
