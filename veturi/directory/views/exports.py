"""A long list that was written in the background is fetched by who asked for it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, may
from veturi.directory.actions.exports import file_of
from veturi.directory.models import Export
from veturi.directory.present import PersonRequest
from veturi.foundation.web.downloads import download
from veturi.foundation.web.listing import MIME
from veturi.foundation.web.refusing import require


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """The file; one's own alone, and only while one may take lists out."""
    export = get_object_or_404(Export.objects.of(request.person), pk=key)
    require(may(request.person, Act.EXPORT, on=request.today))
    if export.made_at is None:
        raise Http404
    content = file_of(export).read_bytes()
    return download(content, name=export.file_name, content_type=MIME[export.kind])
