#!/usr/bin/env bash
# The system packages of the tests: a real browser, a real PostgreSQL with PostGIS, a real SMS gateway.
# As root they are installed; otherwise what is missing is named, and the tests that need it skip, by name.
set -euo pipefail

declare -A wanted=(
  [chromium]=/usr/bin/chromium
  [postgresql-15]=/usr/lib/postgresql/15/bin/initdb
  [postgresql-15-postgis-3]=/usr/share/postgresql/15/extension/postgis.control
  [kannel]=/usr/sbin/bearerbox
  [kannel-extras]=/usr/lib/kannel/test/fakesmsc
)

missing=()
for package in "${!wanted[@]}"; do
  [ -e "${wanted[$package]}" ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "→ Installing system packages: ${missing[*]}"
  # Only the programs are wanted: no service is started at install.
  policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod +x "$policy"; trap 'rm -f "$policy"' EXIT; }
  if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/tmp/aidenum-apt.log 2>&1; then
    exit 0
  fi
  echo "  could not be installed (see /tmp/aidenum-apt.log): the tests that need them will be skipped, by name."
else
  echo "→ Missing system packages: ${missing[*]} (the tests that need them will be skipped, by name)."
  echo "  To install them: sudo apt-get install --no-install-recommends ${missing[*]}"
fi
