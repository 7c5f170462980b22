import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_first"),
        ("levels", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="levelrules",
            name="source",
            field=models.CharField(default="", max_length=300, verbose_name="where it comes from"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="override",
            name="ended_on",
            field=models.DateField(editable=False, null=True, verbose_name="ended on"),
        ),
        migrations.AddField(
            model_name="override",
            name="ended_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.person",
            ),
        ),
    ]
