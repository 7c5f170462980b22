"""Visits written down without a network are stored once and none is lost."""

from uuid import uuid4

from django.utils import timezone
from PIL import Image

from tests.browser.visits.device import STORED, opened, sent, write
from veturi.cooperation.placements.actions import visits
from veturi.cooperation.placements.models import Visit
from veturi.ledger.models import Deed


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
