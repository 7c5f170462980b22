"""Whoever was both owner and deputy of a partner is its owner; history tells it."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

from veturi.foundation.append_only import new_salt


def part(apps, _editor):
    rows = apps.get_model("directory", "Partnership").objects.filter(owner=F("deputy"))
    changes = apps.get_model("history", "Change")
    now = timezone.now()
    told = [
        changes(
            scope=f"provider:{provider}",
            subject=f"directory.partnership:{key}",
            field="deputy",
            old=str(deputy),
            at=now,
            salt=new_salt(),
        )
        for key, provider, deputy in rows.values_list("pk", "provider", "deputy").order_by("pk")
    ]
    rows.update(deputy=None)
    changes.objects.bulk_create(told, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0016_student_support"),
        ("history", "0002_rows_are_written_once"),
    ]

    operations = [migrations.RunPython(part, migrations.RunPython.noop)]
