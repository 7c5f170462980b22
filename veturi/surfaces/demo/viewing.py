"""Views that the people of the demo saved, and what they changed by many at a time."""

from datetime import datetime, time

from django.utils import timezone

from veturi.directory.actions import bulk, saved_views
from veturi.directory.models import Partnership, Role
from veturi.directory.models.saved_views import Audience
from veturi.surfaces.demo.settling import Town

LIST, BOARD = "directory:partners", "directory:board"
FEW = 6
# Sample data: what people called their views, in the language of the house.
IN_TALKS = "Neuvotteluissa olevat"
BY_PHASE = "Kumppanit vaiheittain"
SCHOOLS = "Oppilaitokset kunnittain"


def view_and_change(town: Town) -> None:
    """Shared views, one of the coordinator's own in the menu, two changes of which one undone."""
    _save_views(town)
    _change_some(town)


def _save_views(town: Town) -> None:
    aino = town.coordinator
    saved_views.save_view(
        of=LIST,
        page=LIST,
        query="kind=school&group=municipality",
        name=SCHOOLS,
        shared_with="",
        by=aino,
    )
    talks = saved_views.save_view(
        of=LIST,
        page=LIST,
        query="phase=negotiating&sort=owner",
        name=IN_TALKS,
        shared_with=Audience.EVERYBODY,
        by=aino,
    )
    saved_views.save_view(
        of=LIST,
        page=BOARD,
        query="by=phase",
        name=BY_PHASE,
        shared_with=Role.MANAGEMENT,
        by=town.one_of_us(Role.MANAGEMENT),
    )
    saved_views.pin(talks, by=aino)


def _change_some(town: Town) -> None:
    """What had no owner was given one; a tag was hung on some by mistake and taken away."""
    aino, at = town.coordinator, timezone.make_aware(datetime.combine(town.today, time(8, 40)))
    listed = Partnership.objects.filter(provider=town.provider).standing().order_by("pk")
    nobodys = listed.filter(owner=None).values_list("pk", flat=True)[:FEW]
    if nobodys:
        given = bulk.choose(list(nobodys), by=aino, at=at)
        bulk.carry_out(given, {"owner": str(aino.pk)}, at=at)
    tagged = bulk.choose(list(listed.values_list("pk", flat=True)[:FEW]), by=aino, at=at)
    tagged = bulk.carry_out(tagged, {"add_tags": ["kevätretki"]}, at=at)
    bulk.undo(tagged, by=aino, at=at)
