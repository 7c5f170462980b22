"""Attachments of partners: added, described anew, put away, handed out; each act in history."""

from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from conftest import NOW, TODAY
from veturi.directory.actions import attachments as actions
from veturi.directory.models import AttachmentType, PartnerAttachment
from veturi.directory.models.attachments import Standing
from veturi.foundation.files.tests import making
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def history_of(key):
    rows = Change.objects.filter(subject=key).order_by("pk")
    return [(row.field, row.old, row.new) for row in rows]


def test_an_attachment_is_kept_with_its_digest_under_a_name_of_its_own(keep, workshop, aino):
    row = keep(title="", until=TODAY)

    assert (row.partnership, row.title, row.name) == (workshop, "sopimus.txt", "sopimus.txt")
    assert (row.size, row.content_type, len(row.digest)) == (8, "text/plain", 64)
    assert (row.added_by, row.added_at, row.until) == (aino, NOW, TODAY)
    assert "sopimus" not in row.file.name
    assert Path(row.file.path).read_bytes() == b"Sovittu."


def test_the_partners_history_names_the_type_and_its_own_the_title(keep, workshop):
    row = keep(title="Salainen liite")

    assert history_of(row.key) == [("made", "", "Salainen liite")]
    [(field, old, new)] = history_of(workshop.key)
    assert (field, old) == ("attachment", "") and "Salainen" not in new


def test_what_is_said_of_it_changes_and_the_file_stays(keep, type_of, aino):
    row = keep()

    fresh = actions.describe(
        row, by=aino, fields={"type": type_of("insurance"), "title": "Vakuutus", "until": TODAY}
    )

    assert (fresh.title, fresh.title_folded, fresh.file.name) == (
        "Vakuutus",
        "vakuutus",
        row.file.name,
    )
    assert {field for field, _old, _new in history_of(row.key)} == {
        "made",
        "type",
        "title",
        "until",
    }


def test_the_last_day_follows_the_first(keep):
    with pytest.raises(ValidationError) as told:
        keep(since=TODAY, until=TODAY - DAY)

    assert not PartnerAttachment.objects.exists()
    assert told.value.messages == ["Viimeinen päivä ei voi olla ennen ensimmäistä."]


def test_it_is_put_away_and_brought_back(keep, aino):
    row = keep()

    put_away = actions.archive(row, by=aino, on=TODAY)
    assert put_away.is_archived and not PartnerAttachment.objects.standing().exists()

    actions.restore(put_away, by=aino)
    assert PartnerAttachment.objects.standing().get() == row
    assert [field for field, _old, _new in history_of(row.key)] == [
        *("made", "archived_on", "archived_by", "archived_on", "archived_by"),
    ]
    assert len(history_of(row.partnership.key)) == 3


@pytest.mark.parametrize(
    ("days", "standing"), [(-1, "stop"), (0, "wait"), (30, "wait"), (31, "ok"), (None, "ok")]
)
def test_how_it_stands_follows_its_last_day(days, standing):
    row = PartnerAttachment(until=None if days is None else TODAY + days * DAY)

    assert row.standing_on(TODAY) == Standing(standing)


def test_a_provider_begins_with_six_types(college, type_of):
    types = AttachmentType.objects.filter(provider=college)

    assert len(types) == 6
    assert [row.code for row in types if row.is_restricted] == ["data_protection"]
    with override("en"):
        assert str(type_of("insurance")) == "Insurance"


def bring(page, partner, **more):
    content = more.pop("content", making.pdf())
    name = more.pop("name", "sopimus.pdf")
    data = {"title": "Sopimus 2027", "until": "31.12.2027", **more}
    if name:
        data["file"] = making.upload(name, content)
    return page.post(reverse("directory:attachment_new", args=[partner.pk]), data)


def test_a_coordinator_adds_one_on_the_page(browse, aino, workshop, type_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = browse(aino, "en")

    answer = bring(page, workshop, type=type_of("agreement").pk)

    row = PartnerAttachment.objects.get()
    assert answer.url == row.get_absolute_url()
    body = page.get(answer.url).content.decode()
    assert "Sopimus 2027" in body and "/preview/" in body and row.digest in body
    tab = page.get(reverse("directory:partner_attachments", args=[workshop.pk])).content.decode()
    assert "Sopimus 2027" in tab and "Attachments<span>1</span>" in tab


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("sopimus.pdf", b"MZ\x90\0", "but the file holds something else"),
        ("ohje.docx", making.office(**{"word/vbaProject.bin": "x"}), "holds macros"),
        ("asenna.exe", b"MZ", "Files of this kind are not taken"),
        ("", b"", "required"),
    ],
)
def test_a_bad_file_is_refused_and_what_was_typed_stays(
    name, content, sentence, browse, aino, workshop, type_of
):
    answer = bring(
        browse(aino, "en"), workshop, name=name, content=content, type=type_of("photo").pk
    )

    body = answer.content.decode()
    assert answer.status_code == 422 and sentence in body
    assert 'value="Sopimus 2027"' in body and 'value="31.12.2027"' in body
    assert f'<option value="{type_of("photo").pk}" selected>' in body
    assert not PartnerAttachment.objects.exists() and not Change.objects.exists()


