"""Values on their way in and out: exact, and missing stays missing."""
import datetime
import json
from decimal import Decimal
from fractions import Fraction

_PLAIN = {"date", "yes/no", "choice", "id", "text", "met or unmet",
          "list of names", "count", "ratio", "percent"}


def cell(value):
    """A value as the library reads it.

    >>> cell(Decimal("10.50")), cell(True), cell(None)
    ('10.50', 'yes', None)
    >>> cell(0.1)
    Traceback (most recent call last):
    TypeError: 0.1 is a float, which cannot hold a penny exactly: give a \
decimal.Decimal or a text
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        raise TypeError("%r is a float, which cannot hold a penny exactly: "
                        "give a decimal.Decimal or a text" % value)
    if isinstance(value, datetime.datetime):
        raise TypeError("a date is given as a datetime.date, without a time")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (int, Decimal)):
        return "%d" % value if isinstance(value, int) else format(value, "f")
    raise TypeError("%s is nothing that a column takes"
                    % type(value).__name__)


def lines(rows):
    """Rows as lines of JSON, one at a time."""
    for row in rows:
        yield (json.dumps({name: cell(value) for name, value in row.items()})
               + "\n").encode("utf-8")


class Stream:
    """A binary stream over lines that are made as they are read."""

    def __init__(self, made):
        self._made, self._rest = iter(made), b""

    def read(self, room):
        while len(self._rest) < room:
            more = next(self._made, None)
            if more is None:
                break
            self._rest += more
        part, self._rest = self._rest[:room], self._rest[room:]
        return part


def exact(value):
    """An exact number as Decimal, or as Fraction where no decimal ends.

    >>> exact("2500"), exact("175000/3")
    (Decimal('2500'), Fraction(175000, 3))
    """
    number = str(value)
    return Fraction(number) if "/" in number else Decimal(number)


def _date(value):
    return datetime.date.fromisoformat(value)


def _yes(value):
    return value == "yes"


def _names(value):
    return value.split("; ") if value else []


def reader_of(type_name):
    """What makes a value of Python of one of that type in results."""
    known = {"date": _date, "yes/no": _yes, "list of names": _names,
             "count": int}
    if type_name in known:
        return known[type_name]
    return str if type_name in _PLAIN - {"ratio", "percent"} else exact
