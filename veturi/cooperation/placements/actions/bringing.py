"""Agreements that were signed elsewhere, before or beside Veturi, are brought in as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.actions.settling import settle
from veturi.cooperation.placements.models import Agreement, Period, Signature, Version
from veturi.cooperation.placements.rules.content import digest
from veturi.cooperation.placements.rules.papers import TOLD_TO_STUDENT
from veturi.cooperation.placements.rules.words import Paper
from veturi.directory.models import Person, Provider
from veturi.foundation.rows import create


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A paper of a period as it was signed; `signed_at` is the moment of the last signature."""

    period: Period
    paper: Paper
    content: Mapping[str, Any]
    signed_on: date
    signed_at: datetime
    signers: Sequence[Signer]
    language: str = "fi"


@transaction.atomic
def bring_in(
    papers: Sequence[SignedPaper], *, provider: Provider, by: Person | None, at: datetime
) -> list[Version]:
    """The set form; the periods themselves say since when they are agreed."""
    rows = [
        Agreement(provider=provider, period=one.period, paper=one.paper.value) for one in papers
    ]
    create(rows)
    pairs = list(zip(papers, rows, strict=True))
    versions = [_version(one, row, by=by, at=at) for one, row in pairs]
    create(versions)
    create(
        [
            _signature(one, version, signer, place)
            for one, version in zip(papers, versions, strict=True)
            for place, signer in enumerate(one.signers)
        ]
    )
    settle([one.period.pk for one in papers], provider=provider, by=by, at=at)
    return versions


def _version(one: SignedPaper, row: Agreement, *, by: Person | None, at: datetime) -> Version:
    return Version(
        provider_id=row.provider_id,
        agreement=row,
        number=1,
        content=dict(one.content),
        digest=digest(one.content),
        language=one.language,
        made_at=at,
        made_by=by,
        sent_at=one.signed_at,
        signed_on=one.signed_on,
        student_told_at=one.signed_at if one.paper in TOLD_TO_STUDENT else None,
    )


def _signature(one: SignedPaper, version: Version, signer: Signer, place: int) -> Signature:
    return Signature(
        provider_id=version.provider_id,
        version=version,
        place=place,
        party=signer.party,
        person=signer.person,
        name=signer.name,
        email=signer.email,
        phone=signer.phone,
        language=signer.language,
        signed_at=one.signed_at,
        way=Signature.Way.PAPER,
        evidence={"digest": version.digest, "on": one.signed_on.isoformat()},
    )
