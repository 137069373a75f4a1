"""A meeting in the room: the facilitator's screen and three phones, one of them without connection.

Everybody writes before anybody sees, one answer arrives once though it was sent without connection,
an objection is heard, and the record tells all of it.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from arenas.models import RoomAnswer
from arenas.queries.written import written_in
from tests.e2e.actors import Actor
from tests.e2e.phones import SECONDS, ask, come_in, tap, write
from tests.factories.rooms import held

pytestmark = pytest.mark.e2e


def test_a_meeting_in_the_room(actor: Callable[..., Actor], live_server) -> None:
    here = held()
    facilitator = here.team.facilitator
    leader = actor(facilitator.name, facilitator.email)
    leader.sign_in(here.url("screen"))
    leader.go(here.url("screen"))
    assert here.room.code in leader.text()
    phones = [actor(name, f"{name}@mail.example", width=360) for name in ("Ib", "Bo", "Eva")]
    for phone in phones:
        come_in(phone, here.room.code)
    ib, bo, eva = phones
    expect(leader.page.locator("#room-now")).to_contain_text("3 telefoner", timeout=8 * SECONDS)

    # Everybody writes first; Eva loses the connection while she does.
    ask(leader, "silent", "Hvad mangler de unge?")
    for phone in phones:
        expect(phone.page.locator("#room-now")).to_contain_text("Hvad mangler", timeout=8 * SECONDS)
        phone.look()
    write(ib, "Lys på stien")
    write(bo, "Et sted at være")
    write(eva, "Nogen der ly", send=False)
    eva.page.context.set_offline(True)
    write(eva, "Nogen der lytter")
    expect(eva.page.locator("#room-lost")).to_contain_text("Forbindelsen er væk")
    expect(leader.page.locator(".room-count")).to_contain_text("2 ud af 3", timeout=8 * SECONDS)
    assert "Lys på stien" not in leader.text()
    eva.page.wait_for_timeout(4 * SECONDS)  # tries again, in vain
    assert RoomAnswer.objects.count() == 2
    eva.page.context.set_offline(False)
    expect(eva.page.locator("#room-lost")).to_be_empty(timeout=10 * SECONDS)
    expect(leader.page.locator(".room-count")).to_contain_text("3 ud af 3", timeout=10 * SECONDS)
    assert RoomAnswer.objects.filter(text="Nogen der lytter").count() == 1
    tap(leader, "show")
    for text in ("Lys på stien", "Et sted at være", "Nogen der lytter"):
        assert text in leader.text()
        expect(ib.page.locator("#room-now")).to_contain_text(text, timeout=8 * SECONDS)

    # A point from a phone, and a quick round with an objection.
    point = bo.page.locator("form[data-room-form=point]")
    point.locator("[name=text]").fill("Hvem rydder op?")
    point.locator("button[type=submit]").click()
    expect(leader.page.locator("#room-now")).to_contain_text("Hvem rydder op?", timeout=8 * SECONDS)
    ask(leader, "consent", "Vi åbner hallen om fredagen")
    for phone, position, text in (
        (ib, "consent", ""),
        (bo, "objection", "Naboerne kan ikke sove"),
        (eva, "stand_aside", ""),
    ):
        expect(phone.page.locator("#room-now")).to_contain_text("hallen", timeout=8 * SECONDS)
        phone.page.locator(f"#room-now [name=position][value={position}]").check(force=True)
        write(phone, text)
    expect(leader.page.locator(".room-count")).to_contain_text("3 ud af 3", timeout=8 * SECONDS)
    tap(leader, "show")
    assert "Naboerne kan ikke sove" in leader.text()
    leader.look()
    tap(leader, "end")

    # The room closes; what was written is there.
    leader.press(within="main form[action$='/rum/luk/']")
    expect(ib.page.locator("#room-now")).to_contain_text("Rummet er lukket", timeout=8 * SECONDS)
    leader.open_link("/rum/skrevet/")
    for row in written_in(here.meeting):
        assert row.text in leader.text()
    assert len(written_in(here.meeting)) == 9


def test_a_phone_without_script(actor: Callable[..., Actor], live_server) -> None:
    here = held()
    here.screen().post(here.url("ask_room"), {"kind": "silent", "text": "Hvad nu?"})
    phone = actor("Ib", "ib@mail.example", width=360, script=False)
    come_in(phone, here.room.code)
    write(phone, "Lys")
    expect(phone.page.locator("main")).to_contain_text("Dit svar er kommet igennem")
    phone.open_link(f"/rum/{here.room.code}/")
    assert RoomAnswer.objects.get().text == "Lys"
