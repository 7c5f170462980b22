"""Signers are asked: the one place from which the letters with a link leave."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions import agreements
from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.actions.doors import ask_to_sign
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.models import Signature, Version
from veturi.cooperation.placements.reading.signers import likeliest, of_workplace
from veturi.cooperation.placements.rules.papers import parties
from veturi.cooperation.placements.rules.words import Paper, Party
from veturi.directory.models import Person

NOBODY = {
    Party.PROVIDER: _("Say who signs for us."),
    Party.WORKPLACE: _("Name a contact or an instructor who signs for the workplace."),
}


@transaction.atomic
def send_out(
    version: Version, *, signers: Sequence[Signer], by_letter: bool, by: Person, at: datetime
) -> list[Signature]:
    """Send the version; each signer outside gets a letter with a link, if letters are wanted."""
    signatures = agreements.send(version, signers=signers, by=by, at=at)
    if by_letter:
        for row in signatures:
            _ask(row, by=by, at=at)
    return signatures


@transaction.atomic
def ask_again(
    signature: Signature, *, name: str, email: str, phone: str, by: Person, at: datetime
) -> Signature:
    """Mend where the signer is reached, and write there."""
    row = agreements.mend_signer(signature, name=name, email=email, phone=phone, by=by, at=at)
    _ask(row, by=by, at=at)
    return row


def likely_signers(
    version: Version, *, ours: Person | None, by_letter: bool, on: date
) -> list[Signer]:
    """Who would sign for each party, when nobody is asked who does; refused when not known."""
    is_minor = bool(version.content["student"]["is_minor"])
    wanted = parties(Paper(version.agreement.paper), is_minor=is_minor)
    found = [_likely(party, version, ours=ours, on=on) for party in wanted]
    for one in found:
        if by_letter and one.party != Party.PROVIDER and not one.email:
            raise NotPossible(_("%(name)s has no e-mail address.") % {"name": one.name})
    return found


def _likely(party: Party, version: Version, *, ours: Person | None, on: date) -> Signer:
    period = version.agreement.period
    student = period.student
    if party == Party.STUDENT:
        return Signer(party, str(student), student.email, student.phone, student.language)
    if party == Party.GUARDIAN:
        if not student.guardian_name:
            raise NotPossible(_("Write down the guardian of the student."))
        reached = student.guardian_email, student.guardian_phone
        return Signer(party, student.guardian_name, *reached, student.language)
    person = ours if party == Party.PROVIDER else likeliest(of_workplace(period, on=on))
    if person is None:
        raise NotPossible(NOBODY[party])
    return signer_of(party, person)


def signer_of(party: Party, person: Person) -> Signer:
    return Signer(party, str(person), person.email, person.phone, person.language, person)


def _ask(row: Signature, *, by: Person, at: datetime) -> None:
    """Ours sign in Veturi: only the others need a link."""
    if row.email and row.party != Party.PROVIDER:
        ask_to_sign(row, by=by, at=at)
