from samskabelse.ui.tags.progress import Fact, Step
from samskabelse.web.errors import Blocker


def test_a_checklist_says_missing_and_done_in_words(render):
    html = render(
        "{% checklist items %}",
        items=[
            Fact("Recipient named", met=True),
            Fact("Convener accepted", help="Gathers the team", url="/parter/"),
        ],
    )
    assert "What is missing</h2>" in html
    assert '<a href="/parter/">Convener accepted</a>' in html
    assert '<p class="form-hint">Gathers the team</p>' in html
    assert '<span class="checklist-state">Done:</span> Recipient named' in html
    assert html.index("Convener accepted") < html.index("Recipient named")


def test_a_blocker_counts_as_missing(render):
    html = render("{% checklist items %}", items=[Blocker("x", "A deadline")])
    assert '<span class="checklist-state">Missing:</span>' in html
    assert "A deadline" in html


def test_a_full_checklist_says_so(render):
    html = render("{% checklist items %}", items=[Fact("Convener accepted", met=True)])
    assert "Everything is in place" in html
    assert "Missing" not in html


def test_what_is_met_can_be_left_out(render):
    html = render("{% checklist items show_met=False %}", items=[Fact("Done thing", met=True)])
    assert "Done thing" not in html


def test_the_phase_band_marks_one_current_step(render):
    steps = [Step("Seek", "done"), Step("Define", "current", note="since May"), Step("Do", "next")]
    html = render("{% phase_band steps %}", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert '<li class="phase phase-current" aria-current="step">' in html
    assert "Passed" in html
    assert "since May" in html
    assert "Here now" not in html


def test_steps_may_come_from_anywhere(render):
    class Plain:
        label, state = "Seek", "current"

    assert "Here now" in render("{% phase_band steps %}", steps=[Plain()])
