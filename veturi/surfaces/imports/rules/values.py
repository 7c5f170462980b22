"""A row as it was understood, and how long its texts may be: as long as the models keep them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from veturi.directory.models import Organisation, Partnership, Person, Site, Tag
from veturi.directory.rules.own_fields import Value
from veturi.foundation.text import fold, sort_key
from veturi.ledger.kinds import Layer


@dataclass(slots=True)
class Contact:
    """A person of the partner's, as far as the list tells."""

    given_name: str = ""
    family_name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(slots=True)
class Values:
    """What is empty was empty or could not be used."""

    name: str = ""
    kind: str = ""
    kind_is_told: bool = False
    business_id: str = ""
    municipality: str = ""
    website: str = ""
    oid: str = ""
    reach: str = ""
    phase: str = ""
    unit: str = ""
    since: date | None = None
    representative: str = ""
    deputy: str = ""
    tags: list[str] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    contact_on: date | None = None
    contact_said: str = ""
    contact_is_day: bool = False
    ongoing: str = ""
    form: str = ""
    notes: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    address: str = ""
    postal_code: str = ""
    persons: list[Contact] = field(default_factory=list)
    own: dict[str, Value] = field(default_factory=dict)
    own_of_persons: dict[str, Value] = field(default_factory=dict)


def longest(model: Any, name: str) -> int:
    """How many characters the column keeps."""
    return int(model._meta.get_field(name).max_length)


NAME = min(longest(Partnership, "name"), longest(Organisation, "name"))
UNIT = longest(Partnership, "unit")
WEBSITE = longest(Organisation, "website")
ADDRESS = min(longest(Site, "address"), longest(Site, "name"))
EMAIL = longest(Person, "email")
TAG = min(longest(Tag, "name"), longest(Tag, "name_folded"))
# The source of an organisation keeps "OID " before it.
OID = longest(Organisation, "source") - len("OID ")


# No letter of ours becomes more than three when it is folded.
_SURELY_KEPT, _OURS = NAME // 3, "\u07ff"
_NAME_FOLDED, _NAME_SORT = longest(Partnership, "name_folded"), longest(Partnership, "name_sort")
_ADDRESS_FOLDED = longest(Site, "name_folded")
_GIVEN_NAME, _FAMILY_NAME = longest(Person, "given_name"), longest(Person, "family_name")
_TITLE = longest(Person, "title")
_WHOLE_FOLDED, _WHOLE_SORT = longest(Person, "name_folded"), longest(Person, "name_sort")
_WHOLE_SURELY_KEPT = min(_WHOLE_FOLDED, _WHOLE_SORT) // 3


def is_name_kept(name: str) -> bool:
    """Folding may lengthen a name: one letter may stand for two, and strange ones for many."""
    return len(name) <= NAME and (
        _is_surely_kept(name, _SURELY_KEPT)
        or (len(fold(name)) <= _NAME_FOLDED and len(sort_key(name)) <= _NAME_SORT)
    )


def _is_surely_kept(text: str, short: int) -> bool:
    return len(text) <= short and max(text, default="") <= _OURS


def is_address_kept(address: str) -> bool:
    return len(address) <= ADDRESS and len(fold(address)) <= _ADDRESS_FOLDED


def is_person_kept(person: Contact) -> bool:
    whole = str(person)
    return (
        len(person.given_name) <= _GIVEN_NAME
        and len(person.family_name) <= _FAMILY_NAME
        and len(person.title) <= _TITLE
        and (
            _is_surely_kept(whole, _WHOLE_SURELY_KEPT)
            or (len(fold(whole)) <= _WHOLE_FOLDED and len(sort_key(whole)) <= _WHOLE_SORT)
        )
    )
