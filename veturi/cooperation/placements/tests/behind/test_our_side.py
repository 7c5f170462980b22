"""Links as we see them on the page of the period."""

import pytest
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.placements.models import (
    Pass,
    Period,
    Signature,
)
from veturi.cooperation.placements.tests.behind.doorway import reached
from veturi.cooperation.placements.tests.reading_pages import at, text
from veturi.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


def test_we_send_again_mend_and_end_links_on_the_page_of_the_period(
    instructor_pass, now_running, otto, browse, mika
):
    page = browse(mika)
    Letter.objects.update(failed_at=NOW, trouble="address")
    shown = text(page.get(now_running.get_absolute_url()))
    assert "otto@paja.invalid" in shown

    page.post(at("link_again", instructor_pass.pk))
    live = Pass.objects.live(timezone.now()).get()
    assert live != instructor_pass
    assert page.get(at("link_address", live.pk)).status_code == 200
    assert page.post(at("link_address", live.pk), {"email": "ei"}).status_code == 422
    fields = {"email": "otto@toinen.invalid", "phone": ""}
    assert page.post(at("link_address", live.pk), fields).url == now_running.get_absolute_url()
    otto.refresh_from_db()
    assert otto.email == "otto@toinen.invalid"

    live = Pass.objects.live(timezone.now()).get()
    page.post(at("link_end", live.pk))
    assert not Pass.objects.live(timezone.now()).exists()
    assert page.get(now_running.get_absolute_url()).status_code == 200


def test_links_are_sent_from_the_page_of_the_period(now_running, otto, eetu, browse, mika):
    page = browse(mika)
    page.post(at("link_student", now_running.pk))
    assert not Pass.objects.exists()
    reached(eetu, "eetu")
    reached(otto, "otto")

    page.post(at("link_student", now_running.pk))
    page.post(at("link_instructor", now_running.pk))
    Letter.objects.update(sent_at=NOW, text="")

    assert set(Pass.objects.values_list("purpose", flat=True)) == {"student", "instructor"}
    assert page.get(now_running.get_absolute_url()).status_code == 200


def test_what_was_signed_is_mended_nowhere(sign_pass, sent, browse, mika):
    Signature.objects.update(signed_at=NOW, way="link")
    answer = browse(mika).post(
        at("link_address", sign_pass.pk), {"email": "x@paja.invalid", "phone": ""}
    )

    assert answer.status_code == 422


def test_a_called_off_period_gets_no_links(now_running, otto, browse, mika):
    reached(otto, "otto")
    Period.objects.update(called_off_on=TODAY, called_off_by="school")

    browse(mika).post(at("link_instructor", now_running.pk))

    assert not Pass.objects.exists()
    assert browse(mika).get(now_running.get_absolute_url()).status_code == 200
