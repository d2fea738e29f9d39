#!/usr/bin/env bash
# Put uv in .tools/, from its package. Debian's python3 has no venv module until python3-venv is installed.
set -euo pipefail
version="$1"

python3 -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || {
  echo "AideNum needs Python 3.11 as python3 (Debian 12's). Found: $(python3 --version)." >&2
  exit 2
}
if ! python3 -m venv .tools >/dev/null 2>&1; then
  rm -rf .tools
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "→ Installing python3-venv"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv; } >/dev/null
    python3 -m venv .tools
  else
    echo "Install python3-venv first: sudo apt-get install python3-venv" >&2
    exit 2
  fi
fi
.tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$version"
