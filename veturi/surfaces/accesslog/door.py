"""What happens at the door becomes a trace, at each school where the account has a person."""

from veturi.directory.models import Person
from veturi.foundation.accounts import door
from veturi.foundation.accounts.door import Passage
from veturi.foundation.trail.actions import Step, leave_many
from veturi.foundation.trail.models import What

WHAT = {
    door.What.CAME_IN: What.SIGNED_IN,
    door.What.WENT_OUT: What.SIGNED_OUT,
    door.What.REFUSED: What.SIGN_IN_REFUSED,
    door.What.CHANGED: What.SIGN_IN_CHANGED,
}


def note(passage: Passage) -> None:
    """Named in AT_THE_DOOR. What a stranger typed is not kept: it may be a password."""
    persons = Person.objects.filter(user__email=passage.email.lower()).select_related("provider")
    about = {person.provider.scope: person for person in persons}
    leave_many(
        Step(
            WHAT[passage.what],
            scope,
            passage.user,
            passage.at,
            subject=about[scope].key if scope in about else "",
            label=str(about[scope]) if scope in about else "",
            details={"ways": list(passage.ways)},
        )
        for scope in about or [""]
    )
