"""An act that a form asks for: refused on the form, or done and said on the next page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from veturi.foundation.web.refusing import refusals_on

Do = Callable[[dict[str, Any]], Any]


def act_by_form(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    template: str,
    page: dict[str, Any],
    act: Do,
    done: str,
    to: Any = None,
    refusals: tuple[type[Exception], ...] = (),
) -> HttpResponse:
    """`act` is given what the form holds; then on to `to`, or to what the act made."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, *refusals):
            made = act(form.cleaned_data)
            messages.success(request, done)
            return redirect(to or made)
    return render(request, template, {**page, "form": form}, status=422 if form.errors else 200)
