"""What comes in about duplicates: which other one is meant."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from veturi.directory.models import Person, Thing
from veturi.directory.reading import find_partners, find_people
from veturi.foundation.web.picking import PickField


class OtherForm(forms.Form):
    """The other one, chosen while typing."""

    def __init__(self, *args: Any, thing: Thing, key: int, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        is_person = thing == Thing.PERSON
        url_name = "directory:people_suggestions" if is_person else "directory:suggestions"
        field = PickField(url_name=url_name, label=_("Is the same as"))
        rows = thing.model.objects.seen_by(person).standing().exclude(pk=key)
        if is_person:
            rows = rows.filter(is_ours=False)
        field.among(rows, find=partial(find_people if is_person else find_partners, person))
        self.fields["other"] = field
