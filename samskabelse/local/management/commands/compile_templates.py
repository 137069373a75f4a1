from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines


class Command(BaseCommand):
    """Find the template that would fail only when somebody opens its page."""

    help = "Compiles every template of ours and names those that do not."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        engine = engines["django"]
        broken, count = [], 0
        for name in sorted(_names()):
            count += 1
            try:
                engine.get_template(name)
            except (TemplateSyntaxError, TemplateDoesNotExist) as error:
                broken.append(f"{name}: {error}")
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"{count} templates compile.")


def _names() -> set[str]:
    folders = [settings.BASE_DIR / "templates", *settings.BASE_DIR.glob("[a-z]*/templates")]
    folders += settings.BASE_DIR.glob("samskabelse/*/templates")
    files: list[tuple[Path, Path]] = [
        (folder, path) for folder in folders for path in folder.rglob("*") if path.is_file()
    ]
    return {str(path.relative_to(folder)) for folder, path in files}
