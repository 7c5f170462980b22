"""Why YTJ gives no answer; each reason is a sentence for people."""

from django.utils.translation import gettext_lazy as _


class NoAnswer(Exception):
    """YTJ could not be asked, or its answer is of no use."""


class NotReached(NoAnswer):
    """No connection, no answer in time, or none that can be read."""

    def __init__(self) -> None:
        super().__init__(
            _("YTJ does not answer right now. You can write the facts yourself and compare later.")
        )


class Busy(NoAnswer):
    """YTJ asks everybody here to wait."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(_("YTJ is busy and asks us to wait a moment. Try again in a minute."))
        self.retry_after = retry_after


class NotFound(NoAnswer):
    """The open part of the register does not hold it: many associations and sole traders."""

    def __init__(self) -> None:
        super().__init__(
            _("YTJ’s open data does not know it. Many associations and sole traders are not there.")
        )
