"""Around every request: idle sign-ins end, the clock is seldom written, htmx is told in words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
HTMX = {"HX-Request": "true"}


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as travel:
        yield lambda **later: travel.move_to(MORNING + timedelta(**later))


def is_let_in(page):
    return page.get("/").status_code == 200


def test_after_an_idle_hour_one_signs_in_again(browse, aino, clock):
    page = browse(aino)
    assert is_let_in(page)

    clock(minutes=61)
    answer = page.get("/")

    assert answer.headers["Location"] == f"{reverse('account_login')}?next=/"
    assert not page.session.get("_auth_user_id")


def test_who_is_at_work_stays_signed_in(browse, aino, clock):
    page = browse(aino)

    for minutes in (0, 59, 118, 177):
        clock(minutes=minutes)
        assert is_let_in(page), minutes


def session_writes(page):
    with CaptureQueriesContext(connection) as queries:
        page.get("/")
    table = '"django_session"'
    return [one["sql"] for one in queries if table in one["sql"] and "SELECT" not in one["sql"]]


def test_the_session_is_written_once_in_five_minutes(browse, aino, clock):
    page = browse(aino)
    page.get("/")

    writes = {}
    for minutes in (1, 3, 5, 6, 9, 11, 12):
        clock(minutes=minutes)
        writes[minutes] = len(session_writes(page))

    assert writes == {1: 0, 3: 0, 5: 0, 6: 1, 9: 0, 11: 0, 12: 1}


def wrongly(page, email, password="arvaus"):
    return page.post(reverse("account_login"), {"login": email, "password": password})


def sign_in(page, email):
    wrongly(page, email, "salasana")
    return is_let_in(page)


def test_the_right_password_opens_the_door_after_a_slip(browse, aino, clock):
    page = browse()
    for _slip in range(4):
        wrongly(page, aino.user.email)

    assert sign_in(page, aino.user.email)


def test_after_five_wrong_passwords_the_door_stays_shut_for_five_minutes(browse, aino, clock):
    page = browse(language="en")
    for _slip in range(5):
        wrongly(page, aino.user.email)

    answer = wrongly(page, aino.user.email, "salasana")
    assert "Too many failed login attempts" in answer.content.decode()
    assert not is_let_in(page)

    clock(minutes=6)
    assert sign_in(page, aino.user.email)


def test_wrong_passwords_are_counted_in_the_database_which_all_processes_share(browse, aino, clock):
    for _slip in range(5):
        wrongly(browse(), aino.user.email)
    assert not sign_in(browse(), aino.user.email)

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM veturi_cache")

    assert sign_in(browse(), aino.user.email)


def broken(_request):
    raise ZeroDivisionError


def overloaded(_request):
    return HttpResponse("<!doctype html><title>503</title>", status=503)


urlpatterns = [
    path("broken/", broken),
    path("overloaded/", overloaded),
    path("", include("veturi.urls")),
]


def told(page, address, **more):
    answer = page.get(address, headers=HTMX, **more)
    return (
        answer.status_code,
        answer.headers["Content-Type"].split(";")[0],
        answer.content.decode(),
    )


@pytest.fixture
def page(browse, rea):
    page = browse(rea, "en")
    page.raise_request_exception = False
    return page


KEPT = "This did not go through. What you typed is still here: try again."


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("/broken/", 500), ("/overloaded/", 503)])
def test_with_htmx_what_breaks_at_our_end_is_a_sentence(page, address, status):
    assert told(page, address) == (status, "text/plain", KEPT)


@pytest.mark.urls(__name__)
def test_without_htmx_what_breaks_is_a_page(page):
    answer = page.get("/broken/")

    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "<h1>Something broke at our end</h1>" in answer.content.decode()


def test_with_htmx_what_is_not_there_is_a_sentence(page):
    sentence = "This is no longer here, or it is not yours."

    assert told(page, "/partners/99999/edit/") == (404, "text/plain", sentence)
    assert told(page, "/nowhere/") == (404, "text/plain", sentence)


def test_with_htmx_what_the_role_does_not_allow_is_a_sentence(page):
    assert told(page, "/partners/new/") == (403, "text/plain", "Your role does not allow this.")


ENDED = "Your sign-in has ended. Sign in again in another tab, then try again."


def test_with_htmx_a_lost_sign_in_is_a_sentence(page, clock):
    page.get("/")
    clock(minutes=61)

    assert told(page, "/partners/alike/") == (401, "text/plain", ENDED)


def test_with_htmx_a_form_whose_sign_in_was_lost_is_told_the_same(rea, clock):
    page = Client(enforce_csrf_checks=True, headers={"accept-language": "en", **HTMX})
    page.force_login(rea.user)
    page.get("/")
    clock(minutes=61)

    answer = page.post("/log/", {"line": "Tärkeä rivi"})

    assert (answer.status_code, answer.content.decode()) == (401, ENDED)


def test_what_goes_through_is_left_as_it_is(page):
    status, kind, body = told(page, "/partners/alike/?name=Kattila")

    assert (status, kind) == (200, "text/html") and "sign-in has ended" not in body
