#!/usr/bin/env bash
# usage: control.sh ACQREL PROGRAMS
#
# Limits and signals end an exploration in good order, with one worker and with several: the exit status and
# the verdict say so, the JSON is whole and names the limit, and no process is left.
set -u
acqrel=$1 programs=$2
work=$(mktemp -d)
export TMPDIR=$work/tmp
mkdir "$TMPDIR"
trap 'rm -rf "$work"' EXIT
failures=0

complain() {
  failures=$((failures + 1))
  echo "FAILED: $*"
  sed 's/^/    /' "$work/out" "$work/json" 2>/dev/null
}

children() { cat /proc/"$1"/task/"$1"/children 2>/dev/null; }

# Of process $1, with a number each that tells whether it is still the same process.
descendants() {
  local p
  for p in $(children "$1"); do
    echo "$p $(cut -d' ' -f22 "/proc/$p/stat" 2>/dev/null)"
    descendants "$p"
  done
}

none_left() { # file with the lines of descendants: waits a moment for the last to go
  local p start i
  while read -r p start; do
    for ((i = 0; i < 100; i++)); do
      [ "$(cut -d' ' -f22 "/proc/$p/stat" 2>/dev/null)" = "$start" ] || continue 2
      [ "$(cut -d' ' -f3 "/proc/$p/stat" 2>/dev/null)" != Z ] || continue 2
      sleep 0.05
    done
    complain "process $p is left"
  done <"$1"
  [ -z "$(ls "$TMPDIR")" ] || complain "files are left: $(ls "$TMPDIR")"
}

start() { # arguments of acqrel; in $pid
  rm -f "$work/json"
  "$acqrel" "$@" >"$work/out" 2>&1 &
  pid=$!
}

# Waits until all three workers are there, however busy the machine is; in $first the one that leads.
working() {
  local i
  for ((i = 0; i < 200; i++)); do
    first=$(children $pid)
    [ -z "$first" ] || [ "$(children $first | wc -w)" -lt 2 ] || break
    sleep 0.05
  done
  sleep 0.2
}

# Waits for the end. status, verdict (none: no JSON), and what the list of bounds says.
ends() {
  local what=$1 status=$2 verdict=$3 bound=$4 got began=$SECONDS
  wait "$pid"
  got=$?
  [ $got -eq "$status" ] || complain "$what: exit status $got, not $status"
  [ $((SECONDS - began)) -le 4 ] || complain "$what: took $((SECONDS - began)) s to end"
  if [ "$verdict" != none ]; then
    grep -q "^{\"verdict\": \"$verdict\".*\"bounds\": \[.*$bound.*}\$" "$work/json" || complain "$what: wrong JSON"
  fi
}

"$acqrel" cc -O1 -DN=9 -I"$programs" "$programs/fib.c" -o "$work/fib"
cat >"$work/long.c" <<'END'
#include <stdatomic.h>
#include <stdio.h>
static atomic_int x;
int main(void)
{
	for (int i = 0; i < 900000; i++)
		for (volatile int k = 0; k < 20000; k++)
			if (k == 0)
				atomic_store(&x, i);
	return 0;
}
END
"$acqrel" cc -O1 "$work/long.c" -o "$work/long"

for workers in 1 3; do
  for signal in INT TERM; do
    start run --json "$work/json" -j $workers "$work/fib"
    sleep 0.4
    descendants $pid >"$work/processes"
    [ "$(wc -l <"$work/processes")" -eq $workers ] || complain "-j $workers has $(wc -l <"$work/processes") processes"
    kill -$signal $pid
    ends "SIG$signal, -j $workers" 3 incomplete 'it was interrupted'
    grep -q 'of an estimated' "$work/out" || complain 'no word on how much that was'
    none_left "$work/processes"
  done
  start run --json "$work/json" -j $workers --time 0.5 "$work/fib"
  ends "--time, -j $workers" 3 incomplete 'time limit of 0.5 s'
  start run --json "$work/json" -j $workers --time 0.001 "$work/fib"
  ends "--time 0.001, -j $workers" 3 incomplete 'time limit'
  start run --json "$work/json" -j $workers "$work/long"
  sleep 0.3
  kill -INT $pid
  ends "in a long execution, -j $workers" 3 incomplete 'it was interrupted'
  start run --json "$work/json" -j $workers "$work/fib"
  sleep 0.3
  kill -INT $pid
  kill -INT $pid
  ends "two signals, -j $workers" 3 incomplete 'it was interrupted'
done

# While the compiler runs there is nothing to report yet: the signal ends acqrel, which tidies up.
start check --json "$work/json" "$programs/fib.c" -- -DN=9 -I"$programs"
sleep 0.02
kill -INT $pid
wait $pid
status=$?
[ $status -eq 130 ] || [ $status -eq 3 ] || complain "SIGINT at once: exit status $status"
none_left /dev/null

# A worker that dies is missed.
for signal in KILL SEGV; do
  start run --json "$work/json" -j 3 "$work/fib"
  working
  descendants $pid >"$work/processes"
  # shellcheck disable=SC2046,SC2086 # they are words
  kill -$signal $(set -- $(children $first) && echo "$1")
  if [ $signal = KILL ]; then
    ends 'a worker was killed' 2 unsupported ''
    grep -q 'killed' "$work/out" || complain 'that a worker was killed is not said'
  else
    ends 'a worker crashed' 1 crash ''
  fi
  none_left "$work/processes"
done

# On a terminal a line says how far it is; it is gone in the end. A chroot may have no pseudo-terminals.
if script -qec true /dev/null >/dev/null 2>&1; then
  script -qec "'$acqrel' run --time 1.5 -j 2 '$work/fib'" /dev/null </dev/null >"$work/out" 2>&1
  tr '\r' '\n' <"$work/out" |
    grep -Eq '[0-9]+ of about [0-9.]+ [mb]illion executions, [0-9.]+[kM]?/s, 1 s of 1\.5, about .* left' ||
    complain 'no line of progress'
fi

# Nobody goes on without acqrel itself.
start run -j 3 "$work/fib"
working
descendants $pid >"$work/processes"
kill -KILL $pid
wait $pid 2>/dev/null
none_left "$work/processes"
exit $((failures > 0))
