"""Forms speak the reader's language."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms
from django.utils.functional import Promise

import veturi


def _below(form):
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def _ours():
    """Every form of the house, after all of its modules were read."""
    for module in walk_packages(veturi.__path__, "veturi."):
        if ".forms" in module.name and ".tests" not in module.name:
            import_module(module.name)
    return [form for form in _below(forms.BaseForm) if form.__module__.startswith("veturi.")]


@pytest.mark.parametrize("what", ["label", "help_text"])
def test_no_field_shows_a_text_that_stays_english(what):
    forms_with_fields = [form for form in _ours() if getattr(form, "base_fields", None)]

    assert len(forms_with_fields) > 50
    assert [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in forms_with_fields
        for name, field in form.base_fields.items()
        if ".tests." not in form.__module__
        and (said := getattr(field, what))
        and not isinstance(said, Promise)
    ] == []
