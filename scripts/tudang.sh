#!/bin/sh
# The one door of all npm scripts: installs and builds what is missing or stale, then runs Node 24 in place of this shell,
# so that Ctrl-C reaches it directly. Needs only Node >= 20 and npm. Everything it says goes to stderr.
set -eu
unset CDPATH
cd -- "$(dirname -- "$0")/.."
say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$@"
  exit 1
}

[ $# -gt 0 ] || fail 'Pakai lewat npm: npm start, npm test, npm run check, npm run bench, npm run dev, npm run -s tudang -- …'

stale_packages() { ! cmp -s package-lock.json node_modules/.tudang-lock; }
stale_build() {
  [ ! -f dist/.built ] ||
    [ -n "$(find src scripts/build.ts vite.config.ts package.json package-lock.json -newer dist/.built ! -name '*.test.ts*' ! -name '*.fixture.ts*' -print 2>/dev/null | head -n 1)" ]
}

# Two commands at once on a fresh clone take turns: the kernel's lock where there is one, else a folder with our number.
lock() {
  if ! { mkdir -p .tmp && : >>.tmp/setup.lock; } 2>/dev/null; then
    fail "Folder $PWD tidak dapat ditulis. Jalankan sebagai pemiliknya, atau perbaiki haknya." \
      "Cannot write $PWD. Run as its owner, or mend its permissions."
  fi
  if command -v flock >/dev/null 2>&1; then
    exec 9>>.tmp/setup.lock
    flock 9
    return
  fi
  until mkdir .tmp/setup.dir 2>/dev/null; do
    holder=$(cat .tmp/setup.dir/pid 2>/dev/null || true)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then rm -rf .tmp/setup.dir; fi
    sleep 1
  done
  echo $$ >.tmp/setup.dir/pid
  trap 'rm -rf .tmp/setup.dir' EXIT
  trap 'exit 130' INT TERM HUP
}
unlock() {
  if command -v flock >/dev/null 2>&1; then
    exec 9>&-
  else
    rm -rf .tmp/setup.dir
    trap - EXIT INT TERM HUP
  fi
}

install_packages() {
  command -v npm >/dev/null 2>&1 || fail 'npm tidak ada. Pasang Node.js 20 ke atas beserta npm. / npm is missing: install Node.js 20 or newer.'
  say 'Memasang paket, sekali saja, kira-kira satu menit … / Installing packages, once …'
  # `npm ci` refuses a lock without the builds for other machines, which not every registry offers; `npm install` takes the same
  # versions from the same lock without them.
  flags='--update-notifier=false --include=dev --include=optional --no-audit --no-fund --loglevel=error'
  # shellcheck disable=SC2086
  if ! npm ci $flags >/dev/null 2>&1 && ! npm install --no-save $flags >&2; then
    fail 'Paket tidak dapat dipasang; baris di atas ini sebabnya. Periksa sambungan internet (registry npm) dan ruang diska, lalu ulangi.' \
      'The packages cannot be installed, for the reason above. Check the connection to the npm registry and the disk, then try again.'
  fi
  cp package-lock.json node_modules/.tudang-lock
}

if stale_packages || stale_build; then
  lock
  if stale_packages; then install_packages; fi
  if stale_build; then
    say 'Membangun … / Building …'
    node_modules/node/bin/node scripts/build.ts >&2 ||
      fail 'Tidak dapat dibangun; baris di atas ini sebabnya. / The build failed, for the reason above.'
  fi
  unlock
fi

node=node_modules/node/bin/node
PATH="$PWD/node_modules/.bin:$PATH"
export PATH
command=$1
shift
case $command in
  build) ;;
  start) exec "$node" --enable-source-maps dist/server/main.js "$@" ;;
  cli) exec "$node" --enable-source-maps dist/server/tudang.js "$@" ;;
  *) exec "$node" "scripts/$command.ts" "$@" ;;
esac
