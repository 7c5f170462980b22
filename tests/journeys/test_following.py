"""Whoever follows a partner sees its news on the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.encounters import actions

pytestmark = pytest.mark.django_db


def test_news_of_a_followed_partner_stand_on_the_desk(browse, aino, mika, workshop, bakery):
    page = browse(mika)
    assert 'id="followed"' not in page.get("/").content.decode()

    page.post(reverse("encounters:following", args=[workshop.pk]))
    for partner in (workshop, bakery):
        what = actions.Logged(kind="encounters.met", on=timezone.localdate(), partners=[partner])
        actions.log(what, by=aino, at=timezone.now())
    body = page.get("/").content.decode()
    followed = body[body.index('id="followed"') : body.index('id="latest"')]

    assert workshop.name in followed and bakery.name not in followed
