"""Operations that change a table in use without locking it for long.

For migrations with `atomic = False`: each statement is a transaction of its own.
"""

from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, RemoveConstraint


class AddForeignKey(AddField):
    """A nullable foreign key: the column, the constraint unchecked, then checked, then its index.

    `AddField` would hold both tables while it looks at every row.
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        target = field.remote_field.model._meta
        quote = schema_editor.quote_name
        table, column = quote(model._meta.db_table), quote(field.column)
        name = f"{model._meta.db_table}_{field.column}"[:57] + "_fk"
        index = f"{model._meta.db_table}_{field.column}"[:57] + "_idx"
        kind = field.db_parameters(schema_editor.connection)["type"]
        schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} NULL")
        schema_editor.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {quote(name)} FOREIGN KEY ({column})"
            f" REFERENCES {quote(target.db_table)} ({quote(target.pk.column)})"
            " DEFERRABLE INITIALLY DEFERRED NOT VALID"
        )
        schema_editor.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {quote(name)}")
        schema_editor.execute(f"CREATE INDEX CONCURRENTLY {quote(index)} ON {table} ({column})")


class AddUniqueConcurrently(AddConstraint):
    """A unique constraint with a condition, which is an index: built while others write."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        sql = str(self.constraint.create_sql(model, schema_editor))
        schema_editor.execute(sql.replace("UNIQUE INDEX", "UNIQUE INDEX CONCURRENTLY", 1))


class RemoveUniqueConcurrently(RemoveConstraint):
    """Take such a constraint away."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(
            f"DROP INDEX CONCURRENTLY IF EXISTS {schema_editor.quote_name(self.name)}"
        )
