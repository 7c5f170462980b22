"""Bringing in what Arvo tells of the survey of instructors."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Response
from veturi.cooperation.placements.rules.responses import (
    NotResponses,
    Token,
    read_answered,
    read_tokens,
)
from veturi.cooperation.placements.rules.unread import Unread
from veturi.directory.models import Person, Provider
from veturi.foundation.history.actions import Difference, note
from veturi.foundation.sheets.delimited import decode

KEPT = ("bundle", "business_id", "workplace", "ended_on", "days", "is_answered")


class NotBrought(Exception):
    """The files cannot be read; the sentence says why."""


class Brought(NamedTuple):
    """How many rows were taken, and which were not."""

    read: int
    unread: list[Unread]


@transaction.atomic
def bring_responses(
    provider: Provider, *, tokens: bytes, answers: bytes | None, by: Person, at: datetime
) -> Brought:
    """Take the rows over those there are: what Arvo says last holds."""
    rows, unread = _read(tokens, answers)
    Response.objects.bulk_create(
        [_response(provider, row) for row in {row.token: row for row in rows}.values()],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["provider", "token"],
        update_fields=KEPT,
    )
    if rows:
        brought = [Difference("responses", "", str(len(rows)))]
        subject = f"directory.provider:{provider.pk}"
        note(subject, brought, scope=provider.scope, by=by.user, at=at)
    return Brought(len(rows), unread)


def _read(tokens: bytes, answers: bytes | None) -> tuple[list[Token], list[Unread]]:
    try:
        answered = read_answered(decode(answers)) if answers else set()
        return read_tokens(decode(tokens), answered=answered)
    except NotResponses as refusal:
        sentence = _("The column %(place)s is missing. Nothing was brought in.")
        raise NotBrought(sentence % {"place": refusal.place}) from refusal


def _response(provider: Provider, row: Token) -> Response:
    return Response(
        provider=provider,
        token=row.token,
        bundle=row.bundle[:120],
        business_id=row.business_id[:9],
        workplace=row.workplace[:200],
        ended_on=row.ended_on,
        days=row.days,
        is_answered=row.is_answered,
    )
