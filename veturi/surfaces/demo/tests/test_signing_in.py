"""One click at the door of the demo, and no such door anywhere else."""

import pytest

from veturi.directory.tests.factories import ProviderFactory, staff
from veturi.surfaces.demo.people import AINO, PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def aino_of_the_demo():
    return staff(ProviderFactory(slug="opisto"), "Aino", "Salmela", "coordinator", AINO.email)


def test_the_page_offers_everybody(browse, demo):
    page = browse().get("/demo/")

    assert page.status_code == 200
    for who in PEOPLE:
        assert who.name in page.content.decode()


def test_one_click_signs_in(browse, demo, aino_of_the_demo):
    client = browse()

    answer = client.post("/demo/sign-in/", {"email": AINO.email})

    assert answer.status_code == 302
    assert answer.url == "/"
    assert client.session["_auth_user_id"] == str(aino_of_the_demo.user.pk)


def test_outside_the_demo_there_is_no_such_door(browse, settings, aino_of_the_demo):
    settings.DEMO = False

    assert browse().get("/demo/").status_code == 404
    assert browse().post("/demo/sign-in/", {"email": AINO.email}).status_code == 404


def test_only_people_of_the_demo_come_in_this_way(browse, demo):
    other = staff(ProviderFactory(), "Otso", "Muualta", "administrator", "otso@muualla.invalid")

    assert browse().post("/demo/sign-in/", {"email": other.email}).status_code == 404
    assert browse().post("/demo/sign-in/", {}).status_code == 404


def test_looking_does_not_sign_in(browse, demo, aino_of_the_demo):
    assert browse().get("/demo/sign-in/", {"email": AINO.email}).status_code == 405


def test_a_closed_account_stays_closed(browse, demo, aino_of_the_demo):
    aino_of_the_demo.user.is_active = False
    aino_of_the_demo.user.save()

    assert browse().post("/demo/sign-in/", {"email": AINO.email}).status_code == 404
