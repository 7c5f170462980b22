"""What is stored about who."""

from veturi.directory.models.bodies import Body, Seat
from veturi.directory.models.organisations import (
    Organisation,
    OrganisationName,
    Succession,
)
from veturi.directory.models.partnerships import (
    Acquaintance,
    Partnership,
    Pause,
    Site,
    Tag,
    Tagging,
)
from veturi.directory.models.people import Grant, Person, Position, Role
from veturi.directory.models.providers import Owned, Provider

__all__ = [
    "Acquaintance",
    "Body",
    "Grant",
    "Organisation",
    "OrganisationName",
    "Owned",
    "Partnership",
    "Pause",
    "Person",
    "Position",
    "Provider",
    "Role",
    "Seat",
    "Site",
    "Succession",
    "Tag",
    "Tagging",
]
