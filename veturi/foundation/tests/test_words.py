from django.utils import translation

from veturi.foundation.words import Words, in_every_language, label

GUIDANCE = Words("ohjaus", "handledning", "guidance")


def test_words_are_read_in_the_readers_language():
    for language, read in (("fi", "ohjaus"), ("sv", "handledning"), ("en-gb", "guidance")):
        with translation.override(language):
            assert str(GUIDANCE) == read


def test_without_a_language_and_in_a_foreign_one_words_are_finnish():
    with translation.override(None):
        assert str(GUIDANCE) == "ohjaus"
    assert GUIDANCE.in_language("de") == "ohjaus"


def test_a_label_waits_for_its_reader():
    text = label("ohjaus", "handledning", "guidance")

    with translation.override("sv"):
        assert str(text) == "handledning"
    with translation.override("en"):
        assert text == "guidance"
    assert in_every_language(text) == GUIDANCE
