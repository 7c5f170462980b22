"""Where the papers of a period stand: their versions, whose turn it is, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from veturi.cooperation.placements.models import Period, Signature, Version
from veturi.cooperation.placements.rules.papers import needed
from veturi.cooperation.placements.rules.wording import day
from veturi.cooperation.placements.rules.words import Paper, Party
from veturi.directory.models import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """A lamp and a sentence."""

    lamp: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PaperOf:
    """One paper that a period needs, its latest version first."""

    paper: Paper
    versions: Sequence[Version]

    @property
    def latest(self) -> Version | None:
        return self.versions[0] if self.versions else None

    @property
    def in_force(self) -> Version | None:
        return next((one for one in self.versions if one.signed_on), None)

    @property
    def waiting(self) -> Version | None:
        """Drawn up or sent, neither signed nor withdrawn."""
        return next(
            (one for one in self.versions if not one.signed_on and not one.withdrawn_at), None
        )

    @property
    def standing(self) -> Standing:
        shown = self.waiting or self.in_force
        return standing_of(shown) if shown else Standing("wait", _("Not drawn up yet."))


def papers_of(period: Period) -> list[PaperOf]:
    """Every paper that the period needs, in the order in which they take effect."""
    rows = with_signatures(Version.objects.filter(agreement__period=period))
    by_paper: dict[str, list[Version]] = {}
    for version in rows.order_by("-number"):
        by_paper.setdefault(version.agreement.paper, []).append(version)
    return [PaperOf(paper, by_paper.get(paper, [])) for paper in needed(period.form)]


def asked_of(person: Person) -> QuerySet[Signature]:
    """What one of ours is asked to sign for us, the longest asked first."""
    rows = Signature.objects.filter(
        provider=person.provider_id, party=Party.PROVIDER, person=person, signed_at=None
    )
    waiting = rows.filter(
        declined_at=None,
        version__withdrawn_at=None,
        version__agreement__period__called_off_on=None,
    )
    shown = waiting.select_related(
        "version__agreement__period__student",
        "version__agreement__period__partnership__absorbed_into",
    )
    return shown.order_by("version__sent_at", "pk")


@dataclass(frozen=True, slots=True)
class Next:
    """The first paper of a period that is not signed, and its version that waits."""

    paper: Paper
    waiting: Version | None

    @property
    def is_sent(self) -> bool:
        return self.waiting is not None and self.waiting.sent_at is not None


def next_papers(periods: Iterable[Period]) -> dict[int, Next | None]:
    """Of each period what is drawn up and sent next; nothing when all is signed."""
    many = list(periods)
    rows = Version.objects.filter(agreement__period__in=many, withdrawn_at=None)
    found: dict[tuple[int, str], Version] = {}
    for version in rows.select_related("agreement").order_by("number"):
        found[version.agreement.period_id, version.agreement.paper] = version
    return {period.pk: _next(period, found) for period in many}


def _next(period: Period, found: dict[tuple[int, str], Version]) -> Next | None:
    for paper in needed(period.form):
        version = found.get((period.pk, paper.value))
        if version is None or version.signed_on is None:
            return Next(paper, version)
    return None


def with_signatures(rows: QuerySet[Version]) -> QuerySet[Version]:
    return rows.select_related("agreement").prefetch_related(
        Prefetch("signatures", Signature.objects.select_related("file")), "files"
    )


def standing_of(version: Version) -> Standing:
    """Whose turn it is."""
    if version.withdrawn_at is not None:
        return Standing("info", _("Withdrawn."))
    if version.signed_on is not None:
        return Standing(
            "ok", _("In force since %(day)s.") % {"day": day(version.signed_on.isoformat())}
        )
    if version.sent_at is None:
        return Standing("wait", _("Drawn up, not sent yet."))
    return _sent(list(version.signatures.all()))


def _sent(signatures: Sequence[Signature]) -> Standing:
    declined = next((row for row in signatures if row.declined_at), None)
    if declined is not None:
        return Standing("stop", _("%(name)s did not sign.") % {"name": declined.name})
    waited = ", ".join(row.name for row in signatures if row.waits)
    return Standing("wait", _("Waits for %(names)s.") % {"names": waited})


def before(version: Version) -> Version | None:
    """What was in force before an amendment."""
    earlier = version.agreement.versions.filter(number__lt=version.number)
    return earlier.exclude(signed_on=None).order_by("number").last()


def last_terms(period: Period, paper: Paper) -> Version | None:
    """The latest version of the paper, withdrawn or not: a new one begins from it."""
    rows = Version.objects.filter(agreement__period=period, agreement__paper=paper)
    return rows.order_by("number").last()
