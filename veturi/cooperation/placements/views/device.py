"""How an outbox of a device is answered: in JSON, and with all that was refused."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse


def by_device(request: HttpRequest) -> bool:
    """Whether the outbox of a device is sending."""
    return request.headers.get("Accept", "") == "application/json"


def refused(form: forms.BaseForm) -> HttpResponse:
    errors = [str(error) for errors in form.errors.values() for error in errors]
    return JsonResponse({"state": "refused", "errors": errors}, status=422)
