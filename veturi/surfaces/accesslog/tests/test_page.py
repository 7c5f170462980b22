"""The page of the access log: searched, turned, taken out; for whoever keeps the staff."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.directory.actions import merging, people
from veturi.directory.models import AttachmentType, PartnerAttachment, Role
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.history.models import Change
from veturi.foundation.trail.actions import Step, erase, leave, leave_many
from veturi.foundation.trail.models import Seal, Trace, What
from veturi.foundation.trail.sealing import seal_everything
from veturi.surfaces.accesslog import reading
from veturi.surfaces.accesslog.reading import Asked, Place, page_of, pages_of

pytestmark = pytest.mark.django_db
LOG = "/access-log/"


def views_of(person, *, by, many=1, at=NOW):
    leave_many(
        Step(
            *(What.VIEWED, person.provider.scope, by.user, at + timedelta(minutes=n)),
            subject=person.key,
            label=str(person),
        )
        for n in range(many)
    )


@pytest.fixture
def log(browse, antti):
    """The page in English, with this query, as words."""

    def read(**query):
        answer = browse(antti, language="en").get(LOG, query)
        assert answer.status_code == 200
        return answer.content.decode().split("<tbody>")[-1].split("</tbody>")[0]

    return read


def test_a_view_is_told_in_words(log, aino, otto):
    views_of(otto, by=aino)

    rows = log()
    assert "Aino Salmela" in rows and "Looked at a person" in rows
    assert f'<a href="{otto.get_absolute_url()}">Otto Ohjaaja</a>' in rows


def test_a_change_is_told_from_what_to_what(log, aino, otto):
    people.edit_person(otto, by=aino, fields={"phone": "+358 40 1234567"})

    assert 'Phone: <span class="muted">–</span> → +358 40 1234567' in log()


def test_what_was_shown_in_finnish_and_swedish(browse, antti, aino, otto):
    views_of(otto, by=aino)

    for language in ("fi", "sv"):
        assert "Otto Ohjaaja" in browse(antti, language=language).get(LOG).content.decode()


def test_whose_it_is_to_see(browse, antti, aino, mika, rauha, rea):
    answers = [browse(one).get(LOG).status_code for one in (antti, aino, mika, rauha, rea)]

    assert answers == [200, 403, 403, 403, 403]


def test_another_school_sees_nothing_of_it(browse, sten, aino, otto):
    people.grant(sten, role=Role.ADMINISTRATOR, by=None, since=TODAY - timedelta(days=9))
    views_of(otto, by=aino)
    page = browse(sten)

    for query in ({}, {"person": otto.pk}, {"export": "csv"}):
        assert "Otto" not in page.get(LOG, query).content.decode()


def test_nothing_yet_is_said(browse, antti):
    page = browse(antti, language="en").get(LOG).content.decode()

    assert "Nothing is noted yet." in page and "Nothing is sealed yet." in page


def test_the_latest_seal_stands_on_the_page(browse, antti, aino, otto):
    views_of(otto, by=aino)
    seal_everything(at=NOW)

    assert Seal.objects.order_by("number").last().digest in browse(antti).get(LOG).content.decode()


@pytest.fixture
def type_of(college):
    return AttachmentType.objects.create(provider=college, name="Lupa")


@pytest.fixture
def busy(aino, mika, otto, workshop, college, antti):
    """Something of every kind."""
    views_of(otto, by=aino)
    people.edit_person(otto, by=mika, fields={"title": "Työnjohtaja"})
    twin = PartnershipFactory(provider=college)
    merging.merge(workshop, twin, take=[], by=aino, at=NOW)
    people.grant(mika, role=Role.COORDINATOR, by=antti, since=TODAY)
    common = {"scope": college.scope, "by": aino.user, "at": NOW}
    leave(What.SIGNED_IN, subject=aino.key, label=str(aino), details={"ways": ["totp"]}, **common)
    given = {"rows": 3, "format": "csv", "filter": "Owner: Aino"}
    leave(What.EXPORTED, subject="directory.list:partners", details=given, **common)
    leave(What.FILE_TAKEN, label="Sopimus.pdf", details={"of": ["Konepaja"]}, **common)
    leave(What.IMPORTED, subject="imports.import:1", label="kumppanit.xlsx", **common)
    erase(["directory.person:0"], scope=college.scope, by=antti.user, at=NOW)


SAYS = {
    "views": "Looked at a person",
    "changes": "Työnjohtaja",
    "merges": "Merged",
    "permissions": "Role of ours",
    "sign_ins": "a code",
    "exports": "3 rows · CSV · Owner: Aino",
    "files": "Sopimus.pdf",
    "imports": "kumppanit.xlsx",
    "erasings": "0 rows",
}


@pytest.mark.parametrize("kind", SAYS)
def test_each_kind_is_found_by_itself(log, busy, kind):
    rows = log(what=kind)

    assert [name for name, words in SAYS.items() if words in rows] == [kind]


def test_by_whom(log, busy, mika):
    assert "Työnjohtaja" in log(by=mika.pk)
    assert "Looked at a person" not in log(by=mika.pk)


def test_about_whom(log, busy, otto, workshop):
    of_otto, of_workshop = log(person=otto.pk), log(partner_text=workshop.name)

    assert "Työnjohtaja" in of_otto and "Merged" not in of_otto
    assert "Merged" in of_workshop and "Työnjohtaja" not in of_workshop


def test_an_attachment_is_found_by_whose_it_is(log, aino, workshop, bakery, otto, type_of):
    row = PartnerAttachment.objects.create(
        provider=workshop.provider,
        partnership=workshop,
        person=otto,
        type=type_of,
        title="Kuvauslupa",
        size=1,
        added_at=NOW,
        added_by=aino,
    )
    given = {"label": row.title, "details": {"of": [str(workshop), str(otto)]}}
    leave(
        What.FILE_OPENED,
        scope=workshop.provider.scope,
        by=aino.user,
        at=NOW,
        subject=row.key,
        **given,
    )

    of_partner, of_person = log(partner_text=workshop.name), log(person=otto.pk)
    assert f'<a href="{row.get_absolute_url()}">Kuvauslupa</a>' in of_partner
    assert f"{workshop} · Otto Ohjaaja" in of_partner and "Opened an attachment" in of_person
    assert "Kuvauslupa" not in log(partner_text=bakery.name)


def test_a_link_to_a_person_names_the_person(browse, antti, otto):
    page = browse(antti).get(LOG, {"person": otto.pk}).content.decode()

    assert 'value="Otto Ohjaaja"' in page


def test_the_persons_page_leads_to_it(browse, antti, aino, otto):
    address = f"{LOG}?person={otto.pk}"

    assert address in browse(antti).get(otto.get_absolute_url()).content.decode()
    assert address not in browse(aino).get(otto.get_absolute_url()).content.decode()


def test_by_day(log, aino, otto, mika):
    views_of(otto, by=aino, at=NOW - timedelta(days=3))
    views_of(otto, by=mika, at=NOW)

    rows = log(what="views", since="24.11.2026", until="24.11.2026")
    assert "Mika Koivu" in rows and "Aino" not in rows


@pytest.mark.parametrize("words", ["ÄIJÄ", "äijä", "Äijälä"])
def test_by_words_in_capitals_or_not(log, aino, otto, words):
    people.edit_person(otto, by=aino, fields={"notes": "Äijälän paja"})

    assert "Äijälän paja" in log(q=words)


def test_a_day_that_cannot_be_read_finds_nothing_and_says_so(browse, antti, aino, otto):
    views_of(otto, by=aino)
    page = browse(antti).get(LOG, {"since": "joskus"}).content.decode()

    assert "joskus" in page and 'class="error"' in page and "<tbody>" not in page


def test_erased_contents_are_shown_as_erased(log, aino, otto, antti, college):
    people.edit_person(otto, by=aino, fields={"phone": "+358 40 1234567"})
    erase([otto.key], scope=college.scope, by=antti.user, at=NOW)

    rows = log(person=otto.pk)
    assert "Contents erased" in rows and "1234567" not in rows


def test_what_is_no_longer_there_is_still_told(log, college, aino):
    for subject in ("directory.person:99999", "groups.group:1", "mail.letter:3", "nonsense"):
        leave(What.VIEWED, scope=college.scope, by=aino.user, subject=subject, at=NOW)
    leave(What.SIGN_IN_REFUSED, scope=college.scope, by=None, at=NOW)

    assert log().count("<tr>") == 5


def test_whoever_left_is_told_as_gone(log, college, sten):
    leave(What.SIGNED_IN, scope=college.scope, by=sten.user, at=NOW)

    assert "somebody no longer with us" in log() and "Sten" not in log()


def seen(scope, first):
    """Every row by turning pages."""
    place, rows = None, []
    while True:
        page = page_of(scope, Asked(), after=place, first=first)
        rows += page.rows
        place = page.next and Place.read(str(page.next))
        if place is None:
            return rows


@pytest.mark.parametrize("first", [1, 2, 3, 50])
def test_turning_pages_shows_each_row_once(busy, college, first):
    Trace.objects.bulk_create(Trace(scope=college.scope, at=NOW, what="viewed") for _ in range(5))
    Change.objects.bulk_create(
        Change(scope=college.scope, at=NOW, subject="x:1", field="name") for _ in range(5)
    )

    rows = seen(college.scope, first)
    assert rows == seen(college.scope, 1000)
    assert len(rows) == len({(type(row), row.pk) for row in rows})
    assert len(rows) == sum(m.objects.filter(scope=college.scope).count() for m in (Trace, Change))
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)


@pytest.mark.parametrize("nonsense", ["x", "2026-11-24_a_1", "_", "2026-11-24T09:00:00+00:00_c_1"])
def test_a_place_that_cannot_be_read_is_the_beginning(log, aino, otto, nonsense):
    views_of(otto, by=aino)

    assert "Otto Ohjaaja" in log(after=nonsense)


def test_the_next_page_is_offered_and_the_way_back(browse, antti, aino, otto):
    views_of(otto, by=aino, many=51)
    page = browse(antti, language="en")
    first = page.get(LOG, {"what": "views"})

    (older,) = re.findall(r'rel="next" href="([^"]+)">Older rows', first.content.decode())
    second = page.get(LOG + html.unescape(older)).content.decode()
    assert second.count("Looked at a person") == 1
    assert "To the newest" in second


def test_as_many_queries_for_a_hundred_rows_as_for_one(
    browse, antti, aino, otto, workshop, college
):
    page = browse(antti)

    def queries():
        page.get(LOG)
        with CaptureQueriesContext(connection) as captured:
            page.get(LOG)
        return len(captured)

    views_of(otto, by=aino)
    people.edit_person(otto, by=aino, fields={"title": "a"})
    few = queries()
    views_of(otto, by=aino, many=60)
    for n in range(40):
        people.edit_person(otto, by=aino, fields={"title": f"b{n}"})
    assert queries() == few


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_log_is_taken_out_and_that_is_noted(browse, antti, aino, otto, kind):
    views_of(otto, by=aino, many=3)
    answer = browse(antti, language="en").get(LOG, {"export": kind, "what": "views"})

    assert answer["Content-Disposition"].endswith(f"kayttoloki.{kind}")
    row = Trace.objects.get(what=What.EXPORTED)
    assert (row.by, row.subject) == (antti.user, "accesslog.list:index")
    assert row.details == {"rows": 3, "format": kind, "filter": "What was done: Views of persons"}


def test_the_file_says_what_the_page_says(browse, antti, aino, otto, college):
    people.edit_person(otto, by=aino, fields={"title": "=1+1"})
    erase([otto.key], scope=college.scope, by=antti.user, at=NOW)
    people.edit_person(otto, by=aino, fields={"title": "=2+2"})

    query = {"export": "csv", "person": otto.pk}
    text = browse(antti, language="en").get(LOG, query).content.decode("utf-8-sig")
    head, newest, erased = text.splitlines()[:3]
    assert head.startswith("When;Who;What was done;About;Field;Before;")
    assert newest.endswith("Aino Salmela;Changed;Otto Ohjaaja;Title;'=1+1;'=2+2")
    assert erased.endswith("Aino Salmela;Changed;Otto Ohjaaja;Title;;Contents erased")


def test_a_file_is_of_a_form_that_there_is(browse, antti):
    assert browse(antti).get(LOG, {"export": "pdf"}).status_code == 403


def test_a_file_holds_the_newest_rows(monkeypatch, college, aino, otto):
    monkeypatch.setattr(reading, "AT_ONCE", 2)
    monkeypatch.setattr(reading, "MOST", 4)
    views_of(otto, by=aino, many=6)

    rows = [row for page in pages_of(college.scope, Asked()) for row in page.rows]
    assert len(rows) == 4
