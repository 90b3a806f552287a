"""What can go wrong, with all that the library says of it."""
from dataclasses import dataclass
from typing import List


@dataclass(frozen=True)
class Message:
    """One message: a code such as "HN110", a sentence, and where it stands.

    `printed` is all of it as a person reads it: the line with a caret, why it
    matters and what to write instead.  No message holds a private value.
    """
    code: str
    is_error: bool
    file: str
    line: int
    column: int
    text: str
    printed: str
    about: str = ""


class HighneedsError(Exception):
    """Something did not work; `messages` says all that is wrong."""

    def __init__(self, text: str, messages: List[Message] = ()):
        super().__init__(text)
        self.messages = list(messages)

    def __str__(self):
        told = "".join(m.printed for m in self.messages if m.is_error)
        return told.rstrip("\n") or super().__str__()


class PackError(HighneedsError):
    """The rules do not load."""


class DataError(HighneedsError):
    """The data cannot be read at all.  (Rows that were refused are no error:
    they stand in `Result.rejected`.)"""


class UseError(HighneedsError):
    """What was asked for makes no sense: the message says why."""


class LimitError(HighneedsError):
    """More work or memory than is allowed."""
