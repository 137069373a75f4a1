"""The embedded PostgreSQL: created once, found again, and not fooled by what a crash left."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from samskabelse.local.database import embedded_database_config, ensure_started, stop
from samskabelse.local.secrets import ensure_secret_key
from tests import machine
from tests.template import login


@pytest.fixture
def folder(tmp_path: Path):
    """A folder whose name has a space and Danish letters, reachable for the server's user."""
    place = settings.VAR_DIR / f"prøve kørsel {os.getpid()}" / "pg"
    yield place
    stop(place)
    subprocess.run(["rm", "-rf", str(place.parent)], check=True)


def ask(config: dict, sql: str) -> object:
    with psycopg.connect(**login(config), dbname=config["NAME"]) as connection:
        return connection.execute(sql).fetchone()[0]


def postmaster(folder: Path) -> int:
    return int((folder / "data/postmaster.pid").read_text().splitlines()[0])


def test_a_fresh_folder_gives_a_config_that_starts_nothing(tmp_path: Path):
    assert embedded_database_config(tmp_path / "none") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "samskabelse",
        "USER": "samskabelse",
        "PASSWORD": "",
        "HOST": "127.0.0.1",
        "PORT": "1",
    }
    assert not (tmp_path / "none").exists()


def test_it_survives_kill_and_a_foreign_process_with_its_number(folder: Path):
    config = ensure_started(folder, durable=False)
    assert ensure_started(folder, durable=False) == config == embedded_database_config(folder)
    assert ask(config, "SELECT lower('ÆØÅ')") == "æøå"
    assert stat.S_IMODE((folder / "password").stat().st_mode) == 0o600

    os.kill(postmaster(folder), signal.SIGKILL)
    again = ensure_started(folder, durable=False)
    assert ask(again, "SELECT 1") == 1

    stop(folder)
    (folder / "data/postmaster.pid").write_text(f"{os.getpid()}\n{folder / 'data'}\n0\n1\n\n\n\n")
    assert ask(ensure_started(folder, durable=False), "SELECT 1") == 1


def test_a_wrong_password_is_refused(folder: Path):
    config = ensure_started(folder, durable=False)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask({**config, "PASSWORD": "guess"}, "SELECT 1")


def test_two_starts_at_the_same_time_take_turns(folder: Path):
    command = [sys.executable, "-m", "samskabelse.local.database", "start", str(folder)]
    starts = [subprocess.Popen(command, cwd=settings.BASE_DIR) for _ in range(3)]
    assert [start.wait(60) for start in starts] == [0, 0, 0]
    assert ask(embedded_database_config(folder), "SELECT 1") == 1


def test_the_secret_key_is_made_once_and_for_its_owner(tmp_path: Path):
    key = ensure_secret_key(tmp_path / "var")
    assert len(key) > 50
    assert ensure_secret_key(tmp_path / "var") == key
    assert stat.S_IMODE((tmp_path / "var/secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret-key"]


def test_a_key_that_cannot_be_kept_still_lets_settings_load(tmp_path: Path):
    (tmp_path / "file").touch()
    assert len(ensure_secret_key(tmp_path / "file")) > 50


def test_a_session_left_behind_is_named_and_ended(folder: Path):
    entry = ensure_started(folder, durable=False)
    assert machine.end_other_sessions(entry) == []
    left = psycopg.connect(**login(entry), dbname=entry["NAME"], application_name="left")
    left.execute("SELECT 'here'")
    [named] = machine.end_other_sessions(entry, patience=0)
    assert named.startswith("left | idle in transaction |")
    assert "SELECT 'here'" in named
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")
