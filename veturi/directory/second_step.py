"""Whoever must have a second step and has none is led to set one up before anything else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from veturi.directory.present import PersonRequest
from veturi.foundation.accounts.steps import OPEN_WITHOUT_STEP


class LeadToSecondStep:
    def __init__(self, answer: Callable[[PersonRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: PersonRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(
        self, request: PersonRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        is_open = match is not None and match.view_name in OPEN_WITHOUT_STEP
        if is_open or not request.lacks_second_step:
            return None
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(reverse("second_step"))
        return redirect("second_step")
