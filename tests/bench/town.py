"""A small town in which the judged questions have something to find, among others that are like it."""

from collections.abc import Iterable
from random import Random

from bench.questions import Judged
from veturi.directory.actions.partners import NewPartner, add_partners
from veturi.directory.actions.people import add_people
from veturi.directory.actions.towns import add_sites
from veturi.foundation.text import fold
from veturi.surfaces.demo.words import public
from veturi.surfaces.demo.words.persons import WIDE, PersonNames
from veturi.surfaces.demo.words.public import Public
from veturi.surfaces.demo.words.trades import TRADES
from veturi.surfaces.demo.words.workplaces import wide

OFFICIAL = {
    one.in_use: one.name
    for many in vars(public).values()
    if isinstance(many, tuple) and many and isinstance(many[0], Public)
    for one in many
    if one.in_use
}


def build(questions: Iterable[Judged], *, college, on, others):
    """What the questions are about, and so many partners and persons besides."""
    asked = list(questions)
    rng = Random(3)
    partners = {one.name: one.mark for one in asked if one.kind == "partner"}
    names = wide()
    more = {names.make(rng.choice(TRADES), rng): "" for _ in range(others)}
    rows = add_partners(
        [_partner(name, number) for name, number in (more | partners).items()],
        provider=college,
        by=None,
        on=on,
    )
    people = {one.name: one for one in asked if one.kind == "person"}
    made_up = PersonNames(rng, WIDE)
    strangers = [
        {"given_name": given, "family_name": family}
        for given, family, _language in (made_up.make() for _ in range(others))
        if f"{given} {family}" not in people
    ]
    add_people([*map(_person, people.values()), *strangers], provider=college, by=None)
    sites = dict.fromkeys((one.name, *one.mark.split(", ")) for one in asked if one.kind == "site")
    fields = [{"name": name, "address": road, "place": place} for name, road, place in sites]
    add_sites([(rows[0], one) for one in fields], provider=college, by=None)


def _partner(name, number):
    return NewPartner(
        name=OFFICIAL.get(name, name), kind="company", business_id=number, fields={"name": name}
    )


def _person(one):
    given, family = one.name.split(" ", 1)
    domain = "esimerkki.invalid"
    if one.mark == "opisto.invalid" or one.group == "e-mail" and "opisto" in one.query:
        domain = "opisto.invalid"
    return {
        "given_name": given,
        "family_name": family,
        "email": f"{fold(given)}.{fold(family)}@{domain}",
        "phone": one.mark if one.mark[:1].isdigit() else "",
    }
