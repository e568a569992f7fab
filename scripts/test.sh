#!/usr/bin/env bash
# Runs every test: first what needs no package, then the tests that drive the real consumers.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/install-packages.sh
npm run --silent typecheck
npm run --silent lint
npx vitest run
