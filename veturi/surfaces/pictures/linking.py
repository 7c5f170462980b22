"""Addresses that keep the filters of the one that is looked at."""

from django import forms
from django.http import QueryDict
from django.urls import reverse


class Kept:
    """The filters of an address, and the saved view that they came from."""

    def __init__(self, query: QueryDict, filters: forms.Form) -> None:
        self._query = QueryDict(mutable=True)
        for name in (*filters.fields, "view"):
            if value := query.get(name):
                self._query[name] = value
        self.narrows = any(name in self._query for name in filters.fields)

    def to(self, name: str, **changes: object) -> str:
        """The page under this name with the same filters, some of them changed or taken off."""
        return _address(name, self._query, changes)

    def clear(self, name: str, **others: object) -> str:
        """The page without the filters, with what else is given."""
        return _address(name, QueryDict(mutable=True), others)


def _address(name: str, kept: QueryDict, changes: dict[str, object]) -> str:
    query = kept.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"{reverse(name)}?{query.urlencode()}" if query else reverse(name)
