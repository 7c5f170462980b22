"""Why ePerusteet gives no answer; each reason is a sentence for people."""

from django.utils.translation import gettext_lazy as _


class NoAnswer(Exception):
    """ePerusteet could not be asked, or its answer is of no use."""


class NotReached(NoAnswer):
    """No connection, no answer in time, or none that can be read."""

    def __init__(self) -> None:
        super().__init__(_("ePerusteet does not answer right now. What is here stays as it is."))


class Busy(NoAnswer):
    """ePerusteet asks everybody here to wait."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(_("ePerusteet is busy and asks us to wait. Try again in a minute."))
        self.retry_after = retry_after
