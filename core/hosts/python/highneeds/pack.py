"""Rule packs: loading, running, explaining."""
import contextlib
import ctypes as c
import datetime
import io
import json
import os

from . import _library as lib
from ._calls import Call, encoded, printed, read_json, text
from ._values import Stream, cell, lines, reader_of
from .result import Counts, Result

_FORMS = {".csv": lib.CSV, ".jsonl": lib.JSONL, ".ndjson": lib.JSONL,
          ".json": lib.JSON}
_AUDIENCES = {"staff": lib.STAFF, "school": lib.SCHOOL, "family": lib.FAMILY}


def _form_of(path):
    end = os.path.splitext(os.fspath(path))[1].lower()
    if end not in _FORMS:
        raise ValueError("%s: a file of rows ends in .csv, .jsonl or .json"
                         % path)
    return _FORMS[end]


def _date_of(on):
    return encoded(on.isoformat() if isinstance(on, datetime.date) else on)


class Pack:
    """A rule pack, loaded and frozen; made by Pack.load()."""

    def __init__(self, handle, messages):
        self._handle = handle
        self.messages = messages

    @classmethod
    def load(cls, folder, set=None, strict=False, reform=None):
        """Loads the pack in `folder`, checks it and freezes it.

        `set` gives parameters another value throughout; `strict` takes every
        warning for an error; `reform` is the path of a file of changes.
        Raises PackError with all that is wrong.
        """
        call, handle = Call(), lib._PACK()
        options = lib.LoadOptions(strict=int(strict))
        sets = [lib.Set(encoded(name), encoded(cell(value)))
                for name, value in (set or {}).items()]
        if sets:
            options.sets = (lib.Set * len(sets))(*sets)
            options.set_count = len(sets)
        if reform is not None:
            with open(reform, "rb") as file:
                options.reform = call.keep(file.read())
            options.reform_len = len(options.reform)
            options.reform_name = call.keep(encoded(os.fspath(reform)))
        call.ended(lib.library.hn_pack_load(
            c.byref(handle), c.byref(call.host), os.fsencode(folder),
            c.byref(options), c.byref(call.error)))
        return cls(handle, call.messages)

    def close(self):
        """Frees the pack; it is of no use afterwards."""
        handle, self._handle = self._handle, None
        if handle:
            lib.library.hn_pack_free(handle)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        if getattr(self, "_handle", None):
            self.close()

    def __repr__(self):
        return "<Pack %s %s>" % (self.name, self.version)

    # --- what it is ---------------------------------------------------------

    @property
    def handle(self):
        if not self._handle:
            raise ValueError("the pack was closed")
        return self._handle

    @property
    def name(self):
        return text(lib.library.hn_pack_name(self.handle))

    @property
    def title(self):
        return text(lib.library.hn_pack_title(self.handle))

    @property
    def version(self):
        return text(lib.library.hn_pack_version(self.handle))

    @property
    def approved(self):
        """Who approved it and when; "draft" where it does not say."""
        return text(lib.library.hn_pack_approved(self.handle))

    @property
    def hash(self):
        """SHA-256 of its files."""
        return text(lib.library.hn_pack_hash(self.handle))

    @property
    def records(self):
        """The kinds of records, the main one first."""
        return [text(lib.library.hn_pack_records_name(self.handle, i))
                for i in range(lib.library.hn_pack_records_count(
                    self.handle))]

    def describe(self):
        """What it holds, for people."""
        return printed(lib.library.hn_pack_describe, self.handle)

    def schema(self, records=None):
        """What its rows can be, as a JSON Schema with what is let in."""
        return json.loads(printed(lib.library.hn_schema_json, self.handle,
                                  encoded(records)))

    def results(self, table=None):
        """The columns of its results: dicts with name, type and label."""
        return json.loads(printed(lib.library.hn_schema_results, self.handle,
                                  encoded(table)))

    def test(self, run=None):
        """Runs its examples and properties: (passed, failed, report)."""
        call, out, counts = Call(), io.BytesIO(), lib.TestCounts()
        call.ended(lib.library.hn_test(
            c.byref(counts), self.handle, c.byref(call.host),
            c.byref(lib.TestOptions(run=encoded(run))),
            c.byref(call.sink(out)), c.byref(call.error)), lib.FINDINGS)
        return counts.passed, counts.failed, out.getvalue().decode("utf-8")

    # --- rows in ------------------------------------------------------------

    def _one_source(self, call, stack, rows, records):
        if isinstance(rows, (str, os.PathLike)):
            stream = stack.enter_context(open(rows, "rb"))
            return call.source(stream, records, os.fspath(rows),
                               _form_of(rows))
        return call.source(Stream(lines(rows)), records, records, lib.JSONL)

    def _sources(self, call, stack, rows):
        """A path, rows, one row; or a dict whose keys are kinds of records,
        with any of these for each."""
        known = self.records
        if not isinstance(rows, dict) or not set(rows) <= set(known):
            rows = {known[0]: rows}
        found = [self._one_source(call, stack,
                                  [given] if isinstance(given, dict)
                                  else given, kind)
                 for kind, given in rows.items()]
        return (lib.Source * (len(found) or 1))(*found), len(found)

    # --- calculating --------------------------------------------------------

    def _calc(self, call, rows, options, outputs, rejects):
        summary, out = lib._SUMMARY(), io.BytesIO()
        with contextlib.ExitStack() as stack:
            sources, count = self._sources(call, stack, rows)
            status = lib.library.hn_calc(
                c.byref(summary), self.handle, c.byref(call.host),
                c.byref(options), sources, count, outputs, len(outputs),
                c.byref(rejects), c.byref(call.error))
        try:
            call.ended(status, *([lib.BAD_DATA] if summary else []))
            counts = lib.library.hn_summary_counts(summary)
            lib.library.hn_summary_print(c.byref(summary), None, 1,
                                         c.byref(call.sink(out)))
        finally:
            lib.library.hn_summary_free(summary)
        return (Counts(counts.rows, counts.calculated, counts.rejected,
                       counts.repeated), out.getvalue().decode("utf-8"))

    def _typed(self, rows, table):
        readers = {column["name"]: reader_of(column["type"])
                   for column in self.results(table)}
        return [{name: None if value is None else readers[name](value)
                 for name, value in row.items()} for row in rows]

    def _figures(self, listed):
        readers = {column["name"]: reader_of(column["type"])
                   for column in self.results("run")}
        return {line["name"]: None if line["value"] is None
                else readers[line["name"]](line["value"])
                for line in listed}

    def calc(self, rows, on=None, jobs=1, extra_columns=False, repeats=True):
        """Runs the pack over rows and gives a Result.

        `rows`: a path (.csv, .jsonl, .json), a list of dicts, one dict, or a
        dict of these by kind of records.  `on`: the run's date.  Rows that
        are refused are no error: they stand in `Result.rejected`.
        """
        call, tables = Call(), self.records
        streams = [io.BytesIO() for _ in (*tables, "run", "rejects")]
        outputs = (lib.Output * (len(tables) + 1))(*[
            lib.Output(encoded(name), call.sink(stream))
            for name, stream in zip((*tables, "run"), streams)])
        options = lib.CalcOptions(
            on=_date_of(on), out=lib.JSON, jobs=jobs, max_rejects=-1,
            extra_columns=int(extra_columns), repeats=int(not repeats),
            rejects=lib.JSONL)
        counts, summary = self._calc(call, rows, options, outputs,
                                     call.sink(streams[-1]))
        *results, run, rejected = [stream.getvalue() for stream in streams]
        listed = read_json(run)
        return Result(
            tables[0],
            {name: self._typed(read_json(data), name)
             for name, data in zip(tables, results)},
            self._figures(listed),
            {line["name"]: line["left_out"] for line in listed
             if line["left_out"]},
            [json.loads(line) for line in rejected.splitlines()],
            counts, summary, call.messages)

    def calc_json(self, rows, on=None):
        """Runs the pack over one text of JSON, and gives one back: a list of
        rows of the main records, or an object with a list for each kind; then
        counts, results, the figures of the run and what was rejected."""
        call, out = Call(), io.BytesIO()
        data = rows.encode("utf-8") if isinstance(rows, str) else rows
        options = lib.CalcOptions(on=_date_of(on), max_rejects=-1)
        status = lib.library.hn_calc_json(
            self.handle, c.byref(call.host), c.byref(options), data,
            len(data), c.byref(call.sink(out)), c.byref(call.error))
        call.ended(status, *([lib.BAD_DATA] if out.getvalue() else []))
        return out.getvalue().decode("utf-8")

    def calc_file(self, rows, out, on=None, jobs=1, rejects=None,
                  extra_columns=False, repeats=True):
        """Runs the pack and writes the results of the main records to the
        path `out`, block by block, and refused rows to `rejects`, as CSV.
        Memory does not grow with the file.  Gives the counts."""
        call = Call()
        with contextlib.ExitStack() as stack:
            target = stack.enter_context(open(out, "wb"))
            refused = stack.enter_context(open(rejects, "wb")) if rejects \
                else io.BytesIO()
            outputs = (lib.Output * 1)(lib.Output(encoded(self.records[0]),
                                                  call.sink(target)))
            options = lib.CalcOptions(
                on=_date_of(on), out=_form_of(out), jobs=jobs,
                max_rejects=-1, extra_columns=int(extra_columns),
                repeats=int(not repeats))
            counts, _ = self._calc(call, rows, options, outputs,
                                   call.sink(refused))
        return counts

    # --- explaining ---------------------------------------------------------

    def explain(self, rows, key=None, figure=None, on=None, depth=0,
                audience="staff", flip=False, as_json=False, table=None):
        """Explains one row: the sentences with their numbers, the working,
        the sources and the lines of the rules.  `key` is its id (None: the
        first row); `figure` the name of one thing; `table` the records whose
        row it is."""
        call, out = Call(), io.BytesIO()
        options = lib.WhyOptions(
            on=_date_of(on), key=encoded(key), figure=encoded(figure),
            depth=depth, out=lib.JSON if as_json else lib.TABLE,
            audience=_AUDIENCES[audience], flip=int(flip),
            table=encoded(table))
        with contextlib.ExitStack() as stack:
            sources, count = self._sources(call, stack, rows)
            call.ended(lib.library.hn_why(
                self.handle, c.byref(call.host), c.byref(options), sources,
                count, c.byref(call.sink(out)), c.byref(call.error)))
        told = out.getvalue().decode("utf-8")
        return read_json(told) if as_json else told
