"""axe finds nothing, and nothing scrolls sideways, on any page at three widths, in fi and sv.

In Finnish axe looks at the desk, in Swedish at the phone (see walking.py); at lists of many and at
things with much about them it looks at both widths in both.
"""

import re
from datetime import date

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from tests.architecture.test_access import ASKS
from tests.browser.walking import AXE_AT, DESK, PHONE, looked_at, opened, sent_wrongly
from tests.journeys import growing
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.models import Person, Role
from veturi.directory.tests.factories import staff
from veturi.foundation.jobs.models import Job
from veturi.foundation.mail.backend import caught

pytestmark = pytest.mark.parametrize("language", ["fi", "sv"])
# Acts have no page of their own; the page for a secret address and that of a password come below,
# those that want to know whom to visit in visits/.
ACTS = (
    "fragments",
    "responses_bringing",
    "survey_opening",
    "survey_gathering",
    "survey_sending",
    "survey_reminding",
    "survey_answering",
    "period_hoks",
    "period_koski",
    "guard_recording",
    "guard_whole_week",
    "guard_address",
    "attachment_file",
    "attachment_preview",
    "logo_picture",
    "logo_removal",
    "archive",
    "restoration",
    "end",
    "taking_back",
    "pin",
    "encounters:attachment",
    "encounters:attachments",
    "following",
    "letting_go",
    "feed_key",
    "feed_end",
    "confirm",
    "cancellation",
    "provider",
    "suggestions",
    "alike",
    "alike_people",
    "alike_sites",
    "reauthenticate",
    "inquiry",
    "acceptance",
    "replacement",
    "refusal",
    "reading",
    "reading_all",
    "sending",
    "switching_off",
    "scan",
    "dismissal",
    "together",
    "undoing",
    "stage",
    "bulk_new",
    "default",
    "_move",
    "putting_away",
    "field_return",
    "choice_removal",
    "own_fields_export",
    "link_instructor",
    "link_student",
    "link_again",
    "declining",
    "placements:safety",
    "safety_delivery",
    "version_pdf",
    "withdrawal",
    "signature_ours",
    "signed_file",
    "round_pdfs",
    "certificate",
    "cancelling",
    "visit_photo",
    "visit_photo_preview",
    "field_token",
    "visit_new",
    "link_place",
    "visit_plan_new",
)
# What is asked for again before it opens; test_signing_in_accessible.py looks at it.
BEHIND_A_DOOR = {"mfa_activate_totp", "mfa_add_webauthn"}
# What an administrator does not see: support needs and worries are open to few.
OPEN_TO_FEW = {
    "placements:student_support",
    "placements:worry",
    "placements:worry_follow_up",
    "placements:worry_closing",
}
PAGES = [
    name
    for name in ASKS
    if not name.endswith(ACTS) and name not in BEHIND_A_DOOR and name not in OPEN_TO_FEW
]
HALVES = {"first": PAGES[::2], "second": PAGES[1::2]}


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def tour(visit, axe, language):
    """Look at pages as one person, in one language; what was found is told at the end."""

    class Tour:
        def __init__(self, person, at=AXE_AT[language]):
            self.page = visit(person, language=language, bypass_csp=True)
            self.at, self.found = at, []

        def see(self, *addresses, status=200):
            for address in addresses:
                opened(self.page, address, status)
                self.look(address)

        def look(self, name=""):
            self.found += looked_at(self.page, axe, name, self.at)

    return Tour


@pytest.mark.parametrize("half", HALVES)
def test_pages_with_something_on_them(half, tour, things, antti):
    seen = tour(antti)
    seen.see(*(reverse(name, args=things.get(name, [])) for name in HALVES[half]))

    assert seen.found == []


def test_pages_that_are_open_to_few(tour, things, college):
    mika = Person.objects.get(provider=college, given_name="Mika")
    seen = tour(staff(college, "Sanna", "Tuki", "support"))
    seen.see(reverse("placements:student_support", args=things["placements:student_support"]))
    teacher = tour(mika)
    teacher.see(
        *(reverse(name, args=things[name]) for name in sorted(OPEN_TO_FEW) if "worry" in name)
    )

    assert seen.found + teacher.found == []


