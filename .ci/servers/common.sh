# SPDX-License-Identifier: Apache-2.0
# Sourced by each server's script, which defines `start` and ends with `main "$@"`.
set -eu
name=${ONEWAY_SERVER:-$(basename "$0")}
checkout=$(cd "$(dirname "$0")/../.." && pwd -P)
place=${TMPDIR:-/tmp}/oneway-servers-$(printf %s "$checkout" | cksum | cut -d ' ' -f 1)
home=$place/$name
log=$home/log
host=127.0.0.1
properties=$checkout/target/servers/$name.properties
. "$(dirname "${BASH_SOURCE[0]}")/jars.sh"

main() {
  case ${1:-} in
    start) start_anew ;;
    stop) stop ;;
    *)
      if [ "$(type -t "also_${1:-}")" != function ]; then
        printf 'Usage: %s start|stop\n' "$0" >&2
        exit 2
      fi
      "also_$1"
      ;;
  esac
}

start_anew() {
  stop
  rm -rf -- "$home"
  mkdir -p "$place" "$(dirname "$properties")"
  if [ ! -O "$place" ]; then
    printf '%s: %s belongs to somebody else\n' "$name" "$place" >&2
    exit 1
  fi
  chmod 755 "$place"
  mkdir -m 755 "$home"
  : >"$log"
  trap give_up EXIT
  port=$(free_port)
  start
  trap - EXIT
}

give_up() {
  printf '%s did not start:\n' "$name" >&2
  tail -n 20 "$log" >&2
  stop
  exit 1
}

# Ends the start; what is said appears as if the server had said it.
say() {
  printf '%s\n' "$*" >>"$log"
  exit 1
}

needs() {
  for file; do
    if ! command -v "$file" >/dev/null && [ ! -e "$file" ]; then
      say "$file is missing; .ci/servers/install installs it"
    fi
  done
}

# Below the ports that the system hands out by itself.
free_port() {
  local candidate
  while candidate=$((RANDOM % 20000 + 11000)) && connects "$candidate"; do :; done
  printf '%s\n' "$candidate"
}

connects() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A process of the server, in a session of its own so that Ctrl-C at a terminal does not reach it.
# The data lasts no longer than the tests, so nothing waits for the disk.
run() {
  setsid $(command -v eatmydata) "$@" >>"$log" 2>&1 </dev/null &
  printf '%s %s\n' $! "$(born $!)" >>"$home/processes"
}

# A number of a process is given again one day, but not together with its time of birth.
born() { cut -d ' ' -f 22 "/proc/$1/stat" 2>/dev/null || true; }

alive() { [ -n "$2" ] && [ "$(born "$1")" = "$2" ] && ! grep -qs '^State:.Z' "/proc/$1/status"; }

htpasswd_users() {
  local user
  for user in alice bob; do
    printf '%s:%s\n' "$user" "$(openssl passwd -apr1 "$user")"
  done >"$home/users"
}

# Sets `as` to what stands before a command that this user is to run.
be() {
  if [ "$(id -un)" = "$1" ]; then
    as=(env)
  elif [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid="$1" --regid="$(id -gn "$1")" --init-groups env)
  else
    say "only root or $1 can start it"
  fi
}

# Waits until $1 succeeds, as long as every process of the server lives.
until_true() {
  local attempt pid birth
  for attempt in $(seq 600); do
    if "$@"; then return; fi
    while read -r pid birth; do
      alive "$pid" "$birth" || say "its process ended"
    done <"$home/processes"
    sleep 0.1
  done
  say "$* is not true after a minute"
}

speaks_http() {
  local line
  line=$( (exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'OPTIONS / HTTP/1.0\r\n\r\n' >&3 &&
    timeout 10 head -n 1 <&3) 2>/dev/null) && [ "${line#HTTP/}" != "$line" ]
}

speaks_imap() {
  local line
  line=$( (exec 3<>"/dev/tcp/127.0.0.1/$1" && timeout 10 head -n 1 <&3) 2>/dev/null) &&
    [ "${line#\* OK}" != "$line" ]
}

# Tells the tests: SERVER AND VERSION, PATH, LOG OF REQUESTS if it has one. See README.md.
publish() {
  {
    printf 'server=%s\nurl=http://%s:%s%s\n' "$1" "$host" "$port" "$2"
    printf 'username=alice\npassword=alice\n'
    if [ $# -gt 2 ]; then printf 'log=%s\n' "$3"; fi
  } >"$properties.new"
  mv "$properties.new" "$properties"
}

# What was started last ends first.
stop() {
  local pid birth attempt
  rm -f -- "$properties"
  if [ ! -e "$home/processes" ]; then return; fi
  tac "$home/processes" | while read -r pid birth; do
    if ! alive "$pid" "$birth"; then continue; fi
    kill -- "-$pid"
    for attempt in $(seq 100); do
      alive "$pid" "$birth" || break
      sleep 0.1
    done
    kill -KILL -- "-$pid" 2>/dev/null || true
  done
  rm -f -- "$home/processes"
}
