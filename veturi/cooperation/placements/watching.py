"""Papers that leave the house are noted in the trail."""

from django.utils import timezone

from veturi.directory.present import PersonRequest
from veturi.foundation.trail.actions import Step, leave_many
from veturi.foundation.trail.models import What


def note_paper(request: PersonRequest, subject: str, name: str) -> None:
    """A paper was downloaded: told each time, with what it is called."""
    step = Step(
        What.FILE_TAKEN,
        request.scope,
        request.person.user,
        timezone.now(),
        subject=subject,
        label=name,
    )
    leave_many([step])
