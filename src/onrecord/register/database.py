"""What a database must be able to do to keep a register; `sqlite` and `postgres` are the two that do.

In: an address. Out: transactions, full text, and errors in words. What both do the same way is in `store`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, not_, or_, true
from sqlalchemy.exc import DatabaseError

from onrecord.errors import RegisterError
from onrecord.register.fulltext import Question, words_of

WAIT_SECONDS = 30
"""How long a writer waits for another before it gives up."""


class Database(ABC):
    """A database that keeps one register; `name` is what errors call it: its path, or its address without password."""

    dialect: Literal["sqlite", "postgresql"]
    name: str
    engine: Engine

    @abstractmethod
    def prepare(self) -> None:
        """Do what must be done once outside of transactions, before the first tables are made."""

    @abstractmethod
    def connect(self, *, writes: bool) -> Connection:
        """Return a connection whose transactions see one state; a writer's waits at its beginning for the others."""

    @abstractmethod
    def begin(self, connection: Connection, *, writes: bool) -> None:
        """Do what a transaction opens with."""

    @abstractmethod
    def matches(self, table: Table, question: Question) -> ColumnElement[bool]:
        """Return the condition that the words of a row of an indexed table answer a question."""

    @abstractmethod
    def explain(self, error: DatabaseError) -> str:
        """Say an error of the driver in words, with the way out."""

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """Open a transaction that stands as a whole or not at all.

        Raises:
            RegisterError: the database fails; the error names the register, never a password.
        """
        try:
            with self.connect(writes=writes) as connection, connection.begin():
                self.begin(connection, writes=writes)
                yield connection
        except DatabaseError as error:
            raise RegisterError(f"{self.name}: {self.explain(error)}") from error
        except RegisterError as error:
            raise RegisterError(f"{self.name}: {error}") from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def contains(table: Table, phrase: str) -> ColumnElement[bool]:
    """Return the condition that a phrase stands in a row's words: true to the letter, and slow without an index."""
    found: ColumnElement[bool] = table.c.words.contains(phrase, autoescape=True)
    return found


def exactly(table: Table, question: Question) -> ColumnElement[bool]:
    """Return the whole question as conditions on the words themselves."""
    wanted = [or_(*(contains(table, phrase) for phrase in group)) for group in question.wanted]
    return and_(true(), *wanted, *(not_(contains(table, phrase)) for phrase in question.unwanted))


def phrases_exactly(table: Table, question: Question) -> ColumnElement[bool]:
    """Return what an index of words leaves open: whether words stand side by side, in one of the texts put together."""
    groups = tuple(group for group in question.wanted if any(len(words_of(phrase)) > 1 for phrase in group))
    unwanted = tuple(phrase for phrase in question.unwanted if len(words_of(phrase)) > 1)
    return exactly(table, Question(wanted=groups, unwanted=unwanted))
