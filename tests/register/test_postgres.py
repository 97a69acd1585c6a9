"""What only a register on a server can meet; all else is in the tests that run on every database."""

from __future__ import annotations

import dataclasses
import logging
import sys
import traceback

import psycopg
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from onrecord.errors import RegisterError
from onrecord.register import Register
from onrecord.register.postgres import PostgreSQL
from places import Place
from readings import reading

SECRET = "s3cr3t-and-long"


@pytest.fixture
def address(new_place: Place) -> str:
    return new_place("postgresql")


def opened(address: str) -> RegisterError:
    with pytest.raises(RegisterError) as caught:
        Register(address)
    return caught.value


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"database": "none"}, "the server has no such database; make it with `createdb`"),
        ({"username": "nobody"}, "the server knows no such user"),
        ({"query": {"host": "/nowhere"}}, "no server answers there"),
        ({"query": {}, "host": "localhost", "port": 1}, "no server answers there"),
        ({"query": {}, "host": "no-such-host.invalid"}, "no server answers there"),
        ({"database": ""}, "the address names no database"),
    ],
)
def test_an_error_says_the_way_out_and_no_password(
    address: str, changes: dict[str, object], says: str, caplog: pytest.LogCaptureFixture
) -> None:
    url = make_url(address).set(password=SECRET).set(**changes)  # type: ignore[arg-type]
    with caplog.at_level(logging.DEBUG):
        error = opened(url.render_as_string(hide_password=False))
    assert says in str(error)
    assert str(error).startswith("postgresql://")
    assert SECRET not in "".join(traceback.format_exception(error)) + caplog.text


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"postgresql://ana:{SECRET}@host:port/register", "this address cannot be read"),
        (f"postgresql://ana:{SECRET}", "this address cannot be read"),
        (f"mysql://ana:{SECRET}@host/register", "a register is a file, or a database at postgresql://"),
    ],
)
def test_an_address_that_cannot_be_read_is_not_repeated(address: str, says: str) -> None:
    error = opened(address)
    assert says in str(error)
    assert SECRET not in "".join(traceback.format_exception(error))


def test_a_password_in_the_options_is_none_to_show() -> None:
    database = PostgreSQL(f"postgres://ana@host:5433/news?password={SECRET}&sslmode=require")
    assert database.name == "postgresql://ana@host:5433/news"
    assert SECRET not in repr(database.engine)
    assert (database.engine.url.password, database.engine.url.query["sslmode"]) == (SECRET, "require")


def test_a_refused_password_is_told(address: str) -> None:
    """The server of the tests trusts everybody: what a strict one says is in the driver's words."""
    refused = 'connection failed: FATAL:  password authentication failed for user "ana"'
    assert "refuses this user or password" in PostgreSQL(address).explain(failure(refused))


def test_what_is_not_known_is_said_in_the_words_of_the_server_without_the_password() -> None:
    database = PostgreSQL(f"postgresql://ana:{SECRET}@host/news")
    said = database.explain(failure(f"out of {SECRET}\nand more"))
    assert said == "the database says: out of ***"


def failure(message: str) -> OperationalError:
    return OperationalError("SELECT 1", {}, psycopg.OperationalError(message))


def test_the_driver_is_an_extra(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'onrecord[postgres]'" in str(opened(address))


def test_a_database_that_cannot_keep_every_text_is_refused(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    latin = make_url(address).set(database="latin").render_as_string()
    assert "this database is in LATIN1; make one with ENCODING 'UTF8'" in str(opened(latin))


def test_a_register_that_must_be_there_is_not_made(address: str) -> None:
    with pytest.raises(RegisterError, match="there is no register here"):
        Register(address, create=False)
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_reader_who_may_only_read_can_ask(address: str) -> None:
    with Register(address) as register:
        register.add([reading(1)])
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest")
    guest = make_url(address).set(username="guest").render_as_string()
    with Register(guest, create=False) as register:
        assert len(list(register.find(search="ferries"))) == 2
        with pytest.raises(RegisterError, match="its owner can GRANT"):
            register.add([reading(2)])
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP OWNED BY guest")


def test_the_server_may_end_a_connection_between_two_writes(address: str) -> None:
    with Register(address) as register:
        register.add([reading(1)])
        with psycopg.connect(address, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                          "AND pid <> pg_backend_pid()")  # fmt: skip
        register.add([reading(2)])
        assert len(list(register.readings())) == 2


def test_texts_with_signs_that_postgresql_does_not_take_are_kept(place: str) -> None:
    one = reading(1)
    odd = dataclasses.replace(one.report, text=one.report.text + "\0 \ufdd0 \ufdd00 \0", title="a\0b", source="\0")
    with Register(place) as register:
        register.add([dataclasses.replace(one, report=odd)])
        assert next(register.readings()).report == odd
        assert [line.source for line in register.log()] == ["\0"]
