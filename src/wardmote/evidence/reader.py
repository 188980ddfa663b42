"""Reading evidence at one version: every table as an Ibis expression, whatever the engine.

Queries over rows are written once, as Ibis expressions; DuckDB answers them here, and Spark
can where one machine is not enough. What they return is small: the cube, one partnership's
areas, a supply's rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from wardmote.errors import EvidenceError
from wardmote.evidence.connection import connect_in_process
from wardmote.evidence.records import TABLES
from wardmote.evidence.registers import HeldFile, HeldSupply, held_files, held_supplies
from wardmote.evidence.staging import paths_literal
from wardmote.evidence.store import Store
from wardmote.evidence.supplies import SetAside, supplies_that_count
from wardmote.evidence.versions import EvidenceVersion

if TYPE_CHECKING:
    import duckdb
    import ibis.expr.types as ir


class Evidence:
    """One evidence version, open for reading. It blocks nobody and never changes.

    Parameters
    ----------
    store
        The workspace's store.
    number
        Which version; the newest by default.

    Raises
    ------
    EvidenceError
        Nothing has been ingested yet, or there is no such version.
    """

    def __init__(self, store: Store, number: int | None = None) -> None:
        version = store.version(number)
        if version is None:
            raise EvidenceError(
                "This workspace holds no evidence yet.",
                next_step="Read some files in: wardmote ingest PATH",
            )
        self.store = store
        self.version: EvidenceVersion = version

    @cached_property
    def con(self) -> duckdb.DuckDBPyConnection:
        """DuckDB connection with a view for every evidence table."""
        con = connect_in_process()
        for name in TABLES:
            con.execute(f"CREATE VIEW {name} AS {self._select(name)}")
        return con

    def _select(self, table: str) -> str:
        files = self.store.files_of(self.version, table)
        columns = TABLES[table].all_columns
        if not files:
            empty = ", ".join(f'NULL::{one.sql_type} AS "{one.name}"' for one in columns)
            return f"SELECT {empty}, NULL::VARCHAR AS supply WHERE false"
        names = ", ".join(f'"{one.name}"' for one in columns)
        return (
            f"SELECT {names}, supply FROM read_parquet({paths_literal(files)}, "
            "hive_partitioning=true, hive_types={'supply': VARCHAR})"
        )

    def first_row(self, sql: str, parameters: Sequence[object] = ()) -> tuple[Any, ...]:
        """First row that a query gives; empty where it gives none.

        Notes
        -----
        The result is fetched to its end: a half-read one would block the connection.
        """
        rows = self.con.execute(sql, list(parameters)).fetchall()
        return tuple(rows[0]) if rows else ()

    @cached_property
    def _ibis(self) -> Any:
        import ibis

        return ibis.duckdb.from_connection(self.con)

    def table(self, name: str) -> ir.Table:
        """An evidence table as an Ibis expression."""
        return self._ibis.table(name)

    def parquet(self, path: Any) -> ir.Table:
        """A Parquet file of ours as an Ibis expression."""
        return self._ibis.read_parquet(path)

    def memory(self, rows: Any) -> ir.Table:
        """Rows in memory (Arrow) as an Ibis expression."""
        import ibis

        return ibis.memtable(rows)

    @cached_property
    def files(self) -> dict[str, HeldFile]:
        """Files held, by SHA-256."""
        return held_files(self.store, self.version)

    @cached_property
    def supplies(self) -> dict[str, HeldSupply]:
        """Supplies held, by id."""
        return held_supplies(self.store, self.version)

    @cached_property
    def supplies_set_aside(self) -> tuple[SetAside, ...]:
        """Supplies held and not counted, each with why."""
        return supplies_that_count(one.supply for one in self.supplies.values())[1]
