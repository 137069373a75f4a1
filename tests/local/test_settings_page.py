"""docs/settings.md names every variable that the code reads, and no other."""

import re

from django.conf import settings

READ = re.compile(
    r"""(?:env\.(?:str|bool|int|list|dj_db_url)|environ\.get)\(\s*["']([A-Z_0-9]+)["']"""
)
ROW = re.compile(r"^\| `([A-Z_0-9]+)` \|", re.MULTILINE)


def test_every_variable_is_explained():
    code = [settings.BASE_DIR / "samskabelse/settings.py"]
    code += (settings.BASE_DIR / "samskabelse/local").rglob("*.py")
    read = {name for path in code for name in READ.findall(path.read_text())}
    explained = ROW.findall((settings.BASE_DIR / "docs/settings.md").read_text())
    assert sorted(read - {"PATH"}) == sorted(explained)
