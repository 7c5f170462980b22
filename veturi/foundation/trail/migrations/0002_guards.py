"""The database itself refuses changes of what is written once.

Three tables are guarded: the history of changes, the traces, the seals over both. A row may lose
its contents and its salt together, for the digest of the contents; nothing else of it changes. Rows
go only while `trail_unlocked` holds a row, which the retention writes and takes away within its own
transaction. Django does not know that table, so that emptying all others leaves it alone.
"""

from django.db import migrations

ROWS = {
    "history_change": ("id scope subject field at by_id batch", {"old": "''", "new": "''"}),
    "trail_trace": ("id scope at by_id what subject", {"label": "''", "details": "'{}'"}),
}
SEAL = "id number table first last rows sum previous digest at"
REFUSAL = "this table is written once"


def same(columns, differs):
    return " AND ".join(f'NOT (NEW."{name}" {differs} OLD."{name}")' for name in columns.split())


def conditions(differs, no_bytes):
    """By table: what a change must be, to be let through."""
    for table, (sealed, content) in ROWS.items():
        emptied = " AND ".join(
            f'NOT (NEW."{name}" {differs} {empty})' for name, empty in content.items()
        )
        yield (
            table,
            f"{same(sealed, differs)} AND {emptied} AND NEW.salt = ''"
            " AND OLD.erased = '' AND length(NEW.erased) = 64",
        )
    yield "trail_seal", f"{same(SEAL, differs)} AND NEW.entries = {no_bytes}"


def on_sqlite():
    yield "CREATE TABLE trail_unlocked (why text NOT NULL)"
    for table, allowed in conditions("IS NOT", "x''"):
        yield (
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} WHEN NOT ({allowed})"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        yield (
            f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}"
            " WHEN NOT EXISTS (SELECT 1 FROM trail_unlocked)"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def on_postgresql():
    yield "CREATE TABLE trail_unlocked (why text NOT NULL)"
    refusal = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
    yield (
        "CREATE FUNCTION trail_kept() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {refusal} END $$"
    )
    yield (
        "CREATE FUNCTION trail_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF NOT EXISTS (SELECT 1 FROM trail_unlocked) THEN {refusal} END IF;"
        " RETURN OLD; END $$"
    )
    for table, allowed in conditions("IS DISTINCT FROM", "''::bytea"):
        allowed = allowed.replace("'{}'", "'{}'::jsonb")
        yield (
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW"
            f" WHEN (NOT ({allowed})) EXECUTE FUNCTION trail_kept()"
        )
        yield (
            f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW"
            " EXECUTE FUNCTION trail_stays()"
        )
        yield (
            f"CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION trail_stays()"
        )


def guard(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for line in on_sqlite() if is_sqlite else on_postgresql():
        schema_editor.execute(line, params=None)


def unguard(apps, schema_editor):
    on = schema_editor.connection.vendor
    for table in (*ROWS, "trail_seal"):
        for verb in ("kept", "stays", "stays_whole"):
            if on == "sqlite":
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb}")
            else:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb} ON {table}")
    if on != "sqlite":
        schema_editor.execute("DROP FUNCTION trail_kept()")
        schema_editor.execute("DROP FUNCTION trail_stays()")
    schema_editor.execute("DROP TABLE trail_unlocked")


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_first"), ("history", "0002_rows_are_written_once")]

    operations = [migrations.RunPython(guard, unguard)]
