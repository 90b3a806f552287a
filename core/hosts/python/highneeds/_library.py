"""The C library as ctypes sees it: structures, functions, callbacks.

What stands here mirrors highneeds.h, field for field; tests/hosts/python.py
compares every offset with what the compiler says.
"""
import ctypes as c
import ctypes.util
import os

OK, FINDINGS, BAD_PACK, BAD_DATA, BAD_USE, OVER_LIMIT, NO_MEMORY, IO = range(8)
CSV, JSONL, JSON, TABLE, SVG = range(5)
STAFF, SCHOOL, FAMILY = range(3)
EXACT_ROOM = 96


class Error(c.Structure):
    _fields_ = [("status", c.c_int), ("code", c.c_int), ("line", c.c_int),
                ("column", c.c_int), ("where", c.c_char * 128),
                ("message", c.c_char * 256)]


class Message(c.Structure):
    _fields_ = [("code", c.c_int), ("is_error", c.c_int),
                ("file", c.c_char_p), ("line", c.c_int),
                ("column", c.c_int), ("text", c.c_char_p),
                ("printed", c.c_char_p), ("about", c.c_char_p)]


MessageFn = c.CFUNCTYPE(None, c.c_void_p, c.POINTER(Message))
CancelFn = c.CFUNCTYPE(c.c_int, c.c_void_p)
ProgressFn = c.CFUNCTYPE(None, c.c_void_p, c.c_int64, c.c_int64)
ReadFn = c.CFUNCTYPE(c.c_long, c.c_void_p, c.c_void_p, c.c_size_t)
WriteFn = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_size_t)


class Host(c.Structure):
    _fields_ = [("resize", c.c_void_p), ("resize_ctx", c.c_void_p),
                ("memory_limit", c.c_size_t), ("work_limit", c.c_int64),
                ("script_limit", c.c_size_t), ("message", MessageFn),
                ("message_ctx", c.c_void_p), ("cancel", CancelFn),
                ("cancel_ctx", c.c_void_p), ("progress", ProgressFn),
                ("progress_ctx", c.c_void_p), ("read_file", c.c_void_p),
                ("read_file_ctx", c.c_void_p)]


class Set(c.Structure):
    _fields_ = [("param", c.c_char_p), ("value", c.c_char_p)]


class LoadOptions(c.Structure):
    _fields_ = [("sets", c.POINTER(Set)), ("set_count", c.c_int),
                ("strict", c.c_int), ("as_at", c.c_char_p),
                ("reform", c.c_char_p), ("reform_len", c.c_size_t),
                ("reform_name", c.c_char_p), ("prove", c.c_int)]


class Source(c.Structure):
    _fields_ = [("records", c.c_char_p), ("name", c.c_char_p),
                ("format", c.c_int), ("read", ReadFn), ("ctx", c.c_void_p)]


class Sink(c.Structure):
    _fields_ = [("write", WriteFn), ("ctx", c.c_void_p)]


class CalcOptions(c.Structure):
    _fields_ = [("on", c.c_char_p), ("out", c.c_int), ("jobs", c.c_int),
                ("extra_columns", c.c_int), ("repeats", c.c_int),
                ("max_rejects", c.c_int64), ("seal", c.c_int),
                ("log", c.POINTER(Sink)), ("rejects", c.c_int)]


class Counts(c.Structure):
    _fields_ = [("rows", c.c_int64), ("calculated", c.c_int64),
                ("rejected", c.c_int64), ("repeated", c.c_int64)]


class Output(c.Structure):
    _fields_ = [("table", c.c_char_p), ("sink", Sink)]


class WhyOptions(c.Structure):
    _fields_ = [("on", c.c_char_p), ("key", c.c_char_p),
                ("figure", c.c_char_p), ("depth", c.c_int),
                ("extra_columns", c.c_int), ("out", c.c_int),
                ("audience", c.c_int), ("flip", c.c_int),
                ("table", c.c_char_p)]


class TestOptions(c.Structure):
    _fields_ = [("run", c.c_char_p), ("quiet", c.c_int), ("junit", c.c_int),
                ("snapshot", c.c_char_p), ("bless", c.POINTER(Sink))]


