"""Keys of another school in what is sent: refused, and nothing of ours or theirs is changed."""

import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from conftest import NOW
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import partners
from veturi.directory.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    PositionFactory,
    staff,
)
from veturi.foundation.accounts.models import User
from veturi.insight.levels.actions import catch_up
from veturi.ledger.models import Promise
from veturi.surfaces.imports.models import Import, Row

pytestmark = pytest.mark.django_db
# All that is ours but the user, whose last sign-in is written down.
OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("veturi.") and model is not User
]


def everything():
    """Every row of every table, to see that none has changed."""
    return {model: list(model._default_manager.order_by("pk").values()) for model in OURS}


def day(offset=0):
    return f"{timezone.localdate() + timedelta(days=offset):%d.%m.%Y}"


@pytest.fixture
def school():
    """A school's partner, contact, colleague, site, tag and open promise, by what they are."""

    def furnish(person, name):
        provider = person.provider
        organisation = OrganisationFactory(private_to=provider, name=f"{name} Oy")
        partner = PartnershipFactory(provider=provider, organisation=organisation)
        contact = PersonFactory(provider=provider, given_name=name, family_name="Yhteyshenkilö")
        PositionFactory(provider=provider, person=contact, partnership=partner)
        partners.set_tags(partner, names=[f"{name}-tunniste"], by=person)
        what = encounters.Logged(
            kind="encounters.met", on=timezone.localdate(), partners=[partner], present=[contact]
        )
        promise = encounters.agree_next(
            partner,
            text=f"{name}: soita",
            due=timezone.localdate(),
            owner=person,
            by=person,
            at=timezone.now(),
        )
        met = encounters.log(what, by=person, at=timezone.now())
        catch_up(provider, on=timezone.localdate())
        return {
            "partner": partner,
            "contact": contact,
            "colleague": staff(provider, f"{name}kollega", "Virkala", "management"),
            "site": partners.add_site(partner, by=person, fields={"name": f"{name}halli"}),
            "tag": partner.taggings.get().tag,
            "promise": promise,
            "encounter": met,
        }

    return furnish


@pytest.fixture
def own(school, aino):
    return school(aino, "Oma")


@pytest.fixture
def foreign(school, sten):
    return school(sten, "Vieras")


PARTNER = {"name": "Pata Oy", "kind": "company", "phase": "identified", "since": day()}
LOGGED = {"kind": "encounters.met", "on": day(), "sight": "internal"}
# address, whose page it is (none: nobody's), what is sent beside, the field, the thing in it
SENT = [
    ("directory:partner_new", "", {**PARTNER, "made_sure": "1"}, "owner", "colleague"),
    ("directory:partner_new", "", {**PARTNER, "made_sure": "1"}, "deputy", "colleague"),
    ("directory:partner_new", "", {**PARTNER, "made_sure": "1"}, "sponsor", "colleague"),
    ("directory:partner_edit", "partner", PARTNER, "owner", "colleague"),
    ("directory:partner_edit", "partner", PARTNER, "deputy", "colleague"),
    ("directory:partner_edit", "partner", PARTNER, "sponsor", "colleague"),
    ("directory:succession", "other", {"kind": "merger", "on": day()}, "successor", "partner"),
    ("directory:position_new", "other", {"role": "director"}, "person", "contact"),
    ("directory:site_new", "partner", {"name": "Osa"}, "parent", "site"),
    ("encounters:promise_new", "partner", {"text": "Soita", "due": day(7)}, "owner", "colleague"),
    ("encounters:move", "promise", {"due": day(7)}, "owner", "colleague"),
    ("encounters:correction", "encounter", LOGGED, "present", "contact"),
    ("quick:entry", "", LOGGED, "partner", "partner"),
    ("quick:entry", "", {**LOGGED, "partner": "own"}, "keeps", "promise"),
    ("quick:entry", "", {**LOGGED, "partner": "own"}, "present", "contact"),
    (
        "quick:entry",
        "",
        {**LOGGED, "partner": "own", "next_text": "Soita", "next_due": day(7)},
        "next_owner",
        "colleague",
    ),
]


@pytest.fixture
def send(browse, aino, own, college):
    other = PartnershipFactory(provider=college)
    things = {**own, "other": other}

    def posted(name, whose, data, more):
        address = reverse(name, args=[things[whose].pk] if whose else [])
        if data.get("partner") == "own":
            data = {**data, "partner": own["partner"].pk}
        return browse(aino).save(address, {**data, **more})

    return posted


@pytest.mark.parametrize(("name", "whose", "data", "field", "thing"), SENT)
def test_a_foreign_key_is_refused_and_leaves_no_trace(
    name, whose, data, field, thing, send, foreign
):
    before = everything()

    answer = send(name, whose, data, {field: foreign[thing].pk})

    assert answer.status_code == 422
    assert "Vieras" not in answer.content.decode()
    assert everything() == before


