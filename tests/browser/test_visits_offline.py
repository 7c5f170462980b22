"""Visits without a network: kept by the device, sent once, gone at signing out (B8)."""

import os
import signal
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.walking import looked_at
from veturi.cooperation.placements.actions import periods, visits
from veturi.cooperation.placements.models import Visit
from veturi.cooperation.placements.tests.factories import StudentFactory, ready
from veturi.ledger.models import Deed

DAY = timedelta(days=1)
FIELD = "/visits/field/"
NARROW = 360
STORED = """async () => {
    const databases = await indexedDB.databases()
    if (!databases.length) return 0
    const database = await new Promise(done => {
        const asked = indexedDB.open("veturi-visits")
        asked.onsuccess = () => done(asked.result)
    })
    const box = database.transaction("outbox").objectStore("outbox")
    return new Promise(done => { box.count().onsuccess = event => done(event.target.result) })
}"""


@pytest.fixture
def running(workshop, otto, mika):
    """A period of Mika's that runs today."""
    today = timezone.localdate()
    student = StudentFactory(provider=mika.provider, given_name="Eetu", family_name="Aho")
    period = ready(
        workshop,
        instructor=otto,
        student=student,
        teacher=mika,
        starts_on=today - 9 * DAY,
        ends_on=today + 60 * DAY,
    )
    return periods.agree(period, on=today - 9 * DAY, by=mika, at=timezone.now())


@pytest.fixture
def sign_in(live_server, client):
    """Put the cookie of a person into a browser, as the door would."""

    def as_person(context, person):
        client.force_login(person.user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
        )
        return key

    return as_person


class Phone:
    """A browser that keeps what it has when it is killed, and is started again."""

    def __init__(self, kind, folder, address):
        self.kind, self.folder, self.address = kind, folder, address
        self.context = None

    def start(self, *, offline=False):
        self.context = self.kind.launch_persistent_context(
            self.folder,
            executable_path=CHROMIUM,
            args=QUIET,
            base_url=self.address,
            viewport={"width": NARROW, "height": 780},
            locale="fi-FI",
            has_touch=True,
        )
        self.context.set_default_timeout(8000)
        self.context.set_offline(offline)
        return self.context

    def die(self):
        """Killed by the system, without a word."""
        mine = f"--user-data-dir={self.folder}".encode()
        with self.context.expect_event("close"):
            for process in Path("/proc").glob("[0-9]*"):
                with suppress(OSError):
                    if mine in (process / "cmdline").read_bytes().split(b"\0"):
                        os.kill(int(process.name), signal.SIGKILL)
        self.context = None

    def close(self):
        if self.context is not None:
            self.context.close()


@pytest.fixture
def device(tmp_path, live_server, chromium):
    phone = Phone(chromium.browser_type, tmp_path / "phone", live_server.url)
    yield phone
    phone.close()


@pytest.fixture
def phone(device):
    return device.start


def opened(context):
    """The field page, ready: what is taken along is there."""
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(FIELD)
    page.locator("v-field[data-ready]").wait_for()
    return page


def write(page, findings, *, purpose="mid"):
    """One visit, as a finger does it."""
    page.locator("[name=target]").first.tap()
    page.locator(f".chip:has([value={purpose}])").tap()
    if findings:
        page.locator("#id_findings").evaluate("box => box.closest('details').open = true")
        page.fill("#id_findings", findings)
    page.locator("form.visit [type=submit]").tap()
    page.locator("[data-told]").wait_for()


def sent(page):
    page.locator("[data-outbox]").wait_for(state="hidden")


def test_twenty_visits_without_a_network_two_deaths_none_lost(device, sign_in, running, mika):
    sign_in(device.start(), mika)
    opened(device.context)
    device.context.set_offline(True)
    names = [f"Käynti {number}" for number in range(20)]

    for few in (names[:7], names[7:14], names[14:]):
        if device.context is None:
            device.start(offline=True)
        page = opened(device.context)
        for name in few:
            write(page, name)
            place = names.index(name) + 1
            page.locator(f"[data-outbox] li:nth-child({place})").wait_for()
        told = page.locator("[data-told]").text_content()
        assert told == "Ei verkkoa. Merkintä lähtee, kun yhteys palaa."
        if few[-1] != names[-1]:
            device.die()
    assert (page.evaluate(STORED), Visit.objects.count()) == (20, 0)

    sign_in(device.context, mika)
    device.context.set_offline(False)
    sent(page)

    assert sorted(Visit.objects.values_list("findings", flat=True)) == sorted(names)
    assert Deed.objects.filter(kind="visits.period_visited").count() == 20
    assert page.evaluate(STORED) == 0


