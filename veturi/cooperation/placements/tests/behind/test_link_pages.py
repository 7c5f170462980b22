"""From a letter to the page: link, button, code, and out again."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.models import (
    Code,
    Pass,
)
from veturi.cooperation.placements.tests.behind.doorway import (
    code_in_letter,
    come_in,
    link_to,
    stored,
)
from veturi.cooperation.placements.tests.reading_pages import at, text

pytestmark = pytest.mark.django_db


def test_opening_the_link_changes_nothing_however_often(instructor_pass):
    address, browser, before = link_to(instructor_pass), Client(), stored()

    answers = [browser.get(address), browser.head(address), browser.get(address)]

    assert {answer.status_code for answer in answers} == {200}
    assert stored() == before
    assert not browser.cookies
    headers = answers[0].headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_the_button_takes_the_secret_out_of_the_address(instructor_pass, settings):
    settings.SESSION_COOKIE_SECURE = True
    browser = Client(enforce_csrf_checks=True)
    address = link_to(instructor_pass)

    answer = browser.post(address, headers={"origin": "null"})

    assert answer.url == at("door_code")
    cookie = answer.cookies["veturi_door"]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert cookie["path"] == "/door/"
    assert address.split("/")[-2] not in cookie.value
    page = browser.get(answer.url)
    assert "ot…@paja.invalid" in text(page)
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "same-origin")


def test_a_forged_form_behind_the_door_is_refused(instructor_pass):
    browser = Client(enforce_csrf_checks=True)
    browser.post(link_to(instructor_pass))

    assert browser.post(at("door_code"), {"code": code_in_letter()}).status_code == 403


def test_an_unknown_and_an_ended_link_look_the_same_until_and_after_the_button(instructor_pass):
    known, unknown = link_to(instructor_pass), at("link", "x" * 43)
    doors.revoke(instructor_pass, by=None, at=timezone.now())
    browser = Client(headers={"accept-language": "fi"})

    assert browser.get(known).content == browser.get(unknown).content
    ended, guessed = browser.post(known), browser.post(unknown)
    assert (ended.status_code, ended.content) == (guessed.status_code, guessed.content)
    assert ended.status_code == 404


def test_a_wrong_code_is_told_and_the_right_one_opens_the_page(instructor_pass):
    browser = Client(headers={"accept-language": "fi"})
    browser.post(link_to(instructor_pass))

    empty = browser.post(at("door_code"), {"code": ""})
    wrong = browser.post(at("door_code"), {"code": "12"})

    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert BeautifulSoup(wrong.content, "html.parser").select_one("#id_code_error")
    right = browser.post(at("door_code"), {"code": code_in_letter()})
    assert right.url == at("door")
    assert browser.get(right.url).url == at("door_instructor")
    assert browser.post(at("door")).status_code == 405


def test_another_code_is_sent_on_asking_but_not_for_ever(instructor_pass):
    browser = Client(headers={"accept-language": "fi"})
    browser.post(link_to(instructor_pass))

    answers = [browser.post(at("door_code_again")).status_code for _n in range(5)]

    assert answers == [302, 302, 302, 302, 429]
    assert Code.objects.count() == 5
    assert browser.post(link_to(instructor_pass)).status_code == 429
    assert browser.get(at("door_code")).status_code == 200


def test_many_wrong_codes_end_in_waiting(instructor_pass):
    browser = Client(headers={"accept-language": "fi"})
    browser.post(link_to(instructor_pass))

    statuses = [browser.post(at("door_code"), {"code": "1"}).status_code for _n in range(16)]

    assert statuses == [422] * 15 + [429]


def test_without_having_pressed_nothing_is_behind_the_door(db):
    browser = Client()
    for name in ("door", "door_code", "door_instructor", "door_signing", "door_student"):
        assert browser.get(at(name)).status_code == 404
    for name in ("door_code_again", "door_leave", "door_signature", "door_ready"):
        assert browser.post(at(name)).status_code == 404


def test_a_cookie_that_was_made_up_opens_nothing(instructor_pass):
    browser = come_in(instructor_pass)
    value = browser.cookies["veturi_door"].value
    browser.cookies["veturi_door"] = "x" + value

    assert browser.get(at("door_instructor")).status_code == 404


def test_leaving_ends_the_stay_and_takes_the_cookie(instructor_pass):
    browser = come_in(instructor_pass)
    value = browser.cookies["veturi_door"].value

    answer = browser.post(at("door_leave"))

    assert answer.status_code == 200
    assert answer.cookies["veturi_door"].value == ""
    browser.cookies["veturi_door"] = value
    assert browser.get(at("door_instructor")).status_code == 404


def test_who_came_in_and_who_was_refused_stands_in_the_access_log(
    instructor_pass, student_pass, browse, antti
):
    come_in(instructor_pass)
    come_in(student_pass).post(at("door_leave"))
    browser = Client()
    browser.post(link_to(student_pass))
    browser.post(at("door_code"), {"code": "no"})

    page = text(browse(antti, "en").get(reverse("accesslog:index")))

    for words in (
        "Came in by a link and a code",
        "Left what a link opened",
        "Was refused at a link",
    ):
        assert words in page
    assert "Otto Ohjaaja" in page and "Eetu Aho" in page


def test_the_page_speaks_the_readers_language_unless_another_was_chosen(instructor_pass):
    Pass.objects.update(language="sv")
    browser = come_in(instructor_pass)

    assert browser.get(at("door_instructor"))["Content-Language"] == "sv"
    browser.post(reverse("set_language"), {"language": "en"})
    page = browser.get(at("door_instructor"))
    assert page["Content-Language"] == "en"
    assert "Your students" in text(page)


@pytest.mark.parametrize("chosen", ["xx", "../../etc", "sv\\012X-Odd: 1", "\\000"])
def test_a_language_that_was_made_up_is_passed_over(instructor_pass, settings, chosen):
    browser = come_in(instructor_pass)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen.encode().decode("unicode_escape")

    assert browser.get(at("door_instructor"))["Content-Language"] == "fi"
