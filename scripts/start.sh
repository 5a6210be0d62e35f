#!/usr/bin/env bash
# npm start: the demo mailbox in Chromium with the extension.
. "$(dirname "$0")/setup.sh"
need chromium=chromium named=bind9 openssl=openssl || exit 1
node scripts/prepare.ts && wxt build -b chrome --mv3 --level warn && exec node --disable-warning=ExperimentalWarning scripts/demo.ts "$@"
