"""What came of a run."""
from typing import Any, Dict, List, NamedTuple


class Counts(NamedTuple):
    """Rows of the main records."""
    rows: int
    calculated: int
    rejected: int
    repeated: int


class Result:
    """Results of a run, exact.

    rows      the rows of the main records, dicts by name
    tables    the same for each kind of records, by its name
    run       the figures of the run, by name
    left_out  how many members each of those left out, where any
    rejected  what is wrong with which row: dicts with file, line, row_id,
              column_name, error_code, message, and the row as it stood
    counts    rows read, calculated, rejected, and ids that stood before
    summary   all of it for people
    messages  all that was told
    """

    def __init__(self, main: str, tables: Dict[str, List[Dict[str, Any]]],
                 run: Dict[str, Any], left_out: Dict[str, int],
                 rejected: List[Dict[str, Any]], counts: Counts,
                 summary: str, messages: list):
        self.tables, self.run, self.left_out = tables, run, left_out
        self.rejected, self.counts = rejected, counts
        self.summary, self.messages = summary, messages
        self._main = main

    @property
    def rows(self) -> List[Dict[str, Any]]:
        return self.tables[self._main]

    def columns(self, table: str = None) -> Dict[str, list]:
        """Lists by column: what pandas.DataFrame() takes."""
        rows = self.tables[table or self._main]
        names = rows[0] if rows else []
        return {name: [row[name] for row in rows] for name in names}

    def __repr__(self):
        return "<Result: %d of %d rows calculated>" % (
            self.counts.calculated, self.counts.rows)
