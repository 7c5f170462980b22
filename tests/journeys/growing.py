"""Pages that list something, each with the way in which what it lists becomes more."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from veturi.cooperation.encounters import actions as encounters
from veturi.cooperation.encounters.models import Attachment, Party, Presence
from veturi.directory.actions import naming_others, partners, people
from veturi.directory.models import OrganisationName, Role
from veturi.directory.tests.factories import (
    PartnershipFactory,
    PersonFactory,
    PositionFactory,
    staff,
)
from veturi.foundation.history.actions import Difference, note_many
from veturi.foundation.jobs.models import Job
from veturi.foundation.mail.models import CaughtLetter
from veturi.foundation.mail.backend import caught
from veturi.insight.levels import actions as levels
from veturi.insight.levels.models import Override, Statement, Verdict
from veturi.insight.levels.ruleset import PROPOSAL
from veturi.ledger import journal
from veturi.ledger.entries import Entry
from veturi.ledger.adopting import adopt_gifts, adopt_weights
from veturi.ledger.kinds import Currency, Layer, all_deed_kinds, deed_kind
from veturi.surfaces.imports.models import Import, Row


@dataclass
class Given:
    """The college, and the things whose pages are looked at."""

    college: Any
    aino: Any
    workshop: Any
    otto: Any
    met: Any
    imported: Any
    job: Any
    numbers: Any = field(default_factory=count)

    @property
    def today(self):
        return timezone.localdate()

    def some(self, how_many):
        return [next(self.numbers) for _ in range(how_many)]


def staff_members(given, how_many):
    for number in given.some(how_many):
        person = staff(given.college, f"Virka{number}", "Vakanssi", "teacher")
        people.grant(person, role=Role.READER, by=given.aino, since=given.today)


def changes(thing):
    def of_thing(given, how_many):
        subject = getattr(given, thing).key
        rows = [(subject, [Difference("notes", "", str(n))]) for n in given.some(how_many)]
        note_many(rows, scope=given.college.scope, by=given.aino.user)
        note_many(rows[:1], scope=given.college.scope, by=None)

    return of_thing


def promises(given, how_many):
    now = timezone.now()
    for number in given.some(how_many):
        partner = PartnershipFactory(provider=given.college)
        owner = staff(given.college, f"Lupaaja{number}", "Virkailija", "teacher")
        for days in (-3, 3, 30):
            due = given.today + timedelta(days=days)
            encounters.agree_next(
                partner, text="Soita", due=due, owner=owner, by=given.aino, at=now
            )


def parts_of_an_encounter(given, how_many):
    """Partners, people, files, next steps, deeds and corrections."""
    provider, met, now = given.college, given.met, timezone.now()
    for number in given.some(how_many):
        partner, person = PartnershipFactory(provider=provider), PersonFactory(provider=provider)
        Party.objects.create(provider=provider, encounter=met, partnership=partner)
        Presence.objects.create(provider=provider, encounter=met, person=person)
        Attachment.objects.create(
            provider=provider,
            encounter=met,
            file=ContentFile(b"x", name=f"{number}.txt"),
            name=f"{number}.txt",
            size=1,
            added_at=now,
            added_by=given.aino,
        )
        owner = staff(provider, f"Seuraava{number}", "Askel", "teacher")
        encounters.agree_next(
            given.workshop,
            text="Soita",
            due=given.today,
            owner=owner,
            by=given.aino,
            at=now,
            encounter=met,
        )
    entries = [
        Entry(kind=met.kind, on=met.on, partners=[given.workshop.pk], source=met.key)
        for _ in range(how_many)
    ]
    journal.record_many(entries, provider=provider, by=given.aino, at=now)
    changes("met")(given, how_many)


def parts_of_a_person(given, how_many):
    for number in given.some(how_many):
        PositionFactory(provider=given.college, person=given.otto)
        people.pause_person(
            given.otto,
            by=given.aino,
            channel="mail",
            reason=f"syy {number}",
            since=given.today,
            until=None,
        )


def parts_of_a_partner(given, how_many):
    """Contacts, who knows it, sites with parts, tags, pauses, other names, what it became."""
    college, workshop, by = given.college, given.workshop, given.aino
    for number in given.some(how_many):
        person = PersonFactory(provider=college)
        PositionFactory(provider=college, person=person, partnership=workshop)
        colleague = staff(college, f"Tuttu{number}", "Tuttava", "teacher")
        partners.know(workshop, person=colleague, note="naapuri", on=given.today)
        site = partners.add_site(workshop, by=by, fields={"name": f"Halli {number}"})
        partners.add_site(workshop, by=by, fields={"name": f"Osa {number}", "parent": site})
        partners.pause(
            workshop, by=by, channel="mail", reason=f"{number}", since=given.today, until=None
        )
        name = {"kind": OrganisationName.Kind.WORKING, "name": f"Nimi {number}"}
        naming_others.add_name(workshop, by=by, fields=name)
        naming_others.succeed(
            workshop,
            successor=PartnershipFactory(provider=college),
            by=by,
            fields={"kind": "split", "on": given.today},
        )
        encounters.agree_next(
            workshop, text="Soita", due=given.today, owner=colleague, by=by, at=timezone.now()
        )
    held = list(workshop.taggings.values_list("tag__name", flat=True))
    partners.set_tags(workshop, names=[*held, *map(str, given.some(how_many))], by=by)


def parts_of_a_level(given, how_many):
    """Judgements, confirmations, statements and former verdicts, by as many people."""
    workshop, today = given.workshop, given.today
    for number in given.some(how_many):
        judge = staff(given.college, f"Arvioija{number}", "Arvelo", "coordinator")
        Override.objects.create(
            provider=given.college,
            partner=workshop,
            layer="everyday",
            depth=2,
            reason=f"syy {number}",
            since=today,
            until=today + timedelta(days=30),
            by=judge,
        )
        levels.confirm(workshop, layer=Layer.EVERYDAY, depth=1, by=judge, on=today)
        Statement.objects.create(
            provider=given.college,
            partner=workshop,
            layer="everyday",
            said_on=today,
            source=f"luettelo {number}",
        )
        verdicts = Verdict.objects.standing().filter(partner=workshop)
        verdicts.update(replaced_on=today)
        levels.renew([workshop], provider=given.college, on=today, why="day")


def deeds_of_many_kinds(given, how_many):
    kinds = [kind.code for kind in all_deed_kinds() if not kind.code.endswith(("_held", "_hosted"))]
    numbers = given.some(how_many)
    entries = [
        Entry(
            kind=kinds[number % len(kinds)],
            on=given.today - timedelta(days=3 * number),
            partners=[given.workshop.pk],
            source=f"test.thing:{number}",
        )
        for number in numbers
    ]
    journal.record_many(entries, provider=given.college, by=given.aino, at=timezone.now())


def letters(given, how_many):
    CaughtLetter.objects.bulk_create(
        caught(EmailMessage(f"Aihe {number}", "Teksti", to=[f"{number}@opisto.invalid"]))
        for number in given.some(how_many)
    )


def imports(given, how_many):
    for number in given.some(how_many):
        by = staff(given.college, f"Tuoja{number}", "Taulukko", "coordinator")
        Import.objects.create(
            provider=given.college,
            name=f"luettelo{number}.csv",
            uploaded_at=timezone.now(),
            uploaded_by=by,
        )


def rows(outcome):
    """Rows of an import, each taken for a partner of its own."""

    def of_outcome(given, how_many):
        imported, provider = given.imported, given.college
        Row.objects.bulk_create(
            Row(
                provider=provider,
                imported=imported,
                number=number + 2,
                cells=[f"Rivi {number} Oy", "Olematon"],
                severity=0,
                why="same_name",
                same_as=PartnershipFactory(provider=provider),
                partnership=PartnershipFactory(provider=provider),
                outcome=outcome,
                proposed="update",
            )
            for number in given.some(how_many)
        )
        if outcome:
            Import.objects.filter(pk=imported.pk).update(run_at=timezone.now())

    return of_outcome


def jobs(given, how_many):
    Job.objects.bulk_create(
        Job(
            key=f"work:{number}",
            scope=given.college.scope,
            title="Työ",
            step="veturi.none",
            asked_at=timezone.now(),
            asked_by=given.aino.user,
            touched_at=timezone.now(),
        )
        for number in given.some(how_many)
    )


def own_sets(given, how_many):
    """Weights, rules of level and default amounts of one's own, each from a day of its own."""
    for number in given.some(how_many):
        decided = {
            "valid_from": given.today + timedelta(days=number),
            "source": "Johtoryhmä, 4 §",
            "by": given.aino,
            "at": timezone.now(),
        }
        weights = {currency: Decimal(number + 1) for currency in Currency}
        adopt_weights(given.college, weights=weights, why="kokous", **decided)
        rules = {**PROPOSAL, "version": f"oma-{number}"}
        levels.adopt_rules(given.college, data=rules, why="kokous", **decided)
        adopt_gifts(
            given.college,
            kind=deed_kind("encounters.met"),
            partner_gives="expertise_hours:1/deed",
            we_give="",
            **decided,
        )


