"""Letters: those that wait in the outbox or have left it, and those that a try-out caught."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veturi.foundation.mail.rules import is_quiet


class Trouble(models.TextChoices):
    """Why a letter did not leave, as a sentence."""

    NO_ANSWER = "no_answer", _("The mail server does not answer.")
    NOT_LET_IN = "not_let_in", _("The mail server does not let us in.")
    SENDER = "sender", _("The mail server does not take letters from our address.")
    LATER = "later", _("The mail server asks us to try later.")
    ADDRESS = "address", _("The mail server does not take letters to this address.")
    REFUSED = "refused", _("The mail server refuses this letter.")
    BROKE_OFF = "broke_off", _("The sending was broken off each time.")


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        return self.filter(sent_at=None, failed_at=None)

    def failed(self) -> Self:
        return self.filter(failed_at__isnull=False)

    def due(self, at: datetime) -> Self:
        """May leave now: in the quiet hours only what is urgent, and nothing that is being sent."""
        due = self.waiting().filter(due_at__lte=at)
        free = due.filter(models.Q(taken_until=None) | models.Q(taken_until__lt=at))
        return free.filter(is_urgent=True) if is_quiet(at) else free


class Letter(models.Model):
    """A letter in the outbox: to one address, in plain text. Its text goes when it has left."""

    key = models.CharField(max_length=160, unique=True, help_text="The same letter is made once.")
    scope = models.CharField(max_length=40, blank=True, help_text="Whose it is: the tenant's key.")
    to = models.EmailField(_("to"), max_length=320)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    about = models.CharField(max_length=80, blank=True, help_text="module.thing:key")
    is_urgent = models.BooleanField(default=False, help_text="Leaves in the quiet hours too.")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True, help_text="A worker is sending it until then.")
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=10, choices=Trouble.choices, blank=True)

    objects: ClassVar = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="letter_waiting",
                condition=models.Q(sent_at=None, failed_at=None),
            ),
            models.Index(fields=["scope", "-made_at"], name="letter_scope"),
            models.Index(fields=["made_at"], name="letter_made"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(failed_at=None),
                name="letter_sent_or_failed",
                violation_error_message=_("A letter has left or has failed, not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class CaughtLetter(models.Model):
    at = models.DateTimeField(_("sent"))
    sender = models.CharField(_("from"), max_length=320)
    recipients = models.TextField(_("to"))
    subject = models.TextField(_("subject"), blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(blank=True)

    class Meta:
        verbose_name = _("caught letter")
        verbose_name_plural = _("caught letters")

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("mail:show", args=[self.pk])
