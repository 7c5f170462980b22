"""What the tests of pages read and write."""

from datetime import timedelta

from bs4 import BeautifulSoup
from django.urls import reverse

DAY = timedelta(days=1)
# It looks like a henkilötunnus only once it is put together.
LOOKS_PERSONAL = "".join(("010203", "A", "123B"))


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def written(day):
    return f"{day.day}.{day.month}.{day.year}"


def at(name, *keys):
    return reverse(f"placements:{name}", args=keys)
