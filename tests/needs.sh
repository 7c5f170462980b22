#!/bin/sh
# Chromium and PostgreSQL for the tests: install what is missing where apt is there, else say what to install.
set -e
has_postgres() { command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
missing=""
command -v chromium >/dev/null || missing="chromium"
has_postgres || missing="$missing postgresql"
[ -z "$missing" ] && exit 0

become=""
[ "$(id -u)" = 0 ] || become="sudo -n"
if command -v apt-get >/dev/null && { [ -z "$become" ] || $become true 2>/dev/null; }; then
    echo "Installing for the tests: $missing"
    $become apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    $become env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "The tests need $missing: install it (on Debian: apt-get install $missing), then run make test again." >&2
    exit 1
fi
