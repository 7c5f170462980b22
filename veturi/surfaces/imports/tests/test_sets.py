"""A list brought in row by row and as a set leaves the same in every table."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.db import models, transaction

from veturi.cooperation.encounters.models import Encounter
from veturi.directory.models import Body, OrganisationName, Partnership, Person, Site, Tag
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.jobs.models import Job
from veturi.foundation.search.models import Entry, Mark, Shelf, Word
from veturi.surfaces.imports import running
from veturi.surfaces.imports.models import Import, Row

pytestmark = pytest.mark.django_db

ON_SHELVES = {
    Shelf.THING: Partnership,
    Shelf.PERSON: Person,
    Shelf.PLACE: Site,
    Shelf.LINE: Encounter,
}
LEFT = {
    "people": Person,
    "persons": Person,
    "sites": Site,
    "places": Site,
    "bodies": Body,
    "names": OrganisationName,
    "encounters": Encounter,
    "made_tags": Tag,
    "reach": Body,
}
KEY = re.compile(r"\b(import|[a-z_]+\.[a-z]+):(\d+)")
MODELS = {model._meta.label_lower: model for model in apps.get_models()} | {"import": Import}
# Random, counted, or of the work and not of what came of it.
OTHERWISE = {"salt", "id", "file", "job"}
APART = {Job, Word}

PATA = made_up_business_id(1)
LIST = (
    "Nimi;Y-tunnus;Kunta;Yhteyshenkilö;Sähköposti;Puhelin;Kerros;Viim. yhteydenotto;Avainsanat"
    ";Osoite;Postinumero;Tyyppi",
    f"Pata Oy;{PATA};Turku;Anna Aalto;anna@pata.invalid;040 1234567;arki;3.2.2026"
    ";puu, metalli;Katu 1;20100;yritys",
    "Kattila ry;;Salo;Bertta Berg, sihteeri / Cecilia Cajan;;02 7654321;kehittävä;4.2.2026"
    ";puu;Tie 2;24100;yhdistys",
    f"Pata;{PATA};Turku;Anna Aalto;toinen@pata.invalid;050 7654321;verkosto;3.2.2026"
    ";muovi;Katu 1;20110;yritys",
    "Kattila ry;;Salo;Dan Dahl;dan@kattila.invalid;;arki;;;;;",
    ";;Salo;Eino Eho;;;;;;;;",
    f"Pannu Oy;{PATA[:-1]}x;Olematon;Fia Fors;;123;?;vko 41;;;;",
    "Oppilaitosten verkosto;;;Gun Grön;;;;;;;;verkosto",
    *(f"Kuppila {one} Oy;;Turku;Henk {one}ula;h{one}@kuppila.invalid;;;;;;;" for one in "ABCDEFG"),
)


def keys():
    return {
        model: set(model._default_manager.values_list("pk", flat=True))
        for model in apps.get_models()
        if model not in APART and model._meta.app_label != "django_q"
    }


def told(row):
    """What a key stands for."""
    if isinstance(row, Row):
        return f"row {row.number}"
    name = row.__dict__.get("name") or row.__dict__.get("line")
    return f"{row._meta.label_lower} {name or row}"


def told_keys(text):
    """The same text with what stands for a key in place of each."""
    return KEY.sub(lambda key: told(MODELS[key[1]].objects.get(pk=key[2])), text)


def told_left(before):
    """The keys that a row keeps for its reversal."""
    found = {}
    for name, value in before.items():
        model = LEFT.get(name)
        if model is None:
            found[name] = value
        elif isinstance(value, dict):
            found[name] = {told(model.objects.get(pk=key)): one for key, one in value.items()}
        else:
            found[name] = [
                told(model.objects.get(pk=one)) if isinstance(one, int) else one for one in value
            ]
    return found


def value_of(row, field):
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        other = getattr(row, field.name)
        return other and told(other)
    if isinstance(row, (Entry, Mark)) and field.name == "key":
        return told(ON_SHELVES[row.shelf].objects.get(pk=value))
    if isinstance(row, Row) and field.name == "before":
        return told_left(value)
    return told_keys(value) if isinstance(value, str) else value


def content(row):
    return repr(
        [
            (field.name, value_of(row, field))
            for field in row._meta.concrete_fields
            if not isinstance(field, models.DateTimeField) and field.name not in OTHERWISE
        ]
    )


def everything_new(before):
    """Of each table what was not there, as often as it is there now."""
    found = {}
    for model, there in before.items():
        rows = model._default_manager.exclude(pk__in=there)
        found[model._meta.label] = Counter(content(row) for row in rows)
    found["words"] = Counter(Word.objects.values_list("scope", "word"))
    return {label: rows for label, rows in found.items() if rows}


@pytest.fixture
def left_by(monkeypatch, tmp_path, bring, run):
    """All that a run of these lists leaves, taken back again."""

    def leave(*lists, a_step):
        monkeypatch.setattr(running, "A_STEP", a_step)
        with transaction.atomic():
            before = keys()
            for place, lines in enumerate(lists):
                path = tmp_path / f"luettelo{place}.csv"
                path.write_text("\n".join(lines), encoding="utf-8")
                run(bring(path))
            found = everything_new(before)
            transaction.set_rollback(True)
        return found

    return leave


def test_new_partners_with_all_that_belongs_to_them(left_by):
    row_by_row = left_by(LIST, a_step=1)

    assert left_by(LIST, a_step=1000) == row_by_row
    assert row_by_row["directory.Person"].total() == 12


def test_a_second_list_that_knows_better(left_by):
    better = (
        LIST[0],
        f"Pata Oy;{PATA};Salo;Anna Aalto, johtaja;uusi@pata.invalid;040 7654321;strateginen"
        ";5.3.2026;lasi;Katu 1;20120;yritys",
        "Kattila ry;;Salo;Bertta Berg;b@kattila.invalid;;;;;Tie 3;;yhdistys",
        "Kuppila A Oy;;Turku;Henk Aula;;09 310 1691;arki;;;;;",
        "Uusi Oy;;Turku;Iida Inberg;iida@uusi.invalid;;arki;5.3.2026;lasi;Katu 9;;",
        "Uusi Oy;;Turku;Iida Inberg;;09 310 1691;;;savi;Katu 9;20130;",
    )
    row_by_row = left_by(LIST, better, a_step=1)

    assert left_by(LIST, better, a_step=1000) == row_by_row
    assert row_by_row["directory.Person"].total() == 13
