"""The default amounts of kinds: the catalogue's, and a provider's own from a day on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.cooperation.encounters.forms import GiftsForm
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import refusals_on, require
from veturi.ledger.adopting import NotAdopted, adopt_gifts
from veturi.ledger.kinds import all_deed_kinds, deed_kind
from veturi.ledger.models import KindSetting
from veturi.ledger.settings import Defaults


def gifts(request: PersonRequest) -> HttpResponse:
    """What each kind gives by default today; a change is valid from its day on."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    form = GiftsForm(request.POST or None, initial={"valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        kind = deed_kind(given.pop("kind"))
        with refusals_on(form, NotAdopted):
            adopt_gifts(request.provider, kind=kind, by=request.person, at=timezone.now(), **given)
            messages.success(request, _("The amounts are adopted. Earlier deeds keep theirs."))
            return redirect("encounters:gifts")
    defaults = Defaults.of(request.provider)
    own = KindSetting.objects.filter(provider=request.provider).with_ends()
    own = own.order_by("-valid_from", "kind")
    page = {
        "form": form,
        "kinds": [(k, *defaults.gifts(k, on=request.today)) for k in all_deed_kinds()],
        "own": [(row, deed_kind(row.kind)) for row in own],
        "own_kinds": {row.kind for row in own},
    }
    return render(request, "encounters/gifts.html", page, status=422 if form.errors else 200)
