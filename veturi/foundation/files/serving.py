"""Kept files as answers: the file always as an attachment, the preview as our own picture."""

from django.http import Http404, HttpResponse

from veturi.foundation.files.models import KeptFile
from veturi.foundation.files.previewing import preview_of
from veturi.foundation.web.downloads import download

ANY = "application/octet-stream"


def answer_file(row: KeptFile) -> HttpResponse:
    try:
        with row.file.open() as file:
            content = file.read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    return download(content, name=row.name, content_type=row.content_type or ANY)


def answer_picture(row: KeptFile) -> HttpResponse:
    """Shown in a page: only of what we drew ourselves before it was kept."""
    answer = answer_file(row)
    answer["Content-Disposition"] = "inline"
    return answer


def answer_preview(row: KeptFile) -> HttpResponse:
    picture = preview_of(row)
    if picture is None:
        raise Http404
    answer = download(picture, name="preview.webp", content_type="image/webp")
    answer["Content-Disposition"] = "inline"
    return answer
