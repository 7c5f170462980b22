"""What is stored about who."""

from veturi.directory.models.attachments import AttachmentType, PartnerAttachment
from veturi.directory.models.bodies import Body, Seat
from veturi.directory.models.bulk import BulkChange, BulkRow
from veturi.directory.models.exports import Export
from veturi.directory.models.logos import Logo
from veturi.directory.models.merging import Merge, MergedField, Pair, Relieved, Repointed, Thing
from veturi.directory.models.organisations import (
    Organisation,
    OrganisationName,
    Succession,
)
from veturi.directory.models.own_fields import OwnChoice, OwnField, OwnValue
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
from veturi.directory.models.saved_views import DefaultView, PinnedView, SavedView
from veturi.directory.models.second_steps import SecondStepRule

__all__ = [
    "Acquaintance",
    "AttachmentType",
    "Body",
    "BulkChange",
    "BulkRow",
    "DefaultView",
    "Export",
    "Grant",
    "Logo",
    "Merge",
    "MergedField",
    "Organisation",
    "OrganisationName",
    "OwnChoice",
    "OwnField",
    "OwnValue",
    "Owned",
    "Pair",
    "PartnerAttachment",
    "Partnership",
    "Pause",
    "Person",
    "PinnedView",
    "Position",
    "Provider",
    "Relieved",
    "Repointed",
    "Role",
    "SavedView",
    "Seat",
    "SecondStepRule",
    "Site",
    "Succession",
    "Tag",
    "Tagging",
    "Thing",
]
