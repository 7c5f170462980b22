"""Who may not is told so; what is refused is said on the form, and what was typed stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest


def require(allowed: bool) -> None:
    """Answer 403 unless it is allowed."""
    if not allowed:
        raise PermissionDenied


@contextmanager
def refusals_on(form: BaseForm, *refusals: type[Exception]) -> Iterator[None]:
    """Turn what the action refuses into an error of the form; nothing else is caught."""
    caught: tuple[type[Exception], ...] = (ValidationError, *refusals)
    try:
        yield
    except caught as refusal:
        for field, sentence in _by_field(form, refusal):
            form.add_error(field, sentence)


def _by_field(form: BaseForm, refusal: Exception) -> Iterator[tuple[str | None, str]]:
    """Each sentence at the field that it is about, or above all fields."""
    if not hasattr(refusal, "error_dict"):
        for sentence in sentences_of(refusal):
            yield None, sentence
        return
    for name, errors in refusal.error_dict.items():
        for sentence in ValidationError(errors).messages:
            yield name if name in form.fields else None, sentence


@contextmanager
def refusals_told(request: HttpRequest, *refusals: type[Exception]) -> Iterator[None]:
    """The same for an act without a form: the sentence stands on the next page."""
    caught: tuple[type[Exception], ...] = (ValidationError, *refusals)
    try:
        yield
    except caught as refusal:
        messages.error(request, sentence_of(refusal))


def sentence_of(refusal: Exception) -> str:
    """A constraint's sentences, or the refusal's own."""
    return " ".join(sentences_of(refusal))


def sentences_of(refusal: Exception) -> list[str]:
    """The same one by one: a refusal may have many `reasons`."""
    if isinstance(refusal, ValidationError):
        return refusal.messages
    return getattr(refusal, "reasons", None) or [str(refusal)]
