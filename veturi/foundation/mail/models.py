"""A letter that was caught."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


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