def test_pages_with_nothing_on_them(tour, antti, workshop, otto):
    seen = tour(antti)
    lists = (
        "todo",
        "index",
        "staff",
        "search",
        "home",
        "partners",
        "people",
        "list",
        "own_fields",
        "map",
        "calendar",
        "guard",
        "forecast",
        "responses",
        "surveys",
    )
    seen.see(*(reverse(name) for name in [*PAGES, "mail:list"] if name.endswith(lists)))
    seen.see(reverse("imports:index"), reverse("imports:new"), reverse("demo:people"))
    for name in ("desk:partner", "levels:show", "reciprocity:show", "directory:partner_history"):
        seen.see(reverse(name, args=[workshop.pk]))
    seen.see(reverse("desk:person", args=[otto.pk]))

    assert seen.found == []


FORMS = [
    name
    for name in PAGES
    if name.endswith(
        ("_new", "_edit", "_field", "site", "succession", "acquaintance", "grant", "move")
    )
    or name in {"encounters:correction", "encounters:gifts", "quick:entry"}
    or name in {"levels:override", "levels:rules", "reciprocity:weights"}
]
FAULTS = "[...document.querySelectorAll('.errors a')]"
HALF_OF_FORMS = {"first": FORMS[::2], "second": FORMS[1::2]}


@pytest.mark.parametrize("half", HALF_OF_FORMS)
def test_forms_with_faults(half, tour, things, antti):
    seen = tour(antti)
    for name in HALF_OF_FORMS[half]:
        opened(seen.page, reverse(name, args=things.get(name, [])))
        assert sent_wrongly(seen.page) == 422, name
        assert seen.page.evaluate("document.activeElement.className") == "errors", name
        assert seen.page.evaluate(f"{FAULTS}.filter(a => !document.querySelector(a.hash))") == []
        seen.look(f"{name} with faults")

    assert seen.found == []


def test_lists_with_many_rows_with_few_and_with_none(tour, antti, aino, college, workshop, otto):
    growing.judged_partners(growing.Given(college, aino, workshop, otto, None, None, None), 60)
    seen = tour(antti, at=(DESK, PHONE))
    columns = "columns=business_id&columns=kind&columns=municipality&columns=owner&columns=deputy"
    seen.see(
        reverse("directory:partners"),
        f"{reverse('directory:partners')}?{columns}&columns=phase&columns=since&columns=tags",
        f"{reverse('directory:partners')}?page=2&sort=-name",
        f"{reverse('directory:partners')}?q=olematon",
        f"{reverse('directory:people')}?whose=all&q=ohjaaja",
        f"{reverse('directory:people')}?q=olematon",
        reverse("levels:index"),
        f"{reverse('levels:index')}?depth=4",
        reverse("reciprocity:index"),
        f"{reverse('reciprocity:index')}?years=5&direction=we_take",
        f"{reverse('find:page')}?q=esimerkki",
        f"{reverse('find:page')}?q=olematon",
        reverse("desk:home"),
        f"{reverse('pictures:map')}?region=13",
        f"{reverse('pictures:map')}?near=Muurame&km=40",
        f"{reverse('pictures:map')}?near=Mordor",
        f"{reverse('pictures:calendar')}?day={date.today().isoformat()}",
        f"{reverse('pictures:calendar')}?q=olematon",
    )

    assert seen.found == []


def test_things_with_much_about_them(tour, antti, aino, college, workshop, otto):
    given = growing.Given(college, aino, workshop, otto, None, None, None)
    growing.changes("workshop")(given, 60)
    growing.deeds_of_many_kinds(given, 60)
    growing.parts_of_a_partner(given, 8)
    growing.parts_of_a_level(given, 3)
    growing.parts_of_a_person(given, 3)
    seen = tour(antti, at=(DESK, PHONE))
    seen.see(
        workshop.get_absolute_url(),
        f"{workshop.get_absolute_url()}?layer=strategic",
        otto.get_absolute_url(),
        f"{reverse('encounters:todo')}?whose=team",
        reverse("levels:show", args=[workshop.pk]),
        f"{reverse('reciprocity:show', args=[workshop.pk])}?years=5",
        reverse("directory:partner_history", args=[workshop.pk]),
    )

    assert seen.found == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_pages_of_each_role(role, tour, things, college):
    seen = tour(staff(college, "Kokeilija", "Koe", role))
    for name in ("desk:home", "desk:partner", "encounters:show", "encounters:todo", "desk:menu"):
        seen.see(reverse(name, args=things.get(name, [])))
    for name in ("directory:partners", "desk:person", "levels:show"):
        seen.see(reverse(name, args=things.get(name, [])))

    assert seen.found == []


