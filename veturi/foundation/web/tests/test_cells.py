"""Rows of a table as a page shows them: names that lead on, pencils, boxes; nothing is markup."""

from functools import partial

from bs4 import BeautifulSoup
from django.utils.translation import override
from markupsafe import Markup

from veturi.foundation.web import cells
from veturi.foundation.web.columns import Head, Row
from veturi.foundation.web.templates import cell

NAME = Head("name", "Name", numeric=False, sortable=True, sort_url="", sort=None)
SIZE = Head("size", "Size & more", numeric=True, sortable=False, sort_url="", sort=None)
body = partial(cells.body, cell=cell)


def drawn(markup):
    return BeautifulSoup(str(markup), "html.parser")


def row(name="Konepaja <Oy>", edits=None):
    return Row(7, "/partners/7/", [(NAME, name), (SIZE, 1200)], edits or {})


def test_the_name_leads_to_the_thing_and_a_number_reads_as_one():
    found = drawn(body([row()], choosable=False))

    assert found.th.a["href"] == "/partners/7/"
    assert found.th.text == "Konepaja <Oy>"
    assert (found.td["data-label"], found.td["class"]) == ("Size & more", ["r", "num"])
    assert found.td.text.replace("\xa0", " ") == "1 200"
    assert found.input is None
    assert found.select(".pencil") == []


def test_a_row_that_can_be_chosen_has_a_box_that_says_which():
    with override("en"):
        found = drawn(body([row()], choosable=True))

    assert found.input["value"] == "7"
    assert found.input["aria-label"] == "Choose Konepaja <Oy>"


def test_a_pencil_opens_the_field_and_says_what_it_edits():
    with override("en"):
        found = drawn(body([row(edits={"size": "/partners/7/fields/size/"})], choosable=False))

    [pencil] = found.select(".editable > a.pencil")
    assert pencil["href"] == pencil["hx-get"] == "/partners/7/fields/size/"
    assert pencil["aria-label"] == "Edit Size & more: Konepaja <Oy>"
    assert not pencil.has_attr("autofocus")


def test_what_is_markup_already_stays_so():
    found = drawn(body([row(name=Markup("<b>A &amp; B</b>"))], choosable=True))  # noqa: S704 - ours

    assert found.th.b.text == "A & B"


def test_what_was_just_saved_has_the_focus_and_the_way_back():
    undo = Markup("<form></form>")
    found = drawn(cells.shown("uusi", "/f/", "Nimi", "Konepaja", focus=True, after=undo, cell=cell))

    assert found.select_one(".editable > form") is not None
    assert found.select_one(".pencil").has_attr("autofocus")