@pytest.mark.parametrize(("name", "whose", "data", "field", "thing"), SENT)
def test_with_a_key_of_ones_own_the_same_goes_through(name, whose, data, field, thing, send, own):
    answer = send(name, whose, data, {field: own[thing].pk})

    assert answer.status_code == 302


@pytest.mark.parametrize("thing", ["promise", "contact"])
def test_what_is_of_another_partner_of_ours_is_refused_too(thing, send, own, bakery):
    field = {"promise": "keeps", "contact": "present"}[thing]
    before = everything()

    answer = send("quick:entry", "", {**LOGGED, "partner": bakery.pk}, {field: own[thing].pk})

    assert answer.status_code == 422
    assert everything() == before


def test_a_site_is_opened_on_its_own_partners_page_only(browse, aino, own, foreign, bakery):
    page, before = browse(aino), everything()
    for partner, site in [
        (own["partner"], foreign["site"]),
        (bakery, own["site"]),
        (foreign["partner"], own["site"]),
        (foreign["partner"], foreign["site"]),
    ]:
        address = reverse("directory:site", args=[partner.pk, site.pk])
        assert page.get(address).status_code == 404
        assert page.post(address, {"name": "Kaapattu"}).status_code == 404

    assert everything() == before


def test_a_school_where_one_is_nobody_is_not_chosen(browse, aino, own, sten):
    page = browse(aino)

    page.post(reverse("directory:provider"), {"provider": sten.provider_id})

    assert "Sten" not in page.get("/").content.decode()
    assert aino.provider.name in page.get("/").content.decode()


@pytest.mark.parametrize(
    ("name", "field", "thing"),
    [
        ("directory:partners", "owner", "colleague"),
        ("directory:partners", "tag", "tag"),
        ("quick:entry", "partner", "partner"),
        ("quick:entry", "keeps", "promise"),
    ],
)
def test_a_foreign_key_in_an_address_shows_nothing_of_theirs(
    name, field, thing, browse, aino, own, foreign
):
    answer = browse(aino).get(reverse(name), {field: foreign[thing].pk})

    assert answer.status_code == 200
    assert "Vieras" not in answer.content.decode()


def imported(person, name):
    return Import.objects.create(
        provider=person.provider,
        name=f"{name}.csv",
        sheet=name,
        headers=["Nimi"],
        mapping={"0": "name"},
        uploaded_at=NOW,
        uploaded_by=person,
        checked_at=NOW,
    )


def test_a_foreign_row_is_not_mended_through_ones_own_import(browse, aino, sten):
    mine, theirs = imported(aino, "oma"), imported(sten, "vieras")
    row = Row.objects.create(
        provider=sten.provider, imported=theirs, number=2, cells=["Vieras Oy"], proposed="create"
    )

    browse(aino).post(
        reverse("imports:rows", args=[mine.pk]),
        {
            f"cell-{row.pk}-name": "Kaapattu",
            f"was-{row.pk}-name": "Vieras Oy",
            f"choice-{row.pk}": "skip",
        },
    )

    row.refresh_from_db()
    assert (row.fixed, row.choice) == ({}, "")


@pytest.mark.parametrize("page", ["sheet", "mapping", "rows", "run", "report", "reversal"])
def test_a_foreign_import_is_not_there(page, browse, aino, sten):
    theirs = imported(sten, "vieras")
    address = reverse(f"imports:{page}", args=[theirs.pk])

    answers = {browse(aino).get(address).status_code, browse(aino).post(address).status_code}
    assert answers <= {404, 405} and 404 in answers


@pytest.mark.parametrize("name", ["directory:partners", "directory:people", "levels:index"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_holds_ones_own_only(name, kind, browse, aino, own, foreign):
    answer = browse(aino).get(reverse(name), {"export": kind, "whose": "all"})
    text = as_text(answer.content, kind)

    assert "Oma" in text and "Vieras" not in text


def as_text(content, kind):
    if kind == "csv":
        return content.decode("utf-8-sig")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


@pytest.mark.parametrize(
    ("name", "field"),
    [("directory:alike", "name"), ("directory:suggestions", "q"), ("find:page", "q")],
)
def test_what_is_asked_while_typing_is_answered_from_ones_own(
    name, field, browse, aino, sten, own, foreign
):
    for person, is_told in ((aino, False), (sten, True)):
        body = browse(person).get(reverse(name), {field: "vieras oy"}).content.decode()
        assert ("Vieras Oy" in body) == is_told


def test_a_foreign_promise_stays_as_it_is(browse, aino, foreign):
    page, promise = browse(aino), foreign["promise"]
    for name in ("move", "letting_go"):
        address = reverse(f"encounters:{name}", args=[promise.pk])
        assert page.post(address, {"due": day(30), "owner": aino.pk}).status_code == 404

    assert Promise.objects.get(pk=promise.pk) == promise
    assert Promise.objects.get(pk=promise.pk).due == promise.due
