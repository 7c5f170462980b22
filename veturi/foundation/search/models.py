"""What is looked through: an entry for each thing, its marks, and the words that stand in entries.

The text of an entry is folded; each word follows a space and a name is parted from the next by two,
so that “ konep” is found where a word begins and “konep” anywhere.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Shelf(models.TextChoices):
    """Kinds of things are looked through apart, so that many of one do not hide another."""

    THING = "thing", _("thing")
    PERSON = "person", _("person")
    PLACE = "place", _("place")
    LINE = "line", _("line")
    STUDENT = "student", _("student")


class Entry(models.Model):
    scope = models.CharField(max_length=40, help_text="Whose it is: the tenant's key.")
    shelf = models.CharField(max_length=10, choices=Shelf.choices)
    key = models.BigIntegerField()
    first = models.CharField(max_length=200, help_text="The name by which it is known, folded.")
    text = models.TextField(help_text="All its names, folded.")

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes: ClassVar = [
            models.Index(
                fields=["scope", "shelf", "first"],
                name="search_name_begins",
                opclasses=["varchar_ops", "varchar_ops", "varchar_pattern_ops"],
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shelf", "key"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.key}: {self.first}"


class Mark(models.Model):
    """A number, an address or a domain by which a thing is known; found by how it begins."""

    scope = models.CharField(max_length=40)
    mark = models.CharField(max_length=254)
    shelf = models.CharField(max_length=10, choices=Shelf.choices)
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("search mark")
        verbose_name_plural = _("search marks")
        indexes: ClassVar = [
            models.Index(
                fields=["scope", "mark"],
                name="search_mark_begins",
                opclasses=["varchar_ops", "varchar_pattern_ops"],
            ),
            models.Index(fields=["shelf", "key"], name="search_mark_of"),
        ]

    def __str__(self) -> str:
        return f"{self.mark}: {self.shelf} {self.key}"


class Word(models.Model):
    """A word that stands in names: what a mistyped one may have meant."""

    scope = models.CharField(max_length=40)
    word = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "word"], name="search_word_once"),
        ]

    def __str__(self) -> str:
        return self.word