def test_pages_that_refuse(tour, rea, settings):
    settings.ROOT_URLCONF = "tests.browser.broken"
    seen = tour(rea)
    seen.see(reverse("directory:partner_new"), status=403)
    seen.see("/nowhere/", status=404)
    seen.see("/breaks/", status=500)
    seen.see("/not-understood/", status=400)
    rea.grants.update(until=date(2021, 1, 1))
    seen.see("/", status=403)
    assert seen.page.locator("main form button[type=submit]").count() == 1

    assert seen.found == []


def test_things_in_other_states(tour, antti, aino, things, workshop, otto):
    """Taken back, archived, paused, ended; work that is under way, failed, stopped, done."""
    seen, now = tour(antti), timezone.now()
    what = encounters.Logged(
        kind="encounters.met", on=timezone.localdate(), partners=[workshop], line="Peruttu"
    )
    gone = encounters.log(what, by=aino, at=now)
    encounters.take_back(gone, by=aino, at=now)
    seen.see(reverse("encounters:show", args=[gone.pk]))
    workshop.archived_on, workshop.archived_by = timezone.localdate(), aino
    workshop.save()
    otto.archived_on = timezone.localdate()
    otto.save()
    seen.see(workshop.get_absolute_url(), otto.get_absolute_url())
    seen.see(f"{reverse('directory:partners')}?archived=1")
    job = Job.objects.get()
    for state in (
        {"started_at": now, "total": 10, "done": 3},
        {"cancel_asked_at": now},
        {"finished_at": now},
        {"cancel_asked_at": None, "done": 10, "result_url": "/"},
        {"failed_why": "The work could not go on."},
    ):
        Job.objects.filter(pk=job.pk).update(**state)
        seen.see(job.get_absolute_url())

    assert seen.found == []


def test_the_secret_address_of_a_calendar(tour, aino):
    seen = tour(aino)
    opened(seen.page, reverse("encounters:todo"))
    seen.page.locator(f"form[action='{reverse('encounters:feed_key')}'] button").click()
    seen.page.locator("input.copy").wait_for()
    seen.look("secret address")
    seen.see(reverse("encounters:todo"))

    assert seen.found == []


def test_letters_and_the_people_of_the_demo(tour, antti):
    letter = caught(
        EmailMessage("Aseta salasana", "Linkki: http://127.0.0.1/x\n\nVeturi", to=["a@b.invalid"])
    )
    letter.save()
    seen = tour(antti)
    seen.see(reverse("mail:list"), reverse("mail:show", args=[letter.pk]), reverse("demo:people"))

    assert seen.found == []


def test_the_door_from_within(tour, antti):
    """Signing out, and one's own password."""
    seen = tour(antti)
    seen.see(reverse("account_logout"), reverse("account_change_password"))
    sent_wrongly(seen.page)
    assert seen.page.locator(".errors").count() == 1
    seen.look("change of password with faults")

    assert seen.found == []


def test_the_password_is_asked_again_after_a_while(tour, antti, live_server):
    seen = tour(antti)
    opened(seen.page, reverse("account_reauthenticate"))
    seen.look()
    sent_wrongly(seen.page)
    seen.look("reauthentication with faults")

    assert seen.found == []


def test_the_door_from_outside(chromium, live_server, axe, language, aino, client):
    context = chromium.new_context(
        base_url=live_server.url, bypass_csp=True, locale={"fi": "fi-FI", "sv": "sv-FI"}[language]
    )
    page, found = context.new_page(), []
    for name in (
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_signup",
    ):
        opened(page, reverse(name))
        found += looked_at(page, axe, at=AXE_AT[language])
    for name in ("account_login", "account_reset_password"):
        opened(page, reverse(name))
        sent_wrongly(page)
        assert page.locator(".errors").count() == 1, name
        found += looked_at(page, axe, f"{name} with faults")
    client.post(reverse("account_reset_password"), {"email": aino.user.email})
    [link] = re.findall(r"/account/password/reset/key/\S+", mail.outbox[0].body)
    for address in (link, "/account/password/reset/key/1-used/"):
        assert page.goto(address).status == 200
        found += looked_at(page, axe, "password by a link")
    context.close()

    assert found == []
