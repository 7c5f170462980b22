"""The provider's partners as a list may recognise them."""

from collections.abc import Iterator

from django.db.models import F

from veturi.directory.models import OrganisationName, Partnership
from veturi.surfaces.imports.rules.alike import Index, Known

OID_MARK = "OID "


def known_partners(provider: int) -> Index:
    """The provider's partners as they may be recognised; an absorbed one leads to the other."""
    index = Index()
    other_names: dict[int, list[str]] = {}
    names = OrganisationName.objects.filter(organisation__partnerships__provider=provider)
    for organisation, name in names.values_list("organisation_id", "name").order_by("pk"):
        other_names.setdefault(organisation, []).append(name)
    for known in _partners(provider, other_names):
        index.add(known)
    return index


def _partners(provider: int, other_names: dict[int, list[str]]) -> Iterator[Known]:
    rows = (
        Partnership.objects.filter(provider=provider)
        .order_by(F("archived_on").asc(nulls_first=True), "pk")
        .values_list(
            "pk",
            "absorbed_into",
            "name",
            "organisation_id",
            "organisation__name",
            "organisation__business_id",
            "organisation__municipality",
            "organisation__source",
        )
    )
    for key, absorbed, name, organisation, official, business_id, place, source in rows:
        yield Known(
            absorbed or key,
            name,
            business_id=business_id,
            oid=source.removeprefix(OID_MARK) if source.startswith(OID_MARK) else "",
            municipality=place,
            other_names=(*other_names.get(organisation, ()), *({official} - {name})),
        )
