"""Who may come to the pages of people and organisations, allauth's among them."""

from samskabelse.policy.registry import Access, register

OWN_PAGES = """
    me welcome profile contact_choices unmute security own_data download_data erase
    tokens revoke_token
    organisation_new organisation_edit mandate_declare mandates mandate_withdraw
"""
# allauth asks for a sign-in, or for a stage of one, by itself where it needs it.
ENTRANCES = """
    account_door account_login account_logout account_signup account_inactive
    account_request_login_code account_confirm_login_code account_password_sign_in
    account_email_verification_sent account_reset_password account_confirm_password_reset_code
    account_complete_password_reset account_password_reset_completed
    mfa_authenticate mfa_login_webauthn
    openid_connect_login openid_connect_callback
    socialaccount_login_cancelled socialaccount_login_error socialaccount_signup
"""
SECURITY_PAGES = """
    account_reauthenticate account_email account_change_password account_set_password
    socialaccount_connections usersessions_list
    mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp
    mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes
    mfa_list_webauthn mfa_add_webauthn mfa_edit_webauthn mfa_remove_webauthn
    mfa_reauthenticate_webauthn
"""

register({f"participants:{name}": Access.SIGNED_IN for name in OWN_PAGES.split()})
register({"participants:organisation": Access.PUBLIC, "api:me": Access.SIGNED_IN})
register(dict.fromkeys(ENTRANCES.split(), Access.PUBLIC))
register(dict.fromkeys(SECURITY_PAGES.split(), Access.SIGNED_IN))
