"""Why eHOKS gives no answer, and why nothing is sent there; each reason is a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _


class NoAnswer(Exception):
    """eHOKS could not be asked, or its answer is of no use."""


class NotConfigured(NoAnswer):
    def __init__(self) -> None:
        super().__init__(_("eHOKS is not in use here."))


class NotReached(NoAnswer):
    """No connection, no answer in time, or none that can be read."""

    def __init__(self) -> None:
        super().__init__(
            _("eHOKS does not answer right now. What is here stays as it is. Try again later.")
        )


class Busy(NoAnswer):
    """eHOKS asks everybody here to wait, or has not answered a moment ago."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(_("eHOKS needs a pause. Try again in a few minutes."))
        self.retry_after = retry_after


class NotAccepted(NoAnswer):
    """It does not know us, or gives us no right to this school."""

    def __init__(self) -> None:
        super().__init__(
            _("eHOKS does not accept our credentials. Tell whoever keeps Veturi for your school.")
        )


class NotFound(NoAnswer):
    def __init__(self) -> None:
        super().__init__(_("eHOKS has no HOKS of this study right."))


class OtherLearner(NoAnswer):
    """The study right that is written here belongs to somebody else."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The study right is another learner’s in eHOKS, so nothing of it is shown."
                " Check both OIDs of the student."
            )
        )


class NoStudyRight(NoAnswer):
    def __init__(self) -> None:
        super().__init__(_("Write the study right OID of the student first: eHOKS is asked by it."))


class Refused(NoAnswer):
    """It understood, and said no; `said` is what it said."""

    def __init__(self, said: str = "") -> None:
        super().__init__(
            _("eHOKS did not take the period: %(said)s") % {"said": said}
            if said
            else _("eHOKS did not take the period, and did not say why.")
        )
        self.said = said


class NotSent(Exception):
    """Nothing was sent to eHOKS."""


class NotSwitchedOn(NotSent):
    def __init__(self) -> None:
        super().__init__(
            _("Sending to eHOKS is not switched on. An administrator of your school may do it.")
        )


class NotInForce(NotSent):
    def __init__(self) -> None:
        super().__init__(_("Only a period whose agreement is in force is sent to eHOKS."))


class NoUnit(NotSent):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The HOKS has none of the period’s units. Add the unit to the HOKS in the student"
                " system first."
            )
        )


class NothingNew(NotSent):
    def __init__(self) -> None:
        super().__init__(_("eHOKS has the period as it is here already."))


class HasProblems(NotSent):
    """What eHOKS would say against it is told before it is asked."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            _("eHOKS would not take the period: %(problems)s") % {"problems": " ".join(problems)}
        )


class HoksHasProblems(NotSent):
    """The rest of the HOKS is not as eHOKS takes it: not ours to mend."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            _(
                "eHOKS would not take the HOKS back as it stands there. Mend it in the student"
                " system first: %(problems)s"
            )
            % {"problems": " ".join(problems)}
        )


class SwitchedAlready(Exception):
    """It is on, or off, already."""
