"""Files that are of no use are refused at the door, with a sentence, and are not kept."""

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from veturi.surfaces.imports.actions import bringing
from veturi.surfaces.imports.models import Import

pytestmark = pytest.mark.django_db


def upload(page, content, name):
    return page.post(reverse("imports:new"), {"file": SimpleUploadedFile(name, content)})


def test_a_workbook_of_nothing_but_a_chart_has_no_sheets(browse, aino, tmp_path, settings):
    path = tmp_path / "kaavio.xlsx"
    with xlsxwriter.Workbook(path) as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "={1,2}"})
        book.add_chartsheet().set_chart(chart)

    answer = upload(browse(aino, "en"), path.read_bytes(), path.name)

    assert answer.status_code == 422 and "The file has no sheets." in answer.content.decode()
    assert not Import.objects.exists()
    assert not [file for file in (tmp_path / "files").rglob("*") if file.is_file()]


def test_a_file_over_twenty_megabytes_is_refused(browse, aino, monkeypatch):
    monkeypatch.setattr(bringing, "LARGEST_FILE", 10)

    answer = upload(browse(aino, "en"), b"Nimi;Kunta\nPata Oy;Turku\n", "luettelo.csv")

    assert answer.status_code == 422 and "larger than 20 MB" in answer.content.decode()
    assert not Import.objects.exists()
