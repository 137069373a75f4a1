"""Who may come to the pages of the demo: everybody, and only while it is one."""

from samskabelse.policy.registry import Access, register

register(
    {
        "demo": Access.DEMO,
        "demo_step_in": Access.DEMO,
        "demo_restart": Access.DEMO,
    }
)
