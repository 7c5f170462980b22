"""Signing otherwise than by a link: ours by signing in, anybody on paper."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.agreements import sign
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.models import Signature, SignedFile, Version
from veturi.cooperation.placements.rules.words import Party
from veturi.directory.models import Person
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.files.models import kept


@transaction.atomic
def sign_for_us(signature: Signature, *, by: Person, at: datetime) -> Signature:
    """Whoever is signed in signs for us; the name on the paper becomes theirs."""
    if signature.party != Party.PROVIDER:
        raise NotPossible(_("Only our own signature is given here."))
    row = sign(
        signature,
        way=Signature.Way.SIGNED_IN,
        evidence={"person": by.key, "email": by.email},
        by=by,
        at=at,
    )
    row.person, row.name, row.email = by, str(by), by.email
    row.save(update_fields=["person", "name", "email"])
    return row


@transaction.atomic
def sign_on_paper(
    signature: Signature, *, on: date, file: CheckedFile, by: Person, at: datetime
) -> Signature:
    """A paper with a signature has come back: its day and its picture are kept."""
    if on > localdate(at):
        raise NotPossible(_("This day is still to come."))
    if on < localdate(signature.version.made_at):
        raise NotPossible(_("It cannot have been signed before it was drawn up."))
    row = sign(
        signature,
        way=Signature.Way.PAPER,
        evidence={"entered_by": str(by), "entered_by_key": by.key, "file": file.digest},
        by=by,
        at=at,
        on=on,
    )
    keep_signed(row.version, file, signature=row, by=by, at=at)
    return row


def keep_signed(
    version: Version,
    file: CheckedFile,
    *,
    signature: Signature | None,
    by: Person | None,
    at: datetime,
) -> SignedFile:
    """Keep a signed paper with its version."""
    made: SignedFile = SignedFile.objects.create(
        provider_id=version.provider_id,
        version=version,
        signature=signature,
        added_at=at,
        added_by=by,
        **kept(file),
    )
    return made
