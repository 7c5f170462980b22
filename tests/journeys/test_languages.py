"""Pages speak the reader's language: the catalogues are compiled and in use."""

import pytest

pytestmark = pytest.mark.django_db
SAID = {"fi": ("Kirjaudu", "Työpöytä"), "sv": ("Logga in", "Skrivbord"), "en": ("Sign in", "Desk")}


@pytest.mark.parametrize("language", SAID)
def test_the_door_and_the_desk_speak_the_readers_language(language, browse, aino):
    door, desk = SAID[language]

    assert f"<h1>{door}</h1>" in browse(language=language).get("/account/sign-in/").content.decode()
    assert f"<h1>{desk}</h1>" in browse(aino, language).get("/").content.decode()


def test_finnish_is_the_language_when_none_is_asked_for(client):
    assert "<h1>Kirjaudu</h1>" in client.get("/account/sign-in/").content.decode()
