"""Providers that were there before begin with the same types of attachments as new ones."""

from django.db import migrations

CODES = ("agreement", "data_protection", "safety", "insurance", "photo", "other")


def begin(apps, _editor):
    types = apps.get_model("directory", "AttachmentType")
    for provider in apps.get_model("directory", "Provider").objects.order_by("pk"):
        types.objects.bulk_create(
            types(provider=provider, code=code, is_restricted=code == "data_protection")
            for code in CODES
        )


class Migration(migrations.Migration):
    dependencies = [("directory", "0013_attachments_of_partners")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
