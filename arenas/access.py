"""Who may come to which page about arenas and meetings."""

from samskabelse.policy.registry import Access, register

register(
    {
        "arenas:meetings": Access.PUBLIC,
        "arenas:arena": Access.PUBLIC,
        "arenas:advice": Access.PUBLIC,
        "arenas:meeting": Access.PUBLIC,
        "arenas:ics": Access.PUBLIC,
        "arenas:guest": Access.PUBLIC,
        # The token in the link says who it is.
        "arenas:reply": Access.PUBLIC,
        "arenas:feed": Access.PUBLIC,
        "arenas:feeds": Access.SIGNED_IN,
        "arenas:renew_feed": Access.SIGNED_IN,
        "arenas:new_arena": Access.SIGNED_IN,
        "arenas:change_arena": Access.SIGNED_IN,
        "arenas:ground_rules": Access.SIGNED_IN,
        "arenas:accept_rules": Access.SIGNED_IN,
        "arenas:ask_hat": Access.SIGNED_IN,
        "arenas:answer_hat": Access.SIGNED_IN,
        "arenas:end_hat": Access.SIGNED_IN,
        "arenas:new_poll": Access.SIGNED_IN,
        "arenas:poll": Access.SIGNED_IN,
        "arenas:choose_date": Access.SIGNED_IN,
        "arenas:close_poll": Access.SIGNED_IN,
        "arenas:new_meeting": Access.SIGNED_IN,
        "arenas:change_meeting": Access.SIGNED_IN,
        "arenas:cancel_meeting": Access.SIGNED_IN,
        "arenas:attend": Access.SIGNED_IN,
        "arenas:paper": Access.SIGNED_IN,
        "arenas:withdraw_paper": Access.SIGNED_IN,
        "arenas:add_item": Access.SIGNED_IN,
        "arenas:change_item": Access.SIGNED_IN,
        "arenas:move_item": Access.SIGNED_IN,
        "arenas:remove_item": Access.SIGNED_IN,
        "arenas:add_material": Access.SIGNED_IN,
        "arenas:remove_material": Access.SIGNED_IN,
    }
)
