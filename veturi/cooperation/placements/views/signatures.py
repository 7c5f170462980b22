"""One signature of an agreement: ours by a button, on paper, declined, asked again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import agreements as actions
from veturi.cooperation.placements.actions.asking import ask_again
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.actions.signing import sign_for_us, sign_on_paper
from veturi.cooperation.placements.forms.agreements import (
    DeclineForm,
    PaperSignatureForm,
    SignerForm,
)
from veturi.cooperation.placements.models import Signature, SignedFile
from veturi.cooperation.placements.views.by_form import act_by_form
from veturi.cooperation.placements.watching import note_paper
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.files.serving import answer_file
from veturi.foundation.web.refusing import refusals_told, require


def _fetch(request: PersonRequest, key: int, act: Act) -> Signature:
    rows = Signature.objects.seen_by(request.person).select_related(
        "version__agreement__period__student", "version__agreement__period__partnership"
    )
    row: Signature = get_object_or_404(rows, pk=key)
    require(may(request.person, act, on=request.today))
    return row


@require_POST
def ours(request: PersonRequest, key: int) -> HttpResponse:
    """Whoever may sign for us signs."""
    row = _fetch(request, key, Act.SIGN)
    with refusals_told(request, NotPossible):
        sign_for_us(row, by=request.person, at=timezone.now())
        messages.success(request, _("Signed for us."))
    return redirect(row.version)


def _by_form(
    request: PersonRequest,
    row: Signature,
    form: forms.BaseForm,
    *,
    title: str,
    button: str,
    done: str,
    act: Callable[[dict[str, Any]], Any],
    note: str = "",
) -> HttpResponse:
    """An act that a form asks for: refused on the form, or done and said on the version's page."""
    return act_by_form(
        request,
        form,
        template="placements/signature_form.html",
        page={"signature": row, "title": title, "button": button, "note": note},
        act=act,
        done=done,
        to=row.version,
        refusals=(NotPossible,),
    )


def on_paper(request: PersonRequest, key: int) -> HttpResponse:
    """The signed paper has come back."""
    row = _fetch(request, key, Act.KEEP_PERIODS)
    form = PaperSignatureForm(
        request.POST or None, request.FILES or None, initial={"on": request.today}
    )
    return _by_form(
        request,
        row,
        form,
        title=_("Signed on paper"),
        button=_("Enter the signature"),
        done=_("The signature is entered."),
        note=_("The paper is kept with the signature, and so is who entered it."),
        act=lambda given: sign_on_paper(row, by=request.person, at=timezone.now(), **given),
    )


def declining(request: PersonRequest, key: int) -> HttpResponse:
    """The signer has told us that they do not sign."""
    row = _fetch(request, key, Act.KEEP_PERIODS)
    return _by_form(
        request,
        row,
        DeclineForm(request.POST or None),
        title=_("Does not sign"),
        button=_("Enter the refusal"),
        done=_("Entered. Withdraw this version, and draw up a new one."),
        act=lambda given: actions.decline(row, by=request.person, at=timezone.now(), **given),
    )


def mending(request: PersonRequest, key: int) -> HttpResponse:
    """Another address or person, to whom the letter is sent again."""
    row = _fetch(request, key, Act.KEEP_PERIODS)
    return _by_form(
        request,
        row,
        SignerForm(request.POST or None, instance=row),
        title=_("Ask again"),
        button=_("Send again"),
        done=_("Sent again."),
        note=_("Mend the address, or name another person who signs for the party."),
        act=lambda given: ask_again(
            Signature.objects.get(pk=key), by=request.person, at=timezone.now(), **given
        ),
    )


@require_safe
def file(request: PersonRequest, key: int) -> HttpResponse:
    """The signed paper, always as an attachment in a sandbox."""
    row: SignedFile = get_object_or_404(SignedFile.objects.seen_by(request.person), pk=key)
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    answer = answer_file(row)
    note_paper(request, row.key, row.name)
    return answer
