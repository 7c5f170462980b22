"""Names carry a folded search column and a sort key, written here and nowhere else."""

from veturi.directory.models import (
    Organisation,
    PartnerAttachment,
    Partnership,
    Person,
    Site,
    Tag,
)
from veturi.foundation.text import fold, sort_key


def name_folds(
    thing: Organisation | Partnership | Person | Site | Tag | PartnerAttachment,
) -> None:
    """Fill the folded columns from the name; call before every save of a name."""
    match thing:
        case Person():
            whole = f"{thing.family_name} {thing.given_name}".strip()
            thing.name_folded = fold(f"{thing.given_name} {thing.family_name}")[:170]
            thing.name_sort = sort_key(whole)[:340]
        case Partnership():
            thing.name_folded = fold(thing.name)[:200]
            thing.name_sort = sort_key(thing.name)[:400]
        case PartnerAttachment():
            thing.title_folded = fold(thing.title)[:200]
        case _:
            thing.name_folded = fold(thing.name)[: thing._meta.get_field("name_folded").max_length]
