"""Workers that are killed: a parent that loads Django once and forks a new one for each dead one.

The parent never touches the database. Each child writes its pid into the folder, drains and
sweeps until it is killed or a file called `stop` appears.
"""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import django
from django.urls import get_resolver

LANE = "invitation"
LEASE = timedelta(seconds=4)
LEAVE_AT_ONCE = os._exit  # a child must not run the parent's clean-up


def worker_id(pid: int) -> UUID:
    """The id under which the child with this pid claims rows."""
    return UUID(int=pid)


def register_kind() -> None:
    """A kind of mail that needs nothing but its row."""
    from samskabelse.mail.enums import Lane, Topic  # noqa: PLC0415
    from samskabelse.mail.kinds import Letter, mail_kind  # noqa: PLC0415

    @mail_kind("chaos", lane=Lane.INVITATION, topic=Topic.INVITATION)
    def chaos(mail):
        return Letter(subject=f"Nr. {mail.params['n']}", body="Vil du være med?")


def work(folder: Path, slot: int) -> None:
    """What a child does."""
    from samskabelse.mail.claims import Worker  # noqa: PLC0415
    from samskabelse.mail.delivery import drain  # noqa: PLC0415
    from samskabelse.mail.sweeping import sweep  # noqa: PLC0415

    worker = Worker(worker_id(os.getpid()), lease=LEASE)
    (folder / f"pid.{slot}").write_text(str(os.getpid()))
    while not (folder / "stop").exists():
        sent = drain(LANE, 50, worker=worker)
        sweep()
        time.sleep(0 if sent else 0.1)


def fork(folder: Path, slot: int) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            work(folder, slot)
        finally:
            LEAVE_AT_ONCE(0)
    return pid


def main(folder: Path, count: int) -> None:
    django.setup()
    register_kind()
    _ = get_resolver().url_patterns  # loaded once here and not in each child
    children = {fork(folder, slot): slot for slot in range(count)}
    while children:
        pid, _ = os.wait()
        slot = children.pop(pid)
        if not (folder / "stop").exists():
            children[fork(folder, slot)] = slot


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
