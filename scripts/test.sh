#!/usr/bin/env bash
# Runs every test: first what needs no package, then the tests that drive the real consumers, as root.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH=$PATH:/usr/sbin:/sbin
bash scripts/install-packages.sh
npm run --silent typecheck
npm run --silent lint
if [ "$(id -u)" -eq 0 ]; then exec npx vitest run; fi
npx vitest run --project unit
sudo -n env "PATH=$PATH" node node_modules/vitest/vitest.mjs run --project consumers
