#!/usr/bin/env bash
# usage: parallel.sh ACQREL PROGRAMS
#
# The counts with one and with several workers are the same, errors are found, and the limit on executions is
# exact.
set -eu
acqrel=$1 programs=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

explore() { # file, flags, options...: verdict, complete and blocked executions, events, exhaustive
  local file=$1 flags=$2 name
  name=$(basename "$file" .c)
  shift 2
  # shellcheck disable=SC2086 # the flags are words
  "$acqrel" cc -O1 $flags -I"$programs" "$file" -o "$work/$name"
  "$acqrel" run --quiet --no-reductions --json "$work/json" "$@" "$work/$name" >/dev/null 2>&1 || true
  sed 's/.*"verdict": *"\([^"]*\)".*"complete_executions": *\([0-9]*\).*"blocked_executions": *\([0-9]*\).*"events": *\([0-9]*\).*"exhaustive": *\([a-z]*\).*/\1 \2 \3 \4 \5/' "$work/json"
}

same() { # file, flags: as many executions whatever the number of workers
  local one many
  one=$(explore "$1" "$2")
  for workers in 2 3 8; do
    many=$(explore "$1" "$2" -j $workers)
    echo "$(basename "$1") $2: $one; -j $workers: $many"
    [ "$one" = "$many" ] || exit 1
  done
}

same "$programs/fib.c" -DN=6
same "$programs/casrot.c" -DN=11
same "$programs/counter-atomic.c" -DN=7
same "$programs/lock-ttas.c" ""
same "$here/spawners.c" ""
same "$here/wide.c" ""
same "$here/../futex/rwlock.c" ""
same "$here/../futex/requeue-timeout.c" ""
same "$here/../futex/wake-op.c" ""
for workers in 2 8; do
  case $(explore "$programs/treiber.c" -DPUSH=rlx -j $workers) in
    data-race*) ;;
    *) echo "treiber with $workers workers: the race was not found"; exit 1 ;;
  esac
done
# Errors that are found at once, while other workers are still starting.
for ((i = 0; i < 20; i++)); do
  case $(explore "$programs/store-buffering.c" -DMO=acq -j 4) in
    assertion*) ;;
    *) echo "store-buffering: the assertion was not found"; exit 1 ;;
  esac
done
for workers in 1 4; do
  case $(explore "$programs/fib.c" -DN=8 -j $workers --max-executions 1000) in
    'incomplete 1000 0 '*false) ;;
    *) echo "fib -DN=8, $workers workers: did not stop after 1000 executions exactly"; exit 1 ;;
  esac
  case $(explore "$programs/fib.c" -DN=4 -j $workers --max-executions 1764) in
    'ok 1764 0 '*true) ;;
    *) echo "fib -DN=4, $workers workers: the limit was not reached before the end"; exit 1 ;;
  esac
done
