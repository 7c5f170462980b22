"""The pages of signing in that people meet; the names are those that allauth reverses."""

from allauth.account import views
from allauth.mfa.base import views as codes
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.views import login_cancelled
from django.urls import path, re_path, reverse_lazy

from veturi.foundation.accounts import views as ours

# Nobody signs up by themselves: whatever is asked there, this is the answer.
closed = views.SignupView.as_view(template_name="account/signup_closed.html")
WAYS = reverse_lazy("mfa_index")
rename = passkeys.EditWebAuthnView.as_view(success_url=WAYS)
remove = passkeys.RemoveWebAuthnView.as_view(success_url=WAYS)

urlpatterns = [
    path("sign-in/", ours.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", codes.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("sign-out/", views.logout, name="account_logout"),
    path("sign-up/", closed, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("reauthenticate/code/", codes.reauthenticate, name="mfa_reauthenticate"),
    path(
        "reauthenticate/passkey/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/sent/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ours.SetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("password/change/", views.password_change, name="account_change_password"),
    path("ways/", ours.ways, name="mfa_index"),
    path("second-step/", ours.second_step, name="second_step"),
    path("app/", app.activate_totp, name="mfa_activate_totp"),
    path("app/removal/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("passkeys/new/", ours.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/", rename, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/removal/", remove, name="mfa_remove_webauthn"),
    path("identity/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("identity/<int:key>/removal/", ours.identity_removal, name="identity_removal"),
    path("identity/<slug:provider_id>/", ours.identity, name="openid_connect_login"),
    path(
        "identity/<slug:provider_id>/answer/",
        ours.identity_answer,
        name="openid_connect_callback",
    ),
    path(
        "identity/<slug:provider_id>/invited/",
        ours.identity_invited,
        name="identity_invited",
    ),
]
