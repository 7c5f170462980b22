"""Fields that the school has made for itself, and what stands in them."""

from collections.abc import Iterator
from datetime import timedelta

from veturi.directory.actions.own_fields import add_own_field
from veturi.directory.actions.own_values import Given, give_own_many
from veturi.directory.models import OwnField, Partnership, Person, Provider, Thing
from veturi.directory.own_fields import own_fields
from veturi.foundation.words import Words
from veturi.surfaces.demo.cast import Group, Neighbour
from veturi.surfaces.demo.happening import by_chance
from veturi.surfaces.demo.plan import chance
from veturi.surfaces.demo.settling import Town

INDUCTED, AREA, REGISTERED, TRAINED = (
    "perehdytys_tehty",
    "oppilaitoksen_avainalue",
    "sopimuksen_diaarinumero",
    "ohjaajakoulutus_kayty",
)
# By the code of the trade; what is no key area of the school is left open.
AREAS = {
    "kasvatus": Words("Kasvatus ja ohjaus", "Fostran och handledning", "Education and guidance"),
    "hoiva": Words("Sosiaali- ja terveysala", "Social- och hälsovård", "Health and social care"),
    "metalli": Words("Metalli ja kone", "Metall och maskin", "Metal and machinery"),
    "ravintola": Words("Ravintola ja elintarvike", "Restaurang och livsmedel", "Food"),
    "puhtaus": Words("Puhtaus ja kiinteistö", "Städ och fastighet", "Cleaning and property"),
}
FIELDS = (
    (
        Thing.PARTNER,
        {
            "label_fi": "Perehdytys tehty",
            "label_sv": "Introduktionen gjord",
            "label_en": "Induction done",
            "help_text": "Työpaikka on perehdytetty opiskelijan ohjaamiseen.",
            "kind": "truth",
            "is_filter": True,
        },
    ),
    (
        Thing.PARTNER,
        {
            "label_fi": "Oppilaitoksen avainalue",
            "label_sv": "Läroanstaltens nyckelområde",
            "label_en": "Key area of the school",
            "kind": "choice",
            "is_filter": True,
        },
    ),
    (
        Thing.PARTNER,
        {
            "label_fi": "Sopimuksen diaarinumero",
            "label_sv": "Avtalets diarienummer",
            "label_en": "Registry number of the agreement",
            "help_text": "Asianhallinnasta, esimerkiksi OPK/123/2026.",
            "kind": "text",
        },
    ),
    (
        Thing.PERSON,
        {
            "label_fi": "Ohjaajakoulutus käyty",
            "label_sv": "Handledarutbildningen gången",
            "label_en": "Instructor training done",
            "kind": "day",
        },
    ),
)


def make_fields(provider: Provider) -> None:
    for thing, fields in FIELDS:
        choices = list(AREAS.values()) if fields["kind"] == "choice" else []
        add_own_field(provider, thing=thing, by=None, fields=fields, choices=choices)


def fill_fields(town: Town) -> None:
    """Most of the near partners, some of the others; and whoever has been trained to instruct."""
    by = town.coordinator
    fields = {one.key: one for one in own_fields(town.provider.pk, Thing.PARTNER)}
    give_own_many(list(_of_partners(town, fields)), provider=town.provider, by=by)
    [trained] = own_fields(town.provider.pk, Thing.PERSON)
    give_own_many(list(_of_people(town, trained)), provider=town.provider, by=by)


def _of_partners(town: Town, fields: dict[str, OwnField]) -> Iterator[tuple[Partnership, Given]]:
    rng = chance(town.first_number, "own fields")
    areas = {words.fi: key for key, words in fields[AREA].shape.choices.items()}
    for number, (who, partner) in enumerate(zip(town.plan.partners, town.partners, strict=True)):
        values: dict[str, str | int] = {}
        if by_chance(rng, 0.5):
            values[fields[INDUCTED].name] = by_chance(rng, 0.8)
        if who.trade.code in AREAS:
            values[fields[AREA].name] = areas[AREAS[who.trade.code].fi]
        if _has_agreement(who):
            year = min(partner.since.year + rng.randint(0, 2), town.today.year)
            values[fields[REGISTERED].name] = f"OPK/{100 + number}/{year}"
        yield partner, values


def _has_agreement(who: Neighbour) -> bool:
    return who.group in {Group.STRATEGIC, Group.DEVELOPING}


def _of_people(town: Town, trained: OwnField) -> Iterator[tuple[Person, Given]]:
    rng = chance(town.first_number, "trained")
    for persons in town.contacts:
        for person in persons:
            if by_chance(rng, 0.2):
                on = town.today - timedelta(days=rng.randint(20, 1500))
                yield person, {trained.name: on}
