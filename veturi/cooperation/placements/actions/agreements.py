"""An agreement in writing: drawn up, sent, signed by each party, amended, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.doors import invite_student
from veturi.cooperation.placements.actions.periods import (
    NotPossible,
    agree,
    refuse_called_off,
)
from veturi.cooperation.placements.actions.settling import settle
from veturi.cooperation.placements.models import Agreement, Period, Signature, Version
from veturi.cooperation.placements.reading.cases import findings_of
from veturi.cooperation.placements.rules.content import digest, missing
from veturi.cooperation.placements.rules.law import Stage, hindrances
from veturi.cooperation.placements.rules.papers import TOLD_TO_STUDENT, needed
from veturi.cooperation.placements.rules.words import Paper
from veturi.directory.actions.changing import tell
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference
from veturi.ledger import journal
from veturi.ledger.models import Promise

SIGNATURE_DUE = "agreements.signature_due"
TO_SIGN = timedelta(days=7)


class NotSignable(NotPossible):
    """What the law or the paper itself still wants; `reasons` are its sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for a party, and where they are reached."""

    party: str
    name: str
    email: str = ""
    phone: str = ""
    language: str = "fi"
    person: Person | None = None


@transaction.atomic
def draw_up(
    period: Period,
    paper: Paper,
    *,
    content: Mapping[str, Any],
    language: str,
    by: Person | None,
    at: datetime,
    why: str = "",
) -> Version:
    """Put in writing what is agreed now; after a signed version this is an amendment."""
    refuse_called_off(period)
    if paper not in needed(period.form):
        raise NotPossible(_("A period of this form has no such paper."))
    agreement, _made = Agreement.objects.get_or_create(
        period=period, paper=paper, defaults={"provider": period.provider}
    )
    _replace_unsent(agreement, by=by, at=at)
    last = agreement.versions.exclude(signed_on=None).last()
    if last is not None and last.digest == digest(content):
        raise NotPossible(_("Nothing has changed since it was signed."))
    number = agreement.versions.aggregate(n=Max("number"))["n"] or 0
    version = Version.objects.create(
        provider=period.provider,
        agreement=agreement,
        number=number + 1,
        content=dict(content),
        digest=digest(content),
        language=language,
        why=why,
        made_at=at,
        made_by=by,
    )
    _tell(version, "drawn_up", by=by)
    return version


def _replace_unsent(agreement: Agreement, *, by: Person | None, at: datetime) -> None:
    """What nobody was asked to sign gives way; what was sent is withdrawn by a decision."""
    for version in agreement.versions.filter(signed_on=None, withdrawn_at=None):
        if version.sent_at is not None:
            raise NotPossible(_("A version waits already: send it, or withdraw it first."))
        withdraw(version, by=by, at=at)


def _tell(version: Version, what: str, *, by: Person | None, who: str = "") -> None:
    named = f"{version.agreement.paper} v{version.number}"
    tell(version.agreement.period, [Difference(what, "", f"{named} {who}".strip())], by=by)


def hindrances_to_signing(version: Version, *, on: date) -> list[str]:
    """What still stands between the version and its signatures, in sentences."""
    agreement = version.agreement
    wanted = missing(version.content, Paper(agreement.paper))
    found = hindrances(findings_of(agreement.period, on=on), to=Stage.SIGNING)
    return [*wanted, *(str(one.sentence) for one in found)]


@transaction.atomic
def send(
    version: Version, *, signers: Sequence[Signer], by: Person | None, at: datetime
) -> list[Signature]:
    """Ask the parties to sign; refused while something stands in the way."""
    version = _locked(version)
    refuse_called_off(version.agreement.period)
    if version.sent_at is not None or version.withdrawn_at is not None:
        raise NotPossible(_("This version was sent already."))
    if reasons := hindrances_to_signing(version, on=localdate(at)):
        raise NotSignable(reasons)
    signatures = [
        Signature(
            provider_id=version.provider_id,
            version=version,
            place=place,
            party=one.party,
            person=one.person,
            name=one.name,
            email=one.email,
            phone=one.phone,
            language=one.language,
        )
        for place, one in enumerate(signers)
    ]
    for row in signatures:
        row.full_clean()
        row.save()
    version.sent_at = at
    version.save(update_fields=["sent_at"])
    _promise(version, by=by, at=at)
    _tell(version, "sent", by=by)
    return signatures


def _locked(version: Version) -> Version:
    rows = Version.objects.select_for_update(of=("self",))
    return rows.select_related("agreement__period__partnership").get(pk=version.pk)


def _promise(version: Version, *, by: Person | None, at: datetime) -> None:
    period = version.agreement.period
    journal.promise(
        SIGNATURE_DUE,
        provider=period.provider,
        partners=[period.partnership_id],
        due=localdate(at) + TO_SIGN,
        owner=period.teacher,
        source=version.key,
        by=by,
        at=at,
    )


@transaction.atomic
def sign(
    signature: Signature,
    *,
    way: str,
    evidence: Mapping[str, Any],
    by: Person | None,
    at: datetime,
    on: date | None = None,
) -> Signature:
    """A party signs; with the last one the version is in force. `on`: the day on a paper."""
    version, row = _waiting(signature)
    if reasons := hindrances_to_signing(version, on=localdate(at)):
        raise NotSignable(reasons)
    row.signed_at, row.way = at, way
    row.evidence = {**evidence, "digest": version.digest, "on": (on or localdate(at)).isoformat()}
    row.full_clean()
    row.save()
    _tell(version, "signed", by=by, who=f"{row.get_party_display()} {row.name}")
    if not version.signatures.filter(signed_at=None).exists():
        _take_effect(version, by=by, at=at)
    return row


def _waiting(signature: Signature) -> tuple[Version, Signature]:
    """The version and the signature, locked, while it may still be given."""
    version = _locked(signature.version)
    row = Signature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
    if version.withdrawn_at is not None:
        raise NotPossible(_("This version was withdrawn: a new one will be sent."))
    if not row.waits:
        raise NotPossible(_("This was answered already."))
    refuse_called_off(version.agreement.period)
    return version, row


def _take_effect(version: Version, *, by: Person | None, at: datetime) -> None:
    """Every party has signed: the ledger is told, and the period is agreed when all papers are."""
    days = [row.evidence["on"] for row in version.signatures.all()]
    version.signed_on = date.fromisoformat(max(days))
    version.save(update_fields=["signed_on"])
    period = version.agreement.period
    settle([period.pk], provider=period.provider, by=by, at=at)
    signed = dict(
        Version.objects.filter(agreement__period=period, signed_on__isnull=False)
        .values_list("agreement__paper")
        .annotate(first=Max("signed_on"))
    )
    if period.agreed_on is None and set(needed(period.form)) <= signed.keys():
        agree(period, on=max(signed.values()), by=by, at=at)
    if version.agreement.paper in TOLD_TO_STUDENT and period.student.email:
        invite_student(period, by=by, at=at)


@transaction.atomic
def decline(signature: Signature, *, why: str, by: Person | None, at: datetime) -> Signature:
    """A party does not sign: the version waits for what we make of it."""
    version, row = _waiting(signature)
    row.declined_at, row.why = at, why
    row.full_clean()
    row.save()
    _tell(version, "declined", by=by, who=f"{row.get_party_display()} {row.name}")
    return row


@transaction.atomic
def withdraw(version: Version, *, by: Person | None, at: datetime) -> Version:
    """The version is not to be signed after all; what was signed of it counts for nothing."""
    version = _locked(version)
    if version.signed_on is not None:
        raise NotPossible(_("It is in force: amend it, or end the period."))
    if version.withdrawn_at is not None:
        raise NotPossible(_("This version was withdrawn: a new one will be sent."))
    version.withdrawn_at = at
    version.save(update_fields=["withdrawn_at"])
    for row in Promise.objects.unkept().filter(provider=version.provider_id, source=version.key):
        journal.withdraw(row, on=localdate(at))
    _tell(version, "withdrawn", by=by)
    return version


@transaction.atomic
def mend_signer(
    signature: Signature, *, name: str, email: str, phone: str, by: Person, at: datetime
) -> Signature:
    """Another address or person for a party that has not answered, to be asked again."""
    version, row = _waiting(signature)
    row.name, row.email, row.phone = name, email, phone
    row.full_clean()
    row.save()
    _tell(version, "asked_again", by=by, who=f"{row.get_party_display()} {name}")
    version.sent_at = at
    version.save(update_fields=["sent_at"])
    return row


@transaction.atomic
def student_saw(version: Version, *, at: datetime) -> Version:
    """The student has seen the agreement or its amendment."""
    if version.student_saw_at is None:
        version.student_saw_at = at
        version.save(update_fields=["student_saw_at"])
    return version
