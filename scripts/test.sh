#!/usr/bin/env bash
# npm test: lint, types, unit, conformance and both browsers.
. "$(dirname "$0")/setup.sh"
need chromium=chromium firefox-esr=firefox-esr named=bind9 openssl=openssl || exit 1
exec node scripts/test.ts "$@"
