from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="source",
            field=models.CharField(default="", max_length=300, verbose_name="where it comes from"),
            preserve_default=False,
        )
        for name in ("kindsetting", "weightset")
    ]
