"""Students have a shelf of their own, and an index of the parts of their names."""

from django.db import migrations, models

SHELVES = [
    ("thing", "thing"),
    ("person", "person"),
    ("place", "place"),
    ("line", "line"),
    ("student", "student"),
]
SQLITE = "CREATE VIRTUAL TABLE search_student_text USING fts5(text, content='', tokenize='trigram')"
POSTGRES = (
    "CREATE INDEX search_student_text ON search_entry USING gin (text gin_trgm_ops)"
    " WHERE shelf = 'student'"
)


def say(on_sqlite, on_postgres):
    def run(apps, schema_editor):
        on_file = schema_editor.connection.vendor == "sqlite"
        schema_editor.execute(on_sqlite if on_file else on_postgres)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0002_parts_of_texts")]

    operations = [
        *(
            migrations.AlterField(
                model_name=name,
                name="shelf",
                field=models.CharField(choices=SHELVES, max_length=10),
            )
            for name in ("entry", "mark")
        ),
        migrations.RunPython(
            say(SQLITE, POSTGRES),
            say("DROP TABLE search_student_text", "DROP INDEX search_student_text"),
        ),
    ]