def test_the_scanner_that_is_silent_is_said_beside_the_field(
    browse, aino, workshop, type_of, settings
):
    settings.VIRUS_SCANNER = ["/nowhere/scanner"]

    answer = bring(browse(aino, "en"), workshop, type=type_of("agreement").pk)

    assert answer.status_code == 422
    assert "The virus scanner does not answer" in answer.content.decode()


def test_days_in_the_wrong_order_are_refused(browse, aino, workshop, type_of):
    answer = bring(browse(aino, "en"), workshop, type=type_of("agreement").pk, since="1.1.2028")

    assert answer.status_code == 422
    body = answer.content.decode()
    assert "The last day follows the first." in body and "Choose the file once more" in body


def test_a_type_of_another_school_is_refused(browse, aino, sten, workshop, type_of):
    answer = bring(browse(aino), workshop, type=type_of("agreement", sten.provider).pk)

    assert answer.status_code == 422 and not PartnerAttachment.objects.exists()


def test_the_file_leaves_as_an_attachment_in_a_sandbox(keep, browse, rea):
    row = keep()

    answer = browse(rea).get(reverse("directory:attachment_file", args=[row.pk]))

    assert answer.content == b"Sovittu."
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''sopimus.txt"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_file_that_was_lost_is_not_there(keep, browse, rea):
    row = keep()
    row.file.storage.delete(row.file.name)

    assert browse(rea).get(reverse("directory:attachment_file", args=[row.pk])).status_code == 404


def test_the_preview_is_our_own_picture(keep, browse, rea):
    row = keep(file=actions.CheckedFile("kuva.png", "image/png", making.picture()))

    answer = browse(rea).get(reverse("directory:attachment_preview", args=[row.pk]))

    assert answer["Content-Type"] == "image/webp" and answer.content[8:12] == b"WEBP"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_what_has_no_preview_says_so(keep, browse, rea):
    row = keep()
    page = browse(rea, "en")

    assert "This file has no preview." in page.get(row.get_absolute_url()).content.decode()
    address = reverse("directory:attachment_preview", args=[row.pk])
    assert page.get(address).status_code == 404


def test_it_is_edited_archived_and_restored_on_its_pages(keep, browse, aino, type_of):
    row, page = keep(until=TODAY), browse(aino, "en")
    address = reverse("directory:attachment_edit", args=[row.pk])
    assert "24.11.2026" in page.get(address).content.decode()

    page.save(address, {"type": type_of("photo").pk, "title": "Kuvauslupa", "until": ""})
    row.refresh_from_db()
    assert (row.title, row.type.code, row.until) == ("Kuvauslupa", "photo", None)

    page.post(reverse("directory:attachment_archive", args=[row.pk]))
    row.refresh_from_db()
    assert row.is_archived
    body = page.get(row.get_absolute_url()).content.decode()
    assert "Archived" in body and "Photo permission" in body

    page.post(reverse("directory:attachment_restoration", args=[row.pk]))
    row.refresh_from_db()
    assert not row.is_archived


def test_what_two_say_of_an_attachment_is_joined_or_asked(keep, browse, aino, antti):
    row, page = keep(), browse(aino, "en")
    address = reverse("directory:attachment_edit", args=[row.pk])
    form = BeautifulSoup(page.get(address).content, "html.parser")
    held = {
        "type": row.type_id,
        "title": row.title,
        "original": form.select_one("[name=original]")["value"],
    }
    actions.describe(row, by=antti, fields={"until": TODAY, "title": "Sopimus 2026"})

    asked = page.post(address, {**held, "title": "Puitesopimus"})
    joined = page.post(address, {**held, "since": "1.1.2026"})

    row.refresh_from_db()
    assert (asked.status_code, joined.status_code) == (409, 302)
    assert "Antti Vuori saved theirs on" in asked.content.decode()
    assert (row.title, row.until) == ("Sopimus 2026", TODAY)
    assert row.since.isoformat() == "2026-01-01"


def test_an_edit_that_is_refused_leaves_what_was_typed(keep, browse, aino, type_of):
    row = keep()

    answer = browse(aino, "en").post(
        reverse("directory:attachment_edit", args=[row.pk]),
        {"type": type_of("photo").pk, "title": "Lupa", "since": "2.1.2027", "until": "1.1.2027"},
    )

    assert answer.status_code == 422 and 'value="Lupa"' in answer.content.decode()
    row.refresh_from_db()
    assert row.title == "Sopimus"


def test_a_type_no_longer_offered_stays_where_it_is(keep, browse, aino, type_of, workshop):
    row = keep()
    actions.archive_type(row.type, by=aino, on=TODAY)
    page, chosen = browse(aino), f'<option value="{row.type_id}"'

    new = page.get(reverse("directory:attachment_new", args=[workshop.pk])).content.decode()
    edit = page.get(reverse("directory:attachment_edit", args=[row.pk])).content.decode()

    assert (chosen in new, chosen in edit) == (False, True)
