"""Papers beside agreements: the safety notice of a period, the certificate of an instructor."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import periods as actions
from veturi.cooperation.placements.printing import (
    NothingToCertify,
    instructor_certificate,
    safety_notice,
)
from veturi.cooperation.placements.views.periods import fetch
from veturi.cooperation.placements.watching import note_paper
from veturi.directory.access import Act, may
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.foundation.web.downloads import download
from veturi.foundation.web.refusing import refusals_told, require

PDF = "application/pdf"


@require_safe
def safety(request: PersonRequest, key: int) -> HttpResponse:
    """The notice of responsibility for safety, to be given to the workplace."""
    period = fetch(request, key)
    content = safety_notice(period, language=period.student.language, on=request.today)
    name = _("safety-notice-%(key)s.pdf") % {"key": period.pk}
    note_paper(request, period.key, name)
    return download(content, name=name, content_type=PDF)


@require_POST
def safety_delivery(request: PersonRequest, key: int) -> HttpResponse:
    """The workplace has been given the notice."""
    period = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    actions.note_facts(
        period, by=request.person, at=timezone.now(), fields={"safety_told_on": request.today}
    )
    messages.success(request, _("The safety notice is delivered."))
    return redirect(period)


@require_safe
def certificate(request: PersonRequest, key: int) -> HttpResponse:
    """What the person has done as a workplace instructor; it names no student."""
    people = Person.objects.seen_by(request.person).of_partners()
    person: Person = get_object_or_404(people.select_related("absorbed_into", "provider"), pk=key)
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    with refusals_told(request, NothingToCertify):
        content = instructor_certificate(person, language=person.language, on=request.today)
        name = _("instructor-certificate-%(key)s.pdf") % {"key": person.pk}
        note_paper(request, person.key, name)
        return download(content, name=name, content_type=PDF)
    return redirect(person.get_absolute_url())
