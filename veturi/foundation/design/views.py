"""The gallery of components, for developers."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Name"), help_text=_("For example 0942165-3."))
    kind = forms.ChoiceField(
        label=_("Type"), choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    notes = forms.CharField(label=_("Notes"), widget=forms.Textarea, required=False)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once; only where DEBUG or the demo is on."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    station = [("1", True, False), ("2", True, True), ("3", False, False)]
    page = {
        "form": SampleForm(),
        "wrong": SampleForm({}),
        "stations": [
            SimpleNamespace(label=label, on=date(2026, 11, 1), done=done, current=now)
            for label, done, now in station
        ],
        "values": [3, 5, 4, 8, 9, 7, 12],
    }
    return render(request, "design/gallery.html", page)
