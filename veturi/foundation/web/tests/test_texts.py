"""What is not translated is found; what the code marks is in both catalogues."""

import pytest

from veturi.foundation.web import texts

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext
_("Name the place.")
gettext_lazy("Stop")
ngettext("%(count)s row", "%(count)s rows", 2)
"""
PAGE = (
    '{% do list() %}<h1>{% trans name="x" %}Hello\n   {{ name }}{% endtrans %}</h1>{{ _("Stop") }}'
)
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
WHOLE = {
    "Name the place.": "Nimeä paikka.",
    "Stop": "Lopeta",
    "Hello %(name)s": "Hei %(name)s",
}


@pytest.fixture
def house(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "code.py").write_text(CODE)
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    return tmp_path


def catalogue(house, texts_of, rows=("%(count)s rivi", "%(count)s riviä"), flag=""):
    folder = house / "locale" / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    entries = [f'{flag}msgid "{id}"\nmsgstr "{string}"\n' for id, string in texts_of.items()]
    entries.append(
        'msgid "%(count)s row"\nmsgid_plural "%(count)s rows"\n'
        + "".join(f'msgstr[{n}] "{row}"\n' for n, row in enumerate(rows))
    )
    (folder / "django.po").write_text("\n".join([HEAD, *entries]))


def faults(house):
    wanted = texts.marked(house, mapping=texts.MAPPING)
    return [
        line.split(": ", 2)[2] for line in texts.untranslated(wanted, language="fi", folder=house)
    ]


def test_texts_of_code_and_pages_are_found(house):
    wanted = texts.marked(house, mapping=texts.MAPPING)

    found = {texts.first(message) for message in wanted if message.id}
    assert found == {"Name the place.", "Stop", "%(count)s row", "Hello %(name)s"}


def test_a_whole_catalogue_has_no_fault(house):
    catalogue(house, WHOLE)

    assert faults(house) == []


def test_a_missing_and_an_empty_translation_are_named(house):
    catalogue(house, {**WHOLE, "Stop": ""}, rows=("%(count)s rivi", ""))

    assert faults(house) == ["not translated: 'Stop'", "not translated: '%(count)s row'"]


def test_a_doubtful_translation_is_named(house):
    catalogue(house, WHOLE, flag="#, fuzzy\n")

    assert "marked as doubtful: 'Stop'" in faults(house)


def test_lost_placeholders_are_named(house):
    catalogue(house, {**WHOLE, "Hello %(name)s": "Hei %(nimi)s"})

    [fault] = faults(house)
    assert fault.endswith("'Hello %(name)s'")


def test_a_missing_catalogue_is_named(house):
    wanted = texts.marked(house, mapping=texts.MAPPING)

    [line] = texts.untranslated(wanted, language="fi", folder=house)
    assert line.startswith("fi: there is no catalogue")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_text_is_translated(language):
    wanted = texts.marked(texts.PACKAGE, mapping=texts.MAPPING)

    assert list(texts.untranslated(wanted, language=language)) == []
