from samskabelse.policy.registry import Access, register

register(
    {
        "mail:unsubscribe": Access.PUBLIC,  # the token in the URL is the right
        "mail:demo_box": Access.DEMO,
        "mail:demo_mail": Access.DEMO,
        "mail:demo_html": Access.DEMO,
    }
)
