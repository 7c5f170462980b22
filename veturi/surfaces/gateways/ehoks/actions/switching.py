"""Sending to eHOKS is switched on and off: facts with their moments and who did it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import tell
from veturi.directory.models import Person, Provider
from veturi.foundation.history.actions import Difference
from veturi.surfaces.gateways.ehoks.models import Writing
from veturi.surfaces.gateways.ehoks.refusals import NotConfigured, SwitchedAlready
from veturi.surfaces.gateways.ehoks.service import is_in_use

FIELD = "ehoks_writing"


@transaction.atomic
def switch_on(provider: Provider, *, by: Person, at: datetime) -> Writing:
    """From now on whoever keeps periods may send them to eHOKS."""
    if not is_in_use(provider):
        raise NotConfigured
    if _open(provider) is not None:
        raise SwitchedAlready(_("Sending to eHOKS is switched on already."))
    row = Writing.objects.create(provider=provider, on_at=at, on_by=by)
    tell(row, [Difference(FIELD, "False", "True")], by=by)
    return row


@transaction.atomic
def switch_off(provider: Provider, *, by: Person, at: datetime) -> Writing:
    """From now on eHOKS is only read."""
    row = _open(provider)
    if row is None:
        raise SwitchedAlready(_("Sending to eHOKS is switched off already."))
    row.off_at, row.off_by = at, by
    row.save(update_fields=["off_at", "off_by"])
    tell(row, [Difference(FIELD, "True", "False")], by=by)
    return row


def _open(provider: Provider) -> Writing | None:
    """The provider is locked, so that two presses are one."""
    Provider.objects.select_for_update().get(pk=provider.pk)
    return Writing.objects.open().filter(provider=provider).first()
