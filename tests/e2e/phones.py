"""What people do on the facilitator's screen and on the phones of a meeting in the room."""

from playwright.sync_api import expect

from tests.e2e.actors import Actor

SECONDS = 1000  # milliseconds


def come_in(phone: Actor, code: str, *, comes_for: str = "Gaden") -> None:
    phone.go("/rum/")
    phone.fill(code=code.lower())
    phone.press()
    phone.fill(name=phone.name, comes_for=comes_for)
    phone.press()
    expect(phone.page.locator("#room-now")).to_be_visible()


def ask(leader: Actor, kind: str, text: str) -> None:
    form = "main form[action$='/rum/spoerg/']"
    leader.page.locator(f"{form} [name=kind][value={kind}]").check(force=True)
    leader.page.locator(f"{form} [name=text]").fill(text)
    leader.press(within=form)


def write(phone: Actor, text: str, *, send: bool = True) -> None:
    form = phone.page.locator("form[data-room-form^=round]")
    form.locator("[name=text]").fill(text)
    if send:
        form.locator("button[type=submit]").click()


def tap(leader: Actor, do: str) -> None:
    leader.press("do", do, within="#room-now form")