def judged_partners(given, how_many):
    """Partners with tags and an owner, each active by evidence."""
    some = [PartnershipFactory(provider=given.college, owner=given.aino) for _ in range(how_many)]
    for partner in some:
        partners.set_tags(partner, names=["metalli"], by=given.aino)
    whats = [
        encounters.Logged(kind="encounters.met", on=given.today, partners=[partner])
        for partner in some
    ]
    encounters.log_many(whats, provider=given.college, by=given.aino, at=timezone.now())
    levels.catch_up(given.college, on=given.today)


def at(name, of=None, **query):
    """The address of a page, of one of the things given."""

    def address(given):
        return reverse(name, args=[getattr(given, of).pk] if of else [], query=query or None)

    return address


PAGES = {
    "staff": (at("directory:staff"), staff_members),
    "history": (at("directory:partner_history", "workshop"), changes("workshop")),
    "promises of the team": (at("encounters:todo", whose="team"), promises),
    "encounter": (at("encounters:show", "met"), parts_of_an_encounter),
    "correction": (at("encounters:correction", "met"), parts_of_an_encounter),
    "partner": (at("desk:partner", "workshop"), parts_of_a_partner),
    "partner with deeds": (at("desk:partner", "workshop"), deeds_of_many_kinds),
    "person": (at("desk:person", "otto"), parts_of_a_person),
    "changes of a person": (at("desk:person", "otto"), changes("otto")),
    "level": (at("levels:show", "workshop"), parts_of_a_level),
    "level with deeds": (at("levels:show", "workshop"), deeds_of_many_kinds),
    "reciprocity": (at("reciprocity:show", "workshop", years=5), deeds_of_many_kinds),
    "letters": (at("mail:list"), letters),
    "imports": (at("imports:index"), imports),
    "rows of an import": (at("imports:rows", "imported"), rows("")),
    "report of an import": (at("imports:report", "imported"), rows("updated")),
    "reversal of an import": (at("imports:reversal", "imported"), rows("updated")),
    "own rules": (at("levels:rules"), own_sets),
    "own weights": (at("reciprocity:weights"), own_sets),
    "own amounts": (at("encounters:gifts"), own_sets),
    "partners as CSV": (at("directory:partners", export="csv", columns="tags"), judged_partners),
    "levels as XLSX": (at("levels:index", export="xlsx"), judged_partners),
    "job": (at("jobs:show", "job"), jobs),
}