class TestCounts(c.Structure):
    _fields_ = [("passed", c.c_int), ("failed", c.c_int)]


class Argument(c.Structure):
    _fields_ = [("name", c.c_char_p), ("value", c.c_char_p)]


# What each structure is called in C, for the test.
STRUCTURES = {
    "hn_error": Error, "hn_message": Message, "hn_host": Host,
    "hn_set": Set, "hn_load_options": LoadOptions, "hn_source": Source,
    "hn_sink": Sink, "hn_calc_options": CalcOptions, "hn_counts": Counts,
    "hn_output": Output, "hn_why_options": WhyOptions,
    "hn_test_options": TestOptions, "hn_test_counts": TestCounts,
    "hn_argument": Argument,
}

_P = c.POINTER
_PACK, _SUMMARY = c.c_void_p, c.c_void_p
_RUN = [_P(Source), c.c_int]

# name: (result, arguments)
FUNCTIONS = {
    "hn_version": (c.c_char_p, []),
    "hn_help": (c.c_char_p, [c.c_int]),
    "hn_pack_load": (c.c_int, [_P(_PACK), _P(Host), c.c_char_p,
                               _P(LoadOptions), _P(Error)]),
    "hn_pack_free": (None, [_PACK]),
    "hn_pack_name": (c.c_char_p, [_PACK]),
    "hn_pack_title": (c.c_char_p, [_PACK]),
    "hn_pack_version": (c.c_char_p, [_PACK]),
    "hn_pack_approved": (c.c_char_p, [_PACK]),
    "hn_pack_hash": (c.c_char_p, [_PACK]),
    "hn_pack_records_count": (c.c_int, [_PACK]),
    "hn_pack_records_name": (c.c_char_p, [_PACK, c.c_int]),
    "hn_pack_describe": (c.c_int, [_PACK, _P(Sink)]),
    "hn_schema_csv": (c.c_int, [_PACK, c.c_char_p, _P(Sink)]),
    "hn_schema_json": (c.c_int, [_PACK, c.c_char_p, _P(Sink)]),
    "hn_schema_results": (c.c_int, [_PACK, c.c_char_p, _P(Sink)]),
    "hn_calc": (c.c_int, [_P(_SUMMARY), _PACK, _P(Host), _P(CalcOptions),
                          *_RUN, _P(Output), c.c_int, _P(Sink), _P(Error)]),
    "hn_calc_json": (c.c_int, [_PACK, _P(Host), _P(CalcOptions), c.c_char_p,
                               c.c_size_t, _P(Sink), _P(Error)]),
    "hn_summary_free": (None, [_SUMMARY]),
    "hn_summary_counts": (Counts, [_SUMMARY]),
    "hn_summary_print": (c.c_int, [_P(_SUMMARY), _P(c.c_char_p), c.c_int,
                                   _P(Sink)]),
    "hn_why": (c.c_int, [_PACK, _P(Host), _P(WhyOptions), *_RUN, _P(Sink),
                         _P(Error)]),
    "hn_test": (c.c_int, [_P(TestCounts), _PACK, _P(Host), _P(TestOptions),
                          _P(Sink), _P(Error)]),
    "hn_funding": (c.c_int, [c.c_char_p, c.c_size_t, c.c_char_p,
                             _P(Argument), c.c_int, _P(Error)]),
    "hn_funding_help": (c.c_int, [c.c_char_p, _P(Sink), _P(Error)]),
}


def _candidates():
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                        "libhighneeds.so")
    if os.path.exists(here):
        yield here
    if os.environ.get("HIGHNEEDS_LIBRARY"):
        yield os.environ["HIGHNEEDS_LIBRARY"]
    found = ctypes.util.find_library("highneeds")
    if found:
        yield found


def load():
    """The library: the one in the package, else the one that the variable
    HIGHNEEDS_LIBRARY names, else the one that is installed."""
    for path in _candidates():
        library = c.CDLL(path)
        for name, (result, arguments) in FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
        return library
    raise ImportError("libhighneeds.so is not there: install it with `make "
                      "install`, or name it in HIGHNEEDS_LIBRARY")


library = load()
