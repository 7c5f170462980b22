"""Two persons who are made one are not both owner and deputy: the deputy is relieved meanwhile."""

from veturi.directory.actions.partners import edit_partner
from veturi.directory.models import Merge, Partnership, Person, Relieved
from veturi.directory.rules.owners import are_one


def relieve(merge: Merge, *, by: Person) -> None:
    """Partners whose owner and deputy are one from now on have no deputy, and it is noted who."""
    family = list(Person.objects.get(pk=merge.stays).family())
    owned = Partnership.objects.filter(provider=merge.provider_id, owner__in=family)
    for deputy in family:
        for row in owned.filter(deputy=deputy).order_by("pk"):
            Relieved.objects.create(
                provider=merge.provider, merge=merge, partnership=row, deputy=deputy
            )
            edit_partner(row, by=by, fields={"deputy": None})


def reinstate(merge: Merge, *, by: Person) -> None:
    """Whoever was relieved is deputy again, unless somebody has named another one since."""
    later = Merge.objects.standing().filter(pk__gt=merge.pk)
    named = Relieved.objects.filter(merge__in=later).values("partnership")
    rows = merge.relieved.exclude(partnership__in=named).order_by("pk")
    for one in rows.select_related("partnership__owner", "deputy"):
        owner = one.partnership.owner
        if one.partnership.deputy_id is None and not are_one(
            owner and owner.shown, one.deputy.shown
        ):
            edit_partner(one.partnership, by=by, fields={"deputy": one.deputy})
