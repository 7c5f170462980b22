"""What is noted besides changes, and the seals over both."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from veturi.foundation.append_only import AppendOnly, AppendOnlyQuerySet


class What(models.TextChoices):
    """What somebody did that changed no field: fields are the history's."""

    SIGNED_IN = "signed_in", _("Signed in")
    SIGNED_OUT = "signed_out", _("Signed out")
    SIGN_IN_REFUSED = "sign_in_refused", _("Was refused at sign-in")
    SIGN_IN_CHANGED = "sign_in_changed", _("Changed how one signs in")
    VIEWED = "viewed", _("Looked at a person")
    FILE_OPENED = "file_opened", _("Opened an attachment")
    FILE_TAKEN = "file_taken", _("Downloaded an attachment")
    EXPORTED = "exported", _("Exported a list")
    IMPORTED = "imported", _("Ran an import")
    TAKEN_BACK = "taken_back", _("Took an import back")
    FEED_OPENED = "feed_opened", _("Opened a calendar address")
    FEED_ENDED = "feed_ended", _("Ended a calendar address")
    LINK_OPENED = "link_opened", _("Came in by a link and a code")
    LINK_LEFT = "link_left", _("Left what a link opened")
    LINK_REFUSED = "link_refused", _("Was refused at a link")
    ERASED = "erased", _("Erased contents")


class TraceQuerySet(AppendOnlyQuerySet["Trace"]):
    def views_of(self, subject: str, *, scope: str) -> Self:
        """Who has looked at it, the latest first."""
        views = self.filter(scope=scope, subject=subject, what=What.VIEWED)
        return views.order_by("-at", "-pk")


class Trace(AppendOnly):
    """One thing that somebody did; no address of the network is kept."""

    sealed: ClassVar = ("scope", "at", "by_id", "what", "subject")
    content: ClassVar = ("label", "details")

    scope = models.CharField(max_length=40, blank=True, help_text="Whose it is: the tenant's key.")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.CharField(max_length=20, choices=What.choices)
    subject = models.CharField(max_length=80, blank=True, help_text="module.thing:key")
    label = models.TextField(blank=True, help_text="What the subject was called.")
    details = models.JSONField(default=dict, blank=True)

    objects: ClassVar = TraceQuerySet.as_manager()

    class Meta:
        verbose_name = _("trace")
        verbose_name_plural = _("traces")
        indexes: ClassVar = [
            models.Index(fields=["subject", "-at"], name="trace_subject"),
            models.Index(fields=["scope", "-at", "-id"], name="trace_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.subject}".strip()


class SealQuerySet(AppendOnlyQuerySet["Seal"]):
    def last_of(self, table: str) -> "Seal | None":
        """The last one of a table, without its entries."""
        return self.filter(table=table).order_by("-last").defer("entries").first()


class Seal(models.Model):
    """A block of rows of one table in the chain: each one's key and digest, and the link."""

    number = models.PositiveBigIntegerField(unique=True)
    table = models.CharField(max_length=20)
    first = models.PositiveBigIntegerField(help_text="Keys from here on …")
    last = models.PositiveBigIntegerField(help_text="… up to here.")
    rows = models.PositiveIntegerField()
    entries = models.BinaryField(help_text="Key and digest of each row; empty when forgotten.")
    sum = models.CharField(max_length=64, help_text="The digest of the entries.")
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True)

    objects: ClassVar = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        indexes: ClassVar = [models.Index(fields=["table", "last"], name="seal_table")]

    def __str__(self) -> str:
        return f"{self.number} {self.table} {self.first}–{self.last}"
