"""What lies on the device is one person’s, and goes; photos, names, other browsers."""

import pytest
from PIL import Image

from tests.browser.visits.device import FIELD, NARROW, STORED, opened, sent, write
from tests.browser.walking import AXE_AT, looked_at
from veturi.cooperation.placements.models import Visit


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


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_other_pages_are_accessible(visit, axe, seen, mika, language):
    page = visit(mika, language=language, bypass_csp=True)
    found = []
    for address in seen:
        page.goto(address)
        for one in page.locator("details.more").all():
            one.evaluate("one => { one.open = true }")
        found += looked_at(page, axe, address, at=AXE_AT[language])

    assert found == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_pages_are_accessible_and_narrow(visit, axe, running, mika, language):
    page = visit(mika, language=language, bypass_csp=True)
    page.goto(FIELD)
    page.locator("v-field[data-ready]").wait_for()
    for one in page.locator("details.more").all():
        one.evaluate("one => { one.open = true }")
    found = looked_at(page, axe, "field", at=AXE_AT[language])
    page.set_viewport_size({"width": NARROW, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW

    assert found == []
