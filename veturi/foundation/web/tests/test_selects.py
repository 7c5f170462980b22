"""A field of one choice reads as the framework's own would."""

import pytest
from bs4 import BeautifulSoup
from django import forms

from veturi.foundation.web.selects import select

CHOICES = [("", "–"), ("a", "Ää & <b>"), ('"', "lainaus"), ("Ryhmä", [("c", "Sisällä")])]


class Sample(forms.Form):
    plain = forms.ChoiceField(choices=CHOICES, required=False)
    told = forms.ChoiceField(choices=CHOICES, help_text="Näin.")
    wide = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"data-x": "1"}))
    shut = forms.ChoiceField(choices=CHOICES, disabled=True, initial="c")


@pytest.mark.parametrize(
    "data", [None, {}, {"plain": "a", "told": "c", "wide": '"'}, {"told": "x"}]
)
@pytest.mark.parametrize("name", list(Sample.base_fields))
def test_it_reads_the_same(name, data):
    bound = Sample(data)[name]

    ours, theirs = (
        BeautifulSoup(str(one), "html.parser").select_one("select")
        for one in (select(bound), bound)
    )

    assert ours.attrs == theirs.attrs
    assert [(one.name, one.attrs, one.get_text(strip=True)) for one in ours.find_all()] == [
        (one.name, one.attrs, one.get_text(strip=True)) for one in theirs.find_all()
    ]
