# Sourced by start.sh and test.sh: the packages of npm, the programs of the system, Node 24 on the PATH.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo 'Installing npm packages …'
  npm ci --no-audit --no-fund --loglevel=error || exit 1
fi
export PATH="$PWD/node_modules/.bin:$PATH"
# tsconfig.json stands on what this writes, and every build on tsconfig.json.
[ -f .wxt/tsconfig.json ] || wxt prepare --level warn || exit 1

# need PROGRAM=PACKAGE …: installs what is missing where that is allowed, else says what to install.
need() {
  local missing=() pair
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || [ -x "/usr/sbin/${pair%%=*}" ] || missing+=("${pair#*=}")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-noto-cjk; } >/dev/null 2>&1 && return 0
  fi
  echo "Please install first: sudo apt-get install ${missing[*]} fonts-noto-cjk" >&2
  return 1
}
