"""The steps of the wizard as a person takes them."""

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from veturi.surfaces.imports.models import Import

LINES = (
    "Nimi;Y-tunnus;Kunta;Viim. yhteydenotto\nPata Oy;;Olematon;vko 41\nKattila;;Turku;31.4.2024\n"
)


def upload(page, content=LINES, name="luettelo.csv"):
    data = content.encode() if isinstance(content, str) else content
    return page.post(reverse("imports:new"), {"file": SimpleUploadedFile(name, data)})


def address(name, imported=None):
    imported = imported or Import.objects.latest("pk")
    return reverse(f"imports:{name}", args=[imported.pk])


def to_the_grid(page, content=LINES):
    upload(page, content)
    page.post(address("sheet"), {"sheet": "luettelo"})
    form = BeautifulSoup(page.get(address("mapping")).content, "html.parser")
    chosen = {
        select["name"]: option["value"]
        for select in form.select("select")
        if (option := select.select_one("option[selected]"))
    }
    page.post(address("mapping"), chosen)
    return Import.objects.latest("pk")
