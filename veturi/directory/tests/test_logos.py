"""The logo of papers: who keeps it, what is taken, and what becomes of the one before."""

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from conftest import NOW
from veturi.directory.actions.logos import NoLogo, remove_logo, set_logo
from veturi.directory.models import Logo
from veturi.foundation.files import redrawing
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.files.tests.making import huge_picture, pdf, picture, upload
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
PAGE, REMOVAL = reverse("directory:logo"), reverse("directory:logo_removal")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(browse, antti):
    """Antti hands over a file."""

    def handed(name, content):
        return browse(antti, "en").post(PAGE, {"file": upload(name, content)})

    return handed


def checked(name="tunnus.png"):
    return CheckedFile(name, "image/png", picture(size=(200, 80)))


def told(college):
    rows = Change.objects.of(f"directory.provider:{college.pk}").order_by("pk")
    return list(rows.values_list("field", "old", "new"))


def text(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").main.get_text(" ").split())


def measures(row):
    with row.file.open() as file, Image.open(BytesIO(file.read())) as opened:
        return opened.format, opened.size


@pytest.mark.parametrize(("name", "kind"), [("koulu.png", "PNG"), ("koulu.JPG", "JPEG")])
def test_a_picture_is_drawn_anew_and_kept_as_png(bring, antti, college, name, kind):
    answer = bring(name, picture(kind, size=(2400, 600)))

    row = Logo.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert (row.provider, row.name, row.added_by) == (college, "koulu.png", antti)
    assert (row.content_type, *measures(row)) == ("image/png", "PNG", (1200, 300))
    assert told(college) == [("logo", "", "koulu.png")]


def test_what_stood_beside_the_dots_is_left_behind(bring):
    whole = picture("PNG", size=(200, 80)) + b"<script>alert(1)</script>"

    bring("koulu.png", whole)

    with Logo.objects.get().file.open() as file:
        assert b"script" not in file.read()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.pdf", pdf(), "A logo is a PNG or a JPEG."),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Files of this kind"),
        ("logo.webp", picture("WEBP", size=(200, 80)), "A logo is a PNG or a JPEG."),
        ("logo.png", picture("JPEG", size=(200, 80)), "but the file holds something else"),
        ("logo.png", picture(size=(200, 80))[:60], "The picture cannot be opened."),
        ("logo.png", huge_picture(), "The picture cannot be opened."),
        ("logo.png", b"", "The submitted file is empty."),
        ("logo.png", picture(size=(200, 59)), "at least 60 dots high"),
        ("logo.png", picture(size=(601, 100)), "at most 6 times as wide"),
        ("logo.png", picture(size=(200, 80)) + bytes(2_000_000), "larger than 2 MB"),
    ],
)
def test_what_is_no_logo_is_refused_with_a_sentence(bring, college, name, content, said):
    answer = bring(name, content)

    assert answer.status_code == 422
    assert said in text(answer)
    assert (Logo.objects.count(), told(college)) == (0, [])


def test_without_a_file_the_form_asks_for_one(browse, antti):
    answer = browse(antti, "en").post(PAGE, {})

    assert answer.status_code == 422
    assert Logo.objects.count() == 0


def test_who_takes_too_long_to_draw_is_refused(bring, monkeypatch):
    monkeypatch.setattr(redrawing, "PATIENCE", 0.001)

    assert "cannot be opened" in text(bring("koulu.png", picture(size=(200, 80))))


def test_a_new_one_takes_the_place_of_the_one_before(antti, college):
    first = set_logo(checked("vanha.png"), by=antti, at=NOW)
    second = set_logo(checked("uusi.png"), by=antti, at=NOW + DAY)

    first.refresh_from_db()
    assert (first.removed_at, first.removed_by) == (NOW + DAY, antti)
    assert list(Logo.objects.standing()) == [second]
    assert told(college) == [("logo", "", "vanha.png"), ("logo", "vanha.png", "uusi.png")]


def test_each_stood_in_its_time(antti):
    first = set_logo(checked(), by=antti, at=NOW)
    set_logo(checked(), by=antti, at=NOW + DAY)
    first.refresh_from_db()

    stood = [first.stood_at(NOW + n * DAY) for n in (-1, 0, 1)]
    assert stood == [False, True, False]


def test_it_is_removed_and_stands_in_history(browse, antti, college):
    set_logo(checked(), by=antti, at=NOW)

    answer = browse(antti, "en").post(REMOVAL, follow=True)

    assert "The logo is removed." in answer.content.decode()
    assert "No logo yet: papers say the name of the school." in text(answer)
    assert Logo.objects.get().removed_by == antti
    assert told(college)[-1] == ("logo", "tunnus.png", "")


def test_what_is_not_there_is_not_removed(browse, antti, college):
    with override("en"), pytest.raises(NoLogo, match="There is no logo any more"):
        remove_logo(by=antti, at=NOW)

    answer = browse(antti, "en").post(REMOVAL, follow=True)
    assert "There is no logo any more." in answer.content.decode()
    assert told(college) == []


def test_the_page_shows_it_with_what_became_of_earlier_ones(browse, antti):
    row = set_logo(checked(), by=antti, at=timezone.now())

    page = BeautifulSoup(browse(antti, "en").get(PAGE).content, "html.parser")

    [shown] = page.main.select("img")
    assert (shown["src"], shown["alt"]) == (
        row.get_absolute_url(),
        "The logo of Esimerkkijärven opisto",
    )
    assert "Logo: – → tunnus.png" in " ".join(page.main.get_text(" ").split())


def test_the_picture_is_ours_and_shown_in_a_sandbox(browse, antti):
    row = set_logo(checked(), by=antti, at=NOW)

    answer = browse(antti).get(row.get_absolute_url())

    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("image/png", "inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer.content == picture(size=(200, 80))


@pytest.mark.parametrize("who", ["aino", "mika", "rauha", "rea"])
def test_only_who_administers_keeps_it(browse, request, antti, who):
    row = set_logo(checked(), by=antti, at=NOW)
    page = browse(request.getfixturevalue(who))

    answers = [
        page.get(PAGE),
        page.post(PAGE, {"file": upload("x.png", picture(size=(200, 80)))}),
        page.post(REMOVAL),
        page.get(row.get_absolute_url()),
    ]

    assert [one.status_code for one in answers] == [403] * 4
    assert list(Logo.objects.standing()) == [row]


def test_of_another_school_it_is_not_there(browse, sten, antti, college):
    row = set_logo(checked(), by=antti, at=NOW)

    assert browse(sten).get(row.get_absolute_url()).status_code == 404
    assert list(Logo.objects.seen_by(sten)) == []


def test_the_database_keeps_one_at_a_time_and_who_removed_it(antti):
    row = set_logo(checked(), by=antti, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Logo.objects.create(provider=antti.provider, added_at=NOW, added_by=antti, size=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Logo.objects.filter(pk=row.pk).update(removed_at=NOW)
