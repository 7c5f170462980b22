"""How a document stands, as a lamp and words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veturi.surfaces.gateways.visma_sign.rules.statuses import Outcome

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

OUTCOMES: dict[str, tuple[str, "StrPromise"]] = {
    "": ("wait", _("Waits for signatures in the service")),
    Outcome.SIGNED: ("ok", _("Everybody has signed")),
    Outcome.REFUSED: ("stop", _("Somebody refused to sign")),
    Outcome.EXPIRED: ("stop", _("The time to sign ended")),
    Outcome.CANCELLED: ("info", _("Cancelled in the service")),
}
