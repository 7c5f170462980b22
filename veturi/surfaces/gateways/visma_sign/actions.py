"""A version is sent to the service, its state is asked, it is cancelled there."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions import agreements
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.actions.signing import keep_signed
from veturi.cooperation.placements.models import Signature, Version
from veturi.cooperation.placements.printing import pdf_of
from veturi.cooperation.placements.rules.words import Paper
from veturi.directory.models import Person
from veturi.foundation.files.checking import CheckedFile, check
from veturi.foundation.files.refusals import NotKept
from veturi.surfaces.gateways.visma_sign.inviting import Invitee
from veturi.surfaces.gateways.visma_sign.models import Document, Invitation
from veturi.surfaces.gateways.visma_sign.refusals import NoAnswer, NotReached
from veturi.surfaces.gateways.visma_sign.rules.statuses import (
    DocumentStatus,
    Outcome,
    read_status,
)
from veturi.surfaces.gateways.visma_sign.service import SignatureProvider, provider

VALID = timedelta(days=30)
# Over for everybody who has not signed.
OVER = frozenset({Outcome.EXPIRED, Outcome.CANCELLED})
WHY = {
    Outcome.REFUSED: _("Refused in the signing service."),
    Outcome.EXPIRED: _("The time to sign ended in the signing service."),
    Outcome.CANCELLED: _("Cancelled in the signing service."),
}


class NotSendable(Exception):
    """The version is not to be signed there now; the sentence says why."""


@transaction.atomic
def send(version: Version, *, by: Person, at: datetime) -> Document:
    """Whoever has not signed yet is invited there; the version is locked meanwhile."""
    fresh = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    waiting = _waiting(fresh)
    if Document.objects.open().filter(version=fresh).exists():
        raise NotSendable(_("It is in the signing service already."))
    service = provider()
    uuid = _created(service, fresh, at=at)
    try:
        service.add_file(uuid, f"{_name(fresh)}.pdf", pdf_of(fresh))
        invited = service.invite(
            uuid, [Invitee(row.name, row.email, row.phone, row.language) for row in waiting]
        )
    except NoAnswer:
        _let_go(service, uuid)
        raise
    document = Document.objects.create(
        provider_id=fresh.provider_id, version=fresh, uuid=uuid, sent_at=at, sent_by=by
    )
    for row, one in zip(waiting, invited, strict=True):
        Invitation.objects.create(
            provider_id=fresh.provider_id, document=document, signature=row, uuid=one.uuid
        )
    return document


def _waiting(version: Version) -> list[Signature]:
    """Who is to be invited; each must be reached."""
    if not version.is_open:
        raise NotSendable(_("Say first who signs: only a version that waits is signed there."))
    waiting = [row for row in version.signatures.all() if row.waits]
    for row in waiting:
        if not row.email:
            raise NotSendable(_("%(name)s has no e-mail address.") % {"name": row.name})
    return waiting


def _created(service: SignatureProvider, version: Version, *, at: datetime) -> str:
    return service.create(_name(version), valid_until=localdate(at) + VALID)


def _name(version: Version) -> str:
    """What the invitation is called: it names no student."""
    with override(version.language):
        paper = str(Paper(version.agreement.paper).label)
        return gettext("%(paper)s %(key)s, version %(number)s") % {
            "paper": paper.capitalize(),
            "key": version.agreement_id,
            "number": version.number,
        }


def _let_go(service: SignatureProvider, uuid: str) -> None:
    """What was half made is not left there to be signed; out of reach, it expires by itself."""
    try:
        service.cancel(uuid)
    except NoAnswer:
        return


def look(document: Document, *, at: datetime) -> Document:
    """Ask how it goes: who has signed has signed, who has refused has declined."""
    service = provider()
    document.refresh_from_db(fields=["closed_at", "outcome"])
    if document.closed_at is not None:
        return document
    if not _is_wanted(document.version):
        return cancel(document, at=at)
    status = read_status(service.status(document.uuid))
    paper = _signed(service, document) if status.outcome == Outcome.SIGNED else None
    return _apply(document, status, paper=paper, at=at)


def _is_wanted(version: Version) -> bool:
    """Withdrawn or signed otherwise, it is not to be signed there any more."""
    waits = version.signatures.filter(signed_at=None, declined_at=None)
    return version.withdrawn_at is None and waits.exists()


def _signed(service: SignatureProvider, document: Document) -> CheckedFile:
    """The signed paper goes through the same gate as any file that comes in."""
    content = service.download(document.uuid)
    try:
        return check(SimpleUploadedFile(f"{_name(document.version)}.pdf", content))
    except NotKept as odd:
        raise NotReached from odd


@transaction.atomic
def _apply(
    document: Document, status: DocumentStatus, *, paper: CheckedFile | None, at: datetime
) -> Document:
    fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if fresh.closed_at is not None:
        return fresh
    for one in fresh.invitations.select_related("signature__version"):
        _answer(one, _outcome(status, one), at=at)
    fresh.asked_at = at
    if status.outcome != Outcome.WAITS and not _waited_for(fresh):
        fresh.closed_at, fresh.outcome = at, status.outcome.value
        if paper is not None:
            keep_signed(fresh.version, paper, signature=None, by=None, at=at)
    fresh.save(update_fields=["asked_at", "closed_at", "outcome"])
    return fresh


def _waited_for(document: Document) -> bool:
    """Somebody signed there while the law forbade it: it is asked again until it does not."""
    return document.invitations.filter(
        signature__signed_at=None, signature__declined_at=None
    ).exists()


def _outcome(status: DocumentStatus, invitation: Invitation) -> Outcome:
    """Its own, or that of the whole document when that is over."""
    own = status.invitations.get(invitation.uuid, Outcome.WAITS)
    is_over = status.outcome in OVER or status.outcome == Outcome.SIGNED
    return status.outcome if own == Outcome.WAITS and is_over else own


def _answer(invitation: Invitation, outcome: Outcome, *, at: datetime) -> None:
    """What the law or another way of signing forbids meanwhile is left as it is."""
    if outcome == Outcome.WAITS or not invitation.signature.waits:
        return
    try:
        with transaction.atomic():
            _act(invitation, outcome, at=at)
    except NotPossible:
        return


def _act(invitation: Invitation, outcome: Outcome, *, at: datetime) -> None:
    row = invitation.signature
    if outcome != Outcome.SIGNED:
        agreements.decline(row, why=str(WHY[outcome]), by=None, at=at)
        return
    evidence = {
        "service": "Visma Sign",
        "document": invitation.document.uuid,
        "invitation": invitation.uuid,
    }
    agreements.sign(row, way=Signature.Way.SERVICE, evidence=evidence, by=None, at=at)


def cancel(document: Document, *, at: datetime) -> Document:
    """It is not signed there any more; whoever waits signs otherwise."""
    provider().cancel(document.uuid)
    return close(document, Outcome.CANCELLED, at=at)


def close(document: Document, outcome: Outcome, *, at: datetime) -> Document:
    """Nothing more is asked about it."""
    document.asked_at = document.closed_at = at
    document.outcome = outcome.value
    document.save(update_fields=["asked_at", "closed_at", "outcome"])
    return document
