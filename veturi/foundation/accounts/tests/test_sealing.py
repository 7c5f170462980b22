"""Secrets lie sealed by the key of the installation."""

from veturi.foundation.accounts.sealing import seal, unseal


def test_what_is_sealed_can_be_unsealed_and_not_read():
    sealed = seal("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DP" not in sealed
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"


def test_a_former_key_still_unseals(settings):
    sealed = seal("JBSWY3DPEHPK3PXP")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key of the installation"

    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"


def test_a_lost_key_unseals_nothing(settings):
    sealed = seal("JBSWY3DPEHPK3PXP")

    settings.SECRET_KEY = "another key of the installation"

    assert unseal(sealed) is None
