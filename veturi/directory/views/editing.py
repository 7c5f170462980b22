"""A partner by the fields of its form: as it is now, and as history calls them."""

from typing import Any

from veturi.directory.forms.partners import PartnerForm
from veturi.directory.forms.people import PersonForm
from veturi.directory.meanwhile import locked
from veturi.directory.models import Organisation, Partnership, Person
from veturi.directory.own_fields import own_of


def locked_partner(partnership: Partnership) -> dict[str, Any]:
    """A partner as its form shows it; locked in the order in which `edit_partner` does."""
    Organisation.objects.select_for_update().get(pk=partnership.organisation_id)
    return partner_values(Partnership.objects.select_for_update().get(pk=partnership.pk))


def partner_values(partnership: Partnership) -> dict[str, Any]:
    """A partner by the fields of its form."""
    organisation = partnership.organisation
    tags = partnership.taggings.select_related("tag").order_by("tag__name_folded")
    own = {name: getattr(partnership, name) for name in PartnerForm.OWN}
    facts = {name: getattr(organisation, name) for name in PartnerForm.FACTS}
    return {
        **facts,
        **own,
        "name": partnership.name,
        "official_name": "" if organisation.name == partnership.name else organisation.name,
        "tags": ", ".join(tagging.tag.name for tagging in tags),
        **own_of(partnership),
    }


def locked_person(person: Person) -> dict[str, Any]:
    """A person as its form shows it."""
    return {**locked(person, PersonForm.Meta.fields), **own_of(person)}


def partner_field(name: str) -> str:
    """By which name the partner's history keeps a field of its form."""
    if name == "official_name":
        return "organisation.name"
    return f"organisation.{name}" if name in PartnerForm.FACTS else name
