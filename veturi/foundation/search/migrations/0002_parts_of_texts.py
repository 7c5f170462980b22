"""The index of parts of texts, as each database has it."""

from django.db import migrations

SHELVES = ("thing", "person", "place", "line")

SQLITE = [
    *(
        f"CREATE VIRTUAL TABLE search_{shelf}_text USING fts5(text, content='', tokenize='trigram')"
        for shelf in SHELVES
    ),
    "CREATE VIRTUAL TABLE search_word_text USING fts5(text, content='', tokenize='trigram')",
]
SQLITE_BACK = [f"DROP TABLE search_{name}_text" for name in (*SHELVES, "word")]

POSTGRES = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    *(
        f"CREATE INDEX search_{shelf}_text ON search_entry USING gin (text gin_trgm_ops)"
        f" WHERE shelf = '{shelf}'"
        for shelf in SHELVES
    ),
    "CREATE INDEX search_word_text ON search_word USING gin (word gin_trgm_ops)",
]
POSTGRES_BACK = [f"DROP INDEX search_{name}_text" for name in (*SHELVES, "word")]


def say(on_sqlite, on_postgres):
    def run(apps, schema_editor):
        lines = on_sqlite if schema_editor.connection.vendor == "sqlite" else on_postgres
        for line in lines:
            schema_editor.execute(line)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_first")]

    operations = [
        migrations.RunPython(say(SQLITE, POSTGRES), say(SQLITE_BACK, POSTGRES_BACK)),
    ]
