#!/bin/sh
# The one door of all npm scripts: installs and builds what is missing or stale, then runs Node 24 in place of this shell,
# so that Ctrl-C reaches it directly. Needs only Node >= 20 and npm. Everything it says goes to stderr.
set -eu
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*" >&2; }

# Two commands at once on a fresh clone take turns.
if command -v flock >/dev/null 2>&1; then
  mkdir -p .tmp
  exec 9>.tmp/setup.lock
  flock 9
fi
if ! cmp -s package-lock.json node_modules/.tudang-lock; then
  say 'Memasang paket, sekali saja, kira-kira satu menit … / Installing packages, once …'
  npm ci --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json node_modules/.tudang-lock
fi
node=node_modules/node/bin/node
if [ ! -f dist/.built ] || [ -n "$(find src scripts/build.ts vite.config.ts package-lock.json -newer dist/.built ! -name '*.test.ts*' -print 2>/dev/null | head -n 1)" ]; then
  say 'Membangun … / Building …'
  "$node" scripts/build.ts >&2
fi
if command -v flock >/dev/null 2>&1; then
  flock -u 9
  exec 9>&-
fi
PATH="$PWD/node_modules/.bin:$PATH"
export PATH
command=$1
shift
case $command in
  start) exec "$node" --enable-source-maps dist/server/main.js "$@" ;;
  cli) exec "$node" --enable-source-maps dist/server/tudang.js "$@" ;;
  *) exec "$node" "scripts/$command.ts" "$@" ;;
esac
