"""`python -m benchmarks`: load, start the real server, measure every page at every size.

python -m benchmarks --write                 everything, into docs/performance.md
python -m benchmarks --sizes 1000 --only Opgave
python -m benchmarks --heavy                 one opgave with 200 parties and all that comes with it
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = [1_000, 10_000, 100_000]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of opgaver")
    parser.add_argument("--only", default="", help="pages whose title begins with this")
    parser.add_argument("--heavy", action="store_true", help="the heavy opgave alone")
    parser.add_argument("--write", action="store_true", help="replace the figures in docs")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8790))
    parser.add_argument("--nice", type=int, default=0, help="priority, -20 to 19 (root for < 0)")
    return parser.parse_args()


def prepare_environment(port: int) -> None:
    """A database of our own, whatever else is set; before Django reads its settings."""
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "EMBEDDED_DATABASE": "benchmarks/postgres",
        "DEMO_MODE": "false",
        "DEBUG": "false",
        "REDIS_URL": "",
        "PORT": str(port),
        "BASE_URL": f"http://localhost:{port}",
    }


def main() -> int:
    wanted = arguments()
    prepare_environment(wanted.port)
    if wanted.nice:
        os.setpriority(os.PRIO_PROCESS, 0, wanted.nice)
    os.chdir(ROOT)
    import django  # noqa: PLC0415 - after the environment

    django.setup()
    from benchmarks.running import run  # noqa: PLC0415 - after Django

    return run(wanted)


if __name__ == "__main__":
    sys.exit(main())
