"""Who sees which attachments: roles, schools, those for coordinators, merged partners, the list."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from conftest import NOW, TODAY
from veturi.directory import exporting
from veturi.directory.access import opened_by
from veturi.directory.actions import attachments as actions
from veturi.directory.actions import exports
from veturi.directory.actions.merging import merge, undo
from veturi.directory.models import Export, PartnerAttachment
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.files.checking import check
from veturi.foundation.files.tests import making
from veturi.foundation.trail.models import Trace

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OPENED = ("attachment", "attachment_file", "attachment_preview")
CHANGED = ("attachment_edit", "attachment_archive", "attachment_restoration")


def statuses(page, names, key):
    found = {}
    for name in names:
        address = reverse(f"directory:{name}", args=[key])
        status = page.post(address).status_code
        found[name] = page.get(address).status_code if status == 405 else status
    return found


@pytest.mark.parametrize("restricted", ["mark", "type"])
@pytest.mark.parametrize("who", ["rea", "mika", "rauha"])
def test_what_is_for_coordinators_is_shut_to_others(restricted, who, keep, browse, request):
    person = request.getfixturevalue(who)
    more = {"is_restricted": True} if restricted == "mark" else {"code": "data_protection"}
    row = keep(title="Rekisterinpito 2026", until=TODAY, **more)
    page = browse(person)

    assert set(statuses(page, OPENED + CHANGED, row.pk).values()) == {403}
    for name, args in (("attachments", []), ("partner_attachments", [row.partnership_id])):
        assert (
            "Rekisterinpito 2026"
            not in page.get(reverse(f"directory:{name}", args=args)).content.decode()
        )
    assert (
        "Rekisterinpito 2026" not in page.get(row.partnership.get_absolute_url()).content.decode()
    )
    history = reverse("directory:partner_history", args=[row.partnership_id])
    assert "Rekisterinpito 2026" not in page.get(history).content.decode()
    assert list(opened_by(person, on=TODAY)) == []


@pytest.mark.parametrize("who", ["aino", "antti"])
def test_coordinators_and_administrators_open_them(who, keep, browse, request):
    row = keep(title="Rekisterinpito 2026", is_restricted=True, until=TODAY)
    page = browse(request.getfixturevalue(who))

    assert page.get(row.get_absolute_url()).status_code == 200
    assert "Rekisterinpito 2026" in page.get(row.partnership.get_absolute_url()).content.decode()
    assert "Rekisterinpito 2026" in page.get(reverse("directory:attachments")).content.decode()


@pytest.mark.parametrize("who", ["rea", "mika", "rauha"])
def test_everybody_opens_the_others_and_only_who_edits_partners_changes_them(
    who, keep, browse, workshop, request
):
    row, page = keep(), browse(request.getfixturevalue(who))

    assert page.get(row.get_absolute_url()).status_code == 200
    assert set(statuses(page, CHANGED, row.pk).values()) == {403}
    new = reverse("directory:attachment_new", args=[workshop.pk])
    assert page.get(new).status_code == page.post(new).status_code == 403


def test_to_another_school_nothing_is_there(keep, browse, sten, workshop):
    row, page = keep(title="Meidän sopimus"), browse(sten)

    assert set(statuses(page, OPENED + CHANGED, row.pk).values()) == {404}
    assert statuses(page, ["partner_attachments", "attachment_new"], workshop.pk) == {
        "partner_attachments": 404,
        "attachment_new": 404,
    }
    assert "Meidän" not in page.get(reverse("directory:attachments")).content.decode()


def test_a_stranger_at_the_door_gets_nothing(keep, browse):
    row = keep()

    answer = browse().get(reverse("directory:attachment_file", args=[row.pk]))

    assert answer.status_code == 302 and "sign-in" in answer.url


def test_merged_partners_show_both_and_parted_each_its_own(keep, browse, aino, workshop, bakery):
    ours, theirs = keep(workshop, title="Pajan"), keep(bakery, title="Leipomon")
    page = browse(aino)

    def on_page_of(partner):
        answer = page.get(reverse("directory:partner_attachments", args=[partner.pk]), follow=True)
        body = answer.content.decode()
        return {row.title for row in (ours, theirs) if row.title in body}

    row = merge(workshop, bakery, take=[], by=aino, at=NOW)
    assert on_page_of(workshop) == on_page_of(bakery) == {"Pajan", "Leipomon"}
    assert bakery.name in page.get(theirs.get_absolute_url()).content.decode()
    later = keep(bakery.__class__.objects.get(pk=bakery.pk), title="Myöhempi")
    assert later.partnership == workshop

    undo(row, by=aino, at=NOW)
    assert on_page_of(workshop) == {"Pajan"}
    assert on_page_of(bakery) == {"Leipomon"}


def test_of_a_partner_taken_back_nothing_is_seen(keep, browse, aino, workshop):
    row = keep()
    workshop.archived_on, workshop.archived_by, workshop.taken_back_on = TODAY, aino, TODAY
    workshop.save()

    assert browse(aino).get(row.get_absolute_url()).status_code == 404


@pytest.fixture
def several(keep, aino, type_of, bakery):
    """One of each validity."""
    keep(title="Mennyt", until=TODAY - DAY)
    keep(title="Pian", until=TODAY + 20 * DAY, code="insurance")
    keep(title="Keväällä", until=TODAY + 80 * DAY)
    keep(title="Syksyllä", until=TODAY + 300 * DAY)
    keep(bakery, title="Pysyvä")
    actions.archive(keep(title="Vanha"), by=aino, on=TODAY)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "Mennyt Pian Keväällä Syksyllä Pysyvä"),
        ({"expires": "over"}, "Mennyt"),
        ({"expires": "30"}, "Pian"),
        ({"expires": "90"}, "Pian Keväällä"),
        ({"expires": "365"}, "Pian Keväällä Syksyllä"),
        ({"expires": "open"}, "Pysyvä"),
        ({"archived": "1"}, "Vanha"),
        ({"q": "keväällä"}, "Keväällä"),
        ({"q": "leipomo"}, "Pysyvä"),
        ({"type": "insurance"}, "Pian"),
    ],
)
def test_the_list_is_narrowed_by_type_and_by_what_expires(
    asked, found, several, browse, aino, type_of, time_machine_today
):
    if "type" in asked:
        asked = {"type": type_of(asked["type"]).pk}

    body = browse(aino).get(reverse("directory:attachments"), asked).content.decode()

    titles = ("Mennyt", "Pian", "Keväällä", "Syksyllä", "Pysyvä", "Vanha")
    assert [title for title in titles if f">{title}</a>" in body] == found.split()


@pytest.fixture
def time_machine_today():
    import time_machine

    with time_machine.travel(NOW, tick=False):
        yield


def test_the_list_is_ordered_alike_on_both_databases(several, browse, aino, time_machine_today):
    address = reverse("directory:attachments")

    body = browse(aino).get(address, {"sort": "-until"}).content.decode()

    assert body.index("Pysyvä") < body.index("Syksyllä") < body.index("Mennyt")


def test_the_list_is_grouped_by_type(several, browse, aino, type_of, time_machine_today):
    body = browse(aino).get(reverse("directory:attachments"), {"group": "type"}).content.decode()

    for code, count in (("agreement", 4), ("insurance", 1)):
        assert f'{type_of(code)} <span class="n">{count}</span>' in body


def test_a_long_list_is_written_in_the_background(
    several, browse, aino, monkeypatch, time_machine_today
):
    monkeypatch.setattr(exporting, "AT_ONCE", 2)

    answer = browse(aino).get(reverse("directory:attachments"), {"export": "csv", "expires": "365"})
    assert answer.status_code == 302
    [export] = Export.objects.select_related("job")
    while exports.step(export.job, at=NOW):
        pass

    assert "Keväällä" in exports.file_of(export).read_text("utf-8-sig")


def test_the_list_is_exported_as_it_is_seen(several, browse, aino, rauha, keep, time_machine_today):
    keep(title="Salattu", is_restricted=True)
    address = reverse("directory:attachments")

    def exported(person):
        answer = browse(person).get(address, {"export": "xlsx"})
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        return {row[0] for row in book.get_sheet_by_index(0).to_python()[1:]}

    everything = {"Mennyt", "Pian", "Keväällä", "Syksyllä", "Pysyvä"}
    assert exported(rauha) == everything
    assert exported(aino) == {*everything, "Salattu"}


def test_who_exports_no_lists_exports_none(several, browse, mika):
    answer = browse(mika).get(reverse("directory:attachments"), {"export": "csv"})

    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["attachments", "partner_attachments"])
def test_a_list_costs_the_same_with_1_and_40(name, keep, browse, aino, workshop):
    page = browse(aino)
    address = reverse(f"directory:{name}", args=[workshop.pk] if "partner" in name else [])
    keep()
    page.get(address)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page.get(address)
        costs.append(len(queries))
        for _number in range(40):
            keep(until=TODAY)
            keep(PartnershipFactory(provider=workshop.provider), until=TODAY)

    assert costs[0] == costs[1]
    assert PartnerAttachment.objects.count() == 161


# What is opened stands in the access log.


def noted(row):
    rows = Trace.objects.filter(subject=row.key).order_by("pk")
    return list(rows.values_list("what", "by", "label", "details"))


def opened_all(page, row):
    for name in ("attachment", "attachment_preview", "attachment", "attachment_file"):
        assert page.get(reverse(f"directory:{name}", args=[row.pk])).status_code == 200


def test_opening_is_noted_once_an_hour_and_each_download(keep, browse, rea, otto, time_machine):
    time_machine.move_to(NOW, tick=False)
    file = check(making.upload("lupa.pdf", making.pdf()))
    row = keep(title="Kuvauslupa", person=otto, file=file)
    opened_all(browse(rea), row)
    time_machine.move_to(NOW + timedelta(minutes=30), tick=False)
    opened_all(browse(rea), row)

    whose = {"of": [str(row.partnership), "Otto Ohjaaja"]}
    seen = ("file_opened", rea.user_id, "Kuvauslupa", whose)
    taken = ("file_taken", rea.user_id, "Kuvauslupa", whose)
    assert noted(row) == [seen, taken, taken]
    time_machine.move_to(NOW + timedelta(hours=2), tick=False)
    opened_all(browse(rea), row)
    assert noted(row) == [seen, taken, taken, seen, taken]


def test_another_attachment_is_noted_beside_it(keep, browse, rea):
    one, other = keep(title="Sopimus"), keep(title="Vakuutus")
    for row in (one, other):
        browse(rea).get(row.get_absolute_url())

    assert [[what for what, *_rest in noted(row)] for row in (one, other)] == [["file_opened"]] * 2


def test_who_is_refused_leaves_no_trace(keep, browse, rea, sten):
    row = keep(is_restricted=True)
    for person in (rea, sten):
        statuses(browse(person), OPENED, row.pk)

    assert noted(row) == []


def test_a_file_that_is_gone_was_not_taken(keep, browse, aino):
    row = keep()
    row.file.storage.delete(row.file.name)

    assert browse(aino).get(reverse("directory:attachment_file", args=[row.pk])).status_code == 404
    assert noted(row) == []
