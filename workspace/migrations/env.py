"""Alembic's door: runs the migrations on the database file that `workspace.migrate` names."""

from alembic import context

from workspace.database import Database, metadata

database = Database(context.config.attributes["database"])
try:
    with database.engine.connect() as connection:
        connection = connection.execution_options(vierluik_writes=True)
        context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
finally:
    database.close()
