"""How an outbox of a device is answered: in JSON, and with all that was refused."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse


def by_device(request: HttpRequest) -> bool:
    """Whether the outbox of a device is sending."""
    return request.headers.get("Accept", "") == "application/json"


def refused(form: forms.BaseForm) -> HttpResponse:
    """Each sentence names its field: the device shows them beside what it keeps, not in a form."""
    named = [
        str(error) if bound.is_hidden else f"{bound.label}: {error}"
        for bound in form
        for error in bound.errors
    ]
    errors = [*named, *map(str, form.non_field_errors())]
    return JsonResponse({"state": "refused", "errors": errors}, status=422)
