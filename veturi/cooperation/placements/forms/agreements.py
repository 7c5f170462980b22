"""Forms of agreements: drawing up, sending, signing on paper, declining, mending an address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.actions.asking import signer_of
from veturi.cooperation.placements.models import Signature, Version
from veturi.cooperation.placements.reading.contents import Terms
from veturi.cooperation.placements.rules.content import APPRENTICESHIP, PLANNED
from veturi.cooperation.placements.rules.words import Paper, Party
from veturi.directory.models import Person
from veturi.foundation.files.fields import CheckedFileField
from veturi.foundation.files.kinds import DRAWN, KINDS
from veturi.foundation.web.fields import PastDayField, PhoneField

FEW = forms.Textarea(attrs={"rows": 3})
TYPED = frozenset({Party.STUDENT, Party.GUARDIAN})
SIGNED_AS = ",".join(kind.ending for kind in KINDS.values() if kind.family in DRAWN)


class DrawUpForm(forms.Form):
    """What is agreed on and stands in no row of the period."""

    language = forms.ChoiceField(label=_("Language of the paper"), choices=settings.LANGUAGES)
    demonstrations = forms.CharField(
        label=_("Competence demonstrations"),
        help_text=_("When, where and of what; or that there are none."),
        required=False,
        max_length=2000,
        widget=FEW,
    )
    elsewhere = forms.CharField(
        label=_("Learning elsewhere than at work"),
        help_text=_("When and where; or that nothing is learnt elsewhere."),
        required=False,
        max_length=2000,
        widget=FEW,
    )
    other = forms.CharField(label=_("Other terms"), required=False, max_length=2000, widget=FEW)
    why = forms.CharField(
        label=_("What is amended"),
        help_text=_("A sentence for the parties, such as: the period goes on for a week."),
        max_length=200,
    )

    def __init__(self, *args: Any, paper: Paper, amends: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if paper not in PLANNED:
            del self.fields["demonstrations"]
        if paper not in APPRENTICESHIP:
            del self.fields["elsewhere"]
        if not amends:
            del self.fields["why"]

    @property
    def terms(self) -> Terms:
        names = ("demonstrations", "elsewhere", "other")
        return Terms(**{name: self.cleaned_data.get(name, "") for name in names})


def begun_from(version: Version | None, *, language: str) -> dict[str, Any]:
    """What the form shows at first: the terms of the version before."""
    if version is None:
        return {"language": language}
    names = ("demonstrations", "elsewhere", "other")
    return {
        "language": version.language,
        **{name: version.content.get(name, "") for name in names},
    }


class HowForm(forms.Form):
    """How the signers are asked."""

    how = forms.ChoiceField(
        label=_("How they are asked"),
        choices=[
            ("letter", _("By a letter with a link")),
            ("none", _("No letter: signed on paper or in a signing service")),
        ],
        initial="letter",
        widget=forms.RadioSelect,
    )

    @property
    def by_letter(self) -> bool:
        return bool(self.cleaned_data["how"] == "letter")


class SendingForm(HowForm):
    """Who signs for each party; the student’s and the guardian’s address are typed."""

    def __init__(
        self,
        *args: Any,
        parties: Sequence[Party],
        ours: QuerySet[Person],
        workplace: QuerySet[Person],
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.parties = parties
        people = {Party.PROVIDER: ours, Party.WORKPLACE: workplace}
        how = self.fields.pop("how")
        for party in parties:
            if party in TYPED:
                self._typed(party)
            else:
                self.fields[party] = _Named(people[party], label=SIGNS_FOR[party])
        self.fields["how"] = how

    def _typed(self, party: Party) -> None:
        labels = REACHED[party]
        self.fields[f"{party}_name"] = forms.CharField(label=labels[0], max_length=160)
        self.fields[f"{party}_email"] = forms.EmailField(label=labels[1], required=False)
        self.fields[f"{party}_phone"] = PhoneField(label=labels[2], required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("how") == "letter":
            for party in self.parties:
                self._refuse_unreached(party, cleaned)
        return cleaned

    def _refuse_unreached(self, party: Party, cleaned: dict[str, Any]) -> None:
        person = cleaned.get(party)
        if party in TYPED and f"{party}_name" in cleaned and not cleaned.get(f"{party}_email"):
            self.add_error(f"{party}_email", _("A letter needs an e-mail address."))
        if party == Party.WORKPLACE and person is not None and not person.email:
            self.add_error(
                party, _("This person has no e-mail: add it to the contact, or choose another.")
            )

    def signers(self, *, language: str) -> list[Signer]:
        """In the order in which they are asked."""
        return [self._signer(party, language) for party in self.parties]

    def _signer(self, party: Party, language: str) -> Signer:
        given = self.cleaned_data
        if party in TYPED:
            name, email, phone = (given[f"{party}_{part}"] for part in ("name", "email", "phone"))
            return Signer(party, name, email, phone, language)
        return signer_of(party, given[party])


SIGNS_FOR = {
    Party.PROVIDER: _("Signs for us"),
    Party.WORKPLACE: _("Signs for the workplace"),
}
REACHED = {
    Party.STUDENT: (_("Student"), _("Student’s e-mail"), _("Student’s phone")),
    Party.GUARDIAN: (_("Guardian"), _("Guardian’s e-mail"), _("Guardian’s phone")),
}


class _Named(forms.ModelChoiceField):
    """A person with the address where they are reached."""

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj}, {obj.email}" if obj.email else str(obj)


class PaperSignatureForm(forms.Form):
    """A paper with a signature has come back."""

    on = PastDayField(label=_("Day of the signature"))
    file = CheckedFileField(
        label=_("The signed paper"), help_text=_("A scanned PDF or a photo of it.")
    )

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["file"].widget.attrs["accept"] = SIGNED_AS

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not any(
            kind.content_type == file.content_type and kind.family in DRAWN
            for kind in KINDS.values()
        ):
            raise forms.ValidationError(_("Choose a PDF or a picture of the signed paper."))
        return file


class DeclineForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=300)


class SignerForm(forms.ModelForm):
    """Where a signer is reached."""

    email = forms.EmailField(label=_("E-mail"))
    phone = PhoneField(label=_("Phone"), required=False)

    class Meta:
        model = Signature
        fields = ("name", "email", "phone")
