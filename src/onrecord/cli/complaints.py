"""Errors that are meant for the user: one line on the standard error, and the exit status.

In: what is done inside `errors()`. Out: the line, and status 1 where something failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from onrecord.errors import OnrecordError


@contextmanager
def errors() -> Iterator[None]:
    """Say an error that is meant for the user in one line, and end with status 1."""
    try:
        yield
    except OnrecordError as error:
        complain(str(error))
        raise typer.Exit(1) from error


def complain(what: str) -> None:
    """Say what is wrong on the standard error."""
    from onrecord.cli.screen import clean

    typer.echo(f"onrecord: {clean(what)}", err=True)
