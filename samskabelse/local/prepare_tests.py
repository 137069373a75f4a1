"""What browser tests need before pytest starts: Danish texts and the design system's CSS."""

import os
import sys
import time

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samskabelse.settings")
    django.setup()
    from samskabelse.local import problems, steps  # noqa: PLC0415 they read the settings

    for title, act in (
        ("Translations", steps.compile_translations),
        ("Design system", steps.build_assets),
    ):
        started = time.monotonic()
        try:
            note = act()
        except problems.StartError as error:
            sys.exit(f"✗ {title}\n{error}")
        sys.stdout.write(f"✓ {title:<16}{time.monotonic() - started:>5.1f} s  {note or ''}\n")


if __name__ == "__main__":
    main()
