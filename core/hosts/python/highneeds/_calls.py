"""One call of the library: what it is told, what it reads and writes.

A callback that fails must not throw through C: it notes the exception, gives
back a failure, and the call raises it when it has returned.
"""
import ctypes as c
import io
import json

from . import _library as lib
from .errors import (DataError, HighneedsError, LimitError, Message,
                     PackError, UseError)

_RAISED = {lib.BAD_PACK: PackError, lib.BAD_DATA: DataError,
           lib.BAD_USE: UseError, lib.OVER_LIMIT: LimitError}


def text(value):
    """What a pointer to C's characters says; "" for NULL."""
    return value.decode("utf-8", "replace") if value else ""


def encoded(value):
    return None if value is None else str(value).encode("utf-8")


class Call:
    """Holds all that the library may call back, until it has returned."""

    def __init__(self):
        self.messages = []
        self.failure = None
        self.kept = []
        self.error = lib.Error()
        self.host = lib.Host(message=lib.MessageFn(self._told))

    def _told(self, _, message):
        m = message.contents
        self.messages.append(Message(
            "HN%d" % m.code if m.code else "", bool(m.is_error),
            text(m.file), m.line, m.column, text(m.text), text(m.printed),
            text(m.about)))

    def keep(self, thing):
        self.kept.append(thing)
        return thing

    def source(self, stream, records, name, form):
        """A source over a binary stream."""
        def read(_, buffer, room):
            try:
                part = stream.read(room)
                c.memmove(buffer, part, len(part))
                return len(part)
            except BaseException as wrong:
                self.failure = self.failure or wrong
                return -1
        return lib.Source(encoded(records), encoded(name), form,
                          self.keep(lib.ReadFn(read)), None)

    def sink(self, stream):
        """A sink into a binary stream."""
        def write(_, buffer, length):
            try:
                stream.write(c.string_at(buffer, length))
                return 0
            except BaseException as wrong:
                self.failure = self.failure or wrong
                return -1
        return lib.Sink(self.keep(lib.WriteFn(write)), None)

    def ended(self, status, *fine):
        """Raises what went wrong, unless the status is one of `fine`."""
        if self.failure:
            raise self.failure
        if status in (lib.OK, *fine):
            return status
        if status == lib.NO_MEMORY:
            raise MemoryError(text(self.error.message))
        raise _RAISED.get(status, HighneedsError)(
            text(self.error.message) or "it did not work", self.messages)


def printed(function, *arguments, fine=()):
    """The text that a function of the library writes to its last sink."""
    call, out = Call(), io.BytesIO()
    call.ended(function(*arguments, c.byref(call.sink(out))), *fine)
    return out.getvalue().decode("utf-8")


def read_json(data):
    """JSON with its numbers exact."""
    from decimal import Decimal
    return json.loads(data, parse_float=Decimal) if data else []
