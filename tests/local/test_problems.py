"""What the machine lacks is said in a sentence that names the way out."""

import getpass
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from samskabelse.local.problems import StartError, only_one, require_free_port, require_writable


@pytest.fixture
def taken_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_is_named_with_another_to_try(taken_port: int):
    with pytest.raises(StartError) as error:
        require_free_port("127.0.0.1", taken_port)
    assert str(error.value) == (
        f"Port {taken_port} is taken by another program. "
        f"Stop it, or choose another port: PORT={taken_port + 1} make run"
    )


def test_a_free_port_is_left_free(taken_port: int):
    require_free_port("127.0.0.1", 0)


def test_a_folder_that_cannot_be_written_is_named_with_the_remedy(tmp_path: Path):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "var"
    with pytest.raises(StartError) as error:
        require_writable(folder)
    who = getpass.getuser()
    assert str(error.value) == (
        f"The folder {folder} is not writable for {who} (not a directory). "
        f"Give yourself the right to it: sudo chown -R {who} '{folder}'"
    )


def test_a_second_start_says_where_the_first_one_is(tmp_path: Path):
    with only_one(tmp_path, "http://localhost:8000"):
        with pytest.raises(StartError) as error, only_one(tmp_path, "http://localhost:8001"):
            pass
        assert str(error.value) == (
            "Samskabelse already runs from this folder: http://localhost:8000"
        )


def test_up_says_the_sentence_and_leaves(taken_port: int, tmp_path: Path):
    env = {**os.environ, "PORT": str(taken_port), "VAR_DIR": str(tmp_path / "var")}
    command = [sys.executable, "manage.py", "up"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {taken_port} is taken by another program.")
    assert not (tmp_path / "var/postgres").exists()
