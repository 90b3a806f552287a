"""High needs funding by rule packs, exact and explained.

>>> import highneeds
>>> highneeds.funding("place", rate=10000, before=12, after=15,
...                   months_before=5)
Decimal('137500')

A pack is loaded once and run over rows: a file, a list of dicts, one dict.
Money comes back as decimal.Decimal, a date as datetime.date, a missing value
as None, never as nought.

    pack = highneeds.Pack.load("rules/pre_ehcp")
    result = pack.calc("caseload.csv", on="2026-09-01")
    for row in result.rows: ...
    print(pack.explain("caseload.csv", key="SYN-0001", on="2026-09-01"))

A pack may be shared by threads, and calls leave other threads running.
"""
from ._calls import Call as _Call, encoded as _encoded, text as _text
from ._library import (Argument as _Argument, EXACT_ROOM as _ROOM,
                       library as _lib)
from ._values import cell as _cell, exact as _exact
from .errors import (DataError, HighneedsError, LimitError, Message,
                     PackError, UseError)
from .pack import Pack
from .result import Result

__all__ = ["DataError", "HighneedsError", "LimitError", "Message", "Pack",
           "PackError", "Result", "UseError", "funding", "funding_help",
           "help_code", "version"]


def version():
    """The version of the library that runs."""
    return _text(_lib.hn_version())


def help_code(code):
    """What a code means, in a paragraph: help_code("HN110"); "" for none."""
    return _text(_lib.hn_help(int(str(code).upper().replace("HN", ""))))


def funding(name, **arguments):
    """A function of the funding arithmetic, by named arguments.

    Amounts are whole numbers, Decimals or texts; of a percent 3 means 3%.
    The result is exact: a Decimal, or a Fraction where no decimal ends.
    `funding_help(name)` says what a function takes, gives and goes by.

    >>> funding("payback", outlay="100", a_year=700)
    Fraction(12, 7)
    >>> funding("payback", outlay=1)
    Traceback (most recent call last):
    highneeds.errors.UseError: funding.payback needs a_year
    """
    import ctypes
    call = _Call()
    room = ctypes.create_string_buffer(_ROOM)
    given = (_Argument * (len(arguments) or 1))(*[
        _Argument(_encoded(key), _encoded(_cell(value)))
        for key, value in arguments.items()])
    call.ended(_lib.hn_funding(room, _ROOM, _encoded(name), given,
                               len(arguments), ctypes.byref(call.error)))
    return _exact(_text(room.value))


def funding_help(name=None):
    """What a function takes, gives and goes by; without a name, all."""
    import ctypes
    import io
    call, out = _Call(), io.BytesIO()
    call.ended(_lib.hn_funding_help(_encoded(name),
                                    ctypes.byref(call.sink(out)),
                                    ctypes.byref(call.error)))
    return out.getvalue().decode("utf-8")
