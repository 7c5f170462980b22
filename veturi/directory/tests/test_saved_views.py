"""Views saved of a list: one's own, shared, pinned, opened by."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from veturi.directory.actions import saved_views as actions
from veturi.directory.models import DefaultView, PinnedView, SavedView

pytestmark = pytest.mark.django_db
LIST = "directory:partners"
NEW = "/views/new/"


@pytest.fixture
def save():
    def saved(person, *, name="Rakentajat", query="q=rakennus&sort=-name", shared="", page=LIST):
        return actions.save_view(
            of=LIST, page=page, query=query, name=name, shared_with=shared, by=person
        )

    return saved


def given(**changes):
    start = {"of": LIST, "page": LIST, "query": "q=leipomo", "name": "Leipurit", "shared_with": ""}
    return {**start, **changes}


def seen(page, selector):
    """The texts of what the page shows."""
    found = BeautifulSoup(page.content, "html.parser").select(selector)
    return [" ".join(one.get_text().split()) for one in found]


def value(page, name):
    field = BeautifulSoup(page.content, "html.parser").select_one(f"main [name={name}]")
    return field["value"]


def test_the_list_as_it_is_now_is_saved_under_a_name(aino, browse):
    answer = browse(aino).post(
        NEW, given(query="q=leipomo&page=3&municipality=&export=csv&chosen=1")
    )

    view = SavedView.objects.get()
    assert (view.query, view.person, view.shared_with) == ("q=leipomo", aino, "")
    assert answer.url == f"/partners/?q=leipomo&view={view.pk}"


def test_the_form_keeps_what_the_list_asked(aino, browse):
    page = browse(aino).get(NEW, {"of": LIST, "page": "directory:board", "query": "by=owner"})

    assert value(page, "query") == "by=owner"


def test_two_views_of_one_name_are_refused_and_what_was_typed_stays(aino, browse, save):
    save(aino, name="Leipurit")

    page = browse(aino, "en").post(NEW, given())

    assert page.status_code == 422
    assert "You have a view of this name already." in page.content.decode()
    assert value(page, "query") == "q=leipomo"
    assert SavedView.objects.count() == 1


def test_only_lists_can_be_saved(aino, browse):
    page = browse(aino, "en").post(NEW, given(page="desk:home"))

    assert page.status_code == 422
    assert "Views can be saved of lists only" in page.content.decode()


def test_a_view_can_be_kept_in_the_menu_and_opened_by_at_once(aino, browse):
    browse(aino).post(NEW, given(is_pinned="on", is_default="on"))

    view = SavedView.objects.get()
    assert PinnedView.objects.get().view == view
    assert DefaultView.objects.get().view == view


def test_one_sees_ones_own_and_what_is_shared_with_one(aino, mika, rauha, sten, browse, save):
    save(aino, name="Oma")
    save(aino, name="Kaikkien", shared="everybody")
    save(aino, name="Opettajien", shared="teacher")
    save(sten, name="Naapurin", shared="everybody")

    tabs = {
        person: seen(browse(person, "en").get("/partners/?view="), ".shelf .tabs a")
        for person in (aino, mika, rauha)
    }

    assert tabs[aino] == ["All", "Kaikkien", "Oma", "Opettajien"]
    assert tabs[mika] == ["All", "Kaikkien", "Opettajien"]
    assert tabs[rauha] == ["All", "Kaikkien"]


def test_a_view_narrows_the_list_and_says_whose_it_is(aino, mika, bakery, workshop, browse, save):
    view = save(aino, query="q=leipomo", shared="everybody")

    page = browse(mika, "en").get(view.get_absolute_url())

    assert seen(page, "tbody th") == [bakery.name]
    assert seen(page, ".shelf .sheet p") == ["Made by Aino Salmela, seen by: everybody here"]
    assert "Remove the view" not in page.content.decode()


def test_a_changed_list_can_be_saved_to_its_view(aino, browse, save):
    view = save(aino, query="q=leipomo")
    page = browse(aino, "en").get(f"/partners/board/?q=paja&view={view.pk}")
    assert "Save the changes to the view" in page.content.decode()

    browse(aino).post(
        reverse("directory:view_update", args=[view.pk]),
        {"page": "directory:board", "query": "q=paja"},
    )

    view.refresh_from_db()
    assert (view.page, view.query) == ("directory:board", "q=paja")


def test_a_view_is_not_changed_to_what_is_no_list(aino, browse, save):
    view = save(aino, query="q=leipomo")

    browse(aino).post(
        reverse("directory:view_update", args=[view.pk]), {"page": "desk:home", "query": "q=x"}
    )

    view.refresh_from_db()
    assert (view.page, view.query) == (LIST, "q=leipomo")


def test_name_and_audience_can_be_changed(aino, browse, save):
    view = save(aino)
    other = save(aino, name="Toinen")
    address = reverse("directory:view_edit", args=[view.pk])

    browse(aino).save(address, {"name": "Talkoot", "shared_with": "everybody"})
    again = browse(aino).save(address, {"name": other.name, "shared_with": ""})

    view.refresh_from_db()
    assert (view.name, view.shared_with) == ("Talkoot", "everybody")
    assert again.status_code == 422


def test_the_form_of_a_view_shows_what_it_is_called(aino, browse, save):
    page = browse(aino).get(reverse("directory:view_edit", args=[save(aino).pk]))

    assert value(page, "name") == "Rakentajat"


def test_a_shared_view_is_kept_by_its_maker_and_by_who_keeps_rules(aino, mika, antti, browse, save):
    view = save(aino, shared="everybody")
    address = reverse("directory:view_removal", args=[view.pk])

    assert browse(mika).post(address).status_code == 403
    assert browse(antti).post(address).url == "/partners/?view="
    assert not SavedView.objects.exists()


def test_anothers_own_view_is_not_there(aino, mika, browse, save):
    view = save(aino)

    for name in ("view_edit", "view_update", "view_removal", "view_pin", "view_default"):
        answer = browse(mika).post(reverse(f"directory:{name}", args=[view.pk]))
        assert answer.status_code == 404


def test_a_pinned_view_is_in_the_menu_until_taken_out(aino, mika, browse, save):
    view = save(aino, shared="everybody")
    address = reverse("directory:view_pin", args=[view.pk])

    browse(mika).post(address)
    assert view.name in browse(mika).get("/").content.decode()
    assert view.name not in browse(aino).get("/").content.decode()

    browse(mika).post(address, {"away": "1"})
    assert view.name not in browse(mika).get("/").content.decode()


def test_a_list_opens_by_the_default_view_until_asked_otherwise(aino, browse, save):
    view, page = save(aino), browse(aino)
    address = reverse("directory:view_default", args=[view.pk])

    page.post(address)
    assert page.get("/partners/").url == view.get_absolute_url()
    assert page.get("/partners/?view=").status_code == 200

    page.post(address, {"away": "1"})
    assert page.get("/partners/").status_code == 200


def test_levels_and_reciprocity_open_by_their_default_views_too(aino, browse):
    for of in ("levels:index", "reciprocity:index"):
        view = actions.save_view(of=of, page=of, query="", name="Oma", shared_with="", by=aino)
        actions.open_by(view, by=aino)
        assert browse(aino).get(reverse(of)).url == view.get_absolute_url()


def test_a_default_view_no_longer_shared_is_not_opened(aino, mika, browse, save):
    view = save(aino, shared="everybody")
    actions.open_by(view, by=mika)

    actions.rename_view(view, name=view.name, shared_with="")

    assert browse(mika).get("/partners/").status_code == 200


def test_views_and_pins_are_named(aino, save):
    view = save(aino)
    actions.pin(view, by=aino)
    actions.open_by(view, by=aino)

    assert str(view) == "Rakentajat"
    assert str(PinnedView.objects.get()) == f"{aino.pk}: {view.pk}"
    assert str(DefaultView.objects.get()) == f"{aino.pk}: {LIST}"


def test_the_bar_asks_as_often_with_one_and_many_views(aino, browse, save):
    save(aino)
    with CaptureQueriesContext(
        connection,
    ) as one:
        browse(aino).get("/partners/?view=")
    for number in range(30):
        save(aino, name=f"Näkymä {number}")
    with CaptureQueriesContext(connection) as many:
        browse(aino).get("/partners/?view=")

    assert len(one) == len(many)