def test_three_taps_on_a_phone(phone, sign_in, running, mika):
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    taps = []
    for target in (
        page.locator("[name=target]").first,
        page.locator(".chip:has([value=mid])"),
        page.locator("form.visit [type=submit]"),
    ):
        target.tap()
        taps.append(target)
    page.locator("[data-state=sent]").wait_for()

    visit = Visit.objects.get()
    assert (len(taps), visit.period, visit.on) == (3, running, timezone.localdate())


def test_an_answer_that_was_lost_does_not_double_the_visit(phone, sign_in, running, mika):
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch())
            return route.abort()
        return route.continue_()

    context.route("**/visits/new/", lose)
    write(page, "Kerran")
    page.locator("[data-told][data-state=offline]").wait_for()
    assert (Visit.objects.count(), page.evaluate(STORED)) == (1, 1)
    page.locator("[data-send]").tap()
    sent(page)

    assert Visit.objects.get().findings == "Kerran"


def test_what_was_not_taken_is_mended_on_the_device(
    phone, sign_in, running, mika, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "media"
    Image.new("RGB", (40, 30), "green").save(tmp_path / "kuva.png")
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    page.fill("#id_hours", "99")
    page.locator("#id_photo").evaluate("box => box.closest('details').open = true")
    page.set_input_files("#id_photo", tmp_path / "kuva.png")
    write(page, "Liian pitkä")
    page.locator("li[data-state=refused] button").tap()
    assert (page.input_value("#id_hours"), Visit.objects.count()) == ("99", 0)
    page.fill("#id_hours", "2")
    page.locator("form.visit [type=submit]").tap()
    sent(page)

    visit = Visit.objects.get()
    assert (visit.hours, visit.findings, visit.photos.count()) == (2, "Liian pitkä", 1)
    assert visit.period == running


def test_what_both_changed_is_chosen_when_the_network_is_back(phone, sign_in, running, mika, aino):
    today = timezone.localdate()
    fields = {"period": running, "partnership": running.partnership, "on": today}
    fields |= {"hours": 1, "purpose": "mid", "findings": "Alku"}
    visit = visits.record(visits.NewVisit(uuid4(), fields), by=mika, at=timezone.now())
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    context.set_offline(True)
    page.locator("a[data-values]").tap()
    page.locator("#id_findings").evaluate("box => box.closest('details').open = true")
    assert page.input_value("#id_findings") == "Alku"
    page.fill("#id_findings", "Minun")
    page.locator("form.visit [type=submit]").tap()
    page.locator("[data-outbox] li").wait_for()
    visits.correct(
        visit, fields={"findings": "Ainon", "needs": "Hitsaajia"}, by=aino, at=timezone.now()
    )
    context.set_offline(False)
    page.locator("li[data-state=differs] button").tap()
    page.wait_for_url("**/correction/")
    words = page.locator(".meanwhile").text_content()
    assert all(word in words for word in ("Alku", "Ainon", "Minun"))
    page.locator("[name=keep-findings][value=mine]").check()
    with page.expect_navigation():
        page.locator("form.form [type=submit]").last.tap()

    visit.refresh_from_db()
    assert (visit.findings, visit.needs) == ("Minun", "Hitsaajia")
    page.wait_for_function(f"({STORED})().then(count => count === 0)")


def test_nothing_stays_on_the_device_at_signing_out(phone, sign_in, running, mika):
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    context.route("**/visits/new/", lambda route: route.abort())
    write(page, "Ei lähde")
    page.locator("[data-told][data-state=offline]").wait_for()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.evaluate("document.querySelector('form[data-leave]').closest('details').open = true")
    with page.expect_navigation():
        page.locator("form[data-leave] button").tap()

    assert len(asked) == 1
    assert page.evaluate(STORED) == 0
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("localStorage.length") == 0
    context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        page.goto(FIELD)


def test_signing_out_sends_first_what_waits(phone, sign_in, running, mika):
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    context.set_offline(True)
    write(page, "Lähtee ovella")
    page.goto("about:blank")
    context.set_offline(False)
    page.goto("/account/sign-out/")
    with page.expect_navigation():
        page.locator("form[data-leave] button").tap()

    assert Visit.objects.get().findings == "Lähtee ovella"
    assert (page.evaluate(STORED), page.evaluate("caches.keys()")) == (0, [])


def test_another_person_sees_nothing_and_mine_waits(phone, sign_in, running, mika, aino):
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    context.set_offline(True)
    write(page, "Mikan oma")
    context.clear_cookies()
    context.set_offline(False)
    page.locator("[data-told][data-state=signedOut]").wait_for()
    assert page.locator("[data-sign-in]").is_visible()

    sign_in(context, aino)
    page.goto("/")
    page.wait_for_function("caches.keys().then(keys => keys.length === 0)")
    page = opened(context)
    assert "Mikan oma" not in page.content() and page.locator("[data-outbox]").is_hidden()
    assert Visit.objects.count() == 0

    sign_in(context, mika)
    page = opened(context)
    sent(page)
    assert Visit.objects.get().teacher == mika


def test_after_three_days_the_device_has_forgotten(phone, sign_in, running, mika):
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    context.set_offline(True)
    write(page, "Vanha")
    page.evaluate(
        """async () => {
            const {result} = await new Promise(done => {
                const asked = indexedDB.open("veturi-visits")
                asked.onsuccess = () => done(asked)
            })
            const box = result.transaction("outbox", "readwrite").objectStore("outbox")
            box.getAll().onsuccess = ({target}) => {
                for (const one of target.result) box.put({...one, at: one.at - 73 * 3600000})
            }
        }"""
    )
    page.reload()
    page.locator("v-field").wait_for()
    page.wait_for_function(f"({STORED})().then(count => count === 0)")


def test_a_photo_is_made_small_and_a_name_is_drawn(
    phone, sign_in, running, mika, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "media"
    Image.new("RGB", (3200, 2400), "green").save(tmp_path / "suuri.png")
    context = phone()
    sign_in(context, mika)
    page = opened(context)
    page.locator("[name=target]").first.tap()
    page.locator(".chip:has([value=mid])").tap()
    page.locator("v-sign").evaluate("box => box.closest('details').open = true")
    page.set_input_files("#id_photo", tmp_path / "suuri.png")
    canvas = page.locator("v-sign canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    page.mouse.up()
    page.locator("form.visit [type=submit]").tap()
    page.locator("[data-state=sent]").wait_for()

    photo, signature = Visit.objects.get().photos.order_by("pk")
    with photo.file.open() as file, Image.open(file) as picture:
        assert (picture.size, photo.what) == ((1600, 1200), "photo")
    assert (signature.what, signature.content_type) == ("signature", "image/png")


def test_without_javascript_the_form_goes_as_any_other(visit, running, mika):
    page = visit(mika, width=NARROW, java_script_enabled=False)
    page.goto(FIELD)
    page.locator("[name=target]").first.check()
    page.locator(".chip:has([value=mid])").tap()
    with page.expect_navigation():
        page.locator("form.visit [type=submit]").tap()

    assert page.url.endswith(Visit.objects.get().get_absolute_url())


@pytest.fixture
def seen(running, mika, workshop):
    """The pages of a planned visit and of one that was made."""
    fields = {"period": running, "partnership": workshop, "purpose": "mid"}
    now = timezone.now()
    due = timezone.localdate()
    planned = visits.plan(fields=fields, due=due, teacher=mika, by=mika, at=now)
    told = {"on": due, "hours": 1, "findings": "Sorvi seisoo", "student_present": True}
    went = visits.record(visits.NewVisit(uuid4(), {**fields, **told}), by=mika, at=now)
    of = f"period-{running.pk}"
    return [
        reverse("placements:visits"),
        reverse("placements:visit_new", query={"of": of}),
        reverse("placements:visit_plan_new", query={"of": of}),
        planned.get_absolute_url(),
        went.get_absolute_url(),
        reverse("placements:visit_correction", args=[went.pk]),
    ]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_other_pages_are_accessible(visit, axe, seen, mika, language):
    page = visit(mika, language=language, bypass_csp=True)
    found = []
    for address in seen:
        page.goto(address)
        for one in page.locator("details.more").all():
            one.evaluate("one => { one.open = true }")
        found += looked_at(page, axe, address)

    assert found == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_pages_are_accessible_and_narrow(visit, axe, running, mika, language):
    page = visit(mika, language=language, bypass_csp=True)
    page.goto(FIELD)
    page.locator("v-field[data-ready]").wait_for()
    for one in page.locator("details.more").all():
        one.evaluate("one => { one.open = true }")
    found = looked_at(page, axe, "field")
    page.set_viewport_size({"width": NARROW, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW

    assert found == []
