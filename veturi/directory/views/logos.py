"""The logo at the head of papers: which it is, a new one, none."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.actions import logos as actions
from veturi.directory.actions.changing import subject_of
from veturi.directory.forms.logos import LogoForm
from veturi.directory.models import Logo, Provider
from veturi.directory.present import PersonRequest
from veturi.directory.telling import told
from veturi.foundation.files.serving import answer_picture
from veturi.foundation.history.models import Change
from veturi.foundation.web.refusing import refusals_on, refusals_told, require

MOST = 50


def logo(request: PersonRequest) -> HttpResponse:
    """The one in use with a form for the next, and what became of earlier ones."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if form.is_valid():
        with refusals_on(form):
            actions.set_logo(form.cleaned_data["file"], by=request.person, at=timezone.now())
            messages.success(request, _("The logo is kept. New papers bear it."))
            return redirect("directory:logo")
    subject = subject_of(request.provider)
    changes = Change.objects.of(subject).filter(scope=request.scope).select_related("by")
    page = {
        "form": form,
        "logo": Logo.objects.seen_by(request.person).standing().first(),
        "changes": told(changes[:MOST], of=Provider, provider=request.provider),
    }
    return render(request, "directory/logo.html", page, status=422 if form.errors else 200)


@require_safe
def picture(request: PersonRequest, key: int) -> HttpResponse:
    row = get_object_or_404(Logo.objects.seen_by(request.person), pk=key)
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    return answer_picture(row)


@require_POST
def removal(request: PersonRequest) -> HttpResponse:
    """Papers say the name again."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    with refusals_told(request, actions.NoLogo):
        actions.remove_logo(by=request.person, at=timezone.now())
        messages.success(request, _("The logo is removed. New papers say the name of the school."))
    return redirect("directory:logo")
