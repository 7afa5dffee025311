#!/usr/bin/env bash
# usage: parallel.sh ACQREL PROGRAMS
#
# The counts with one and with several workers are the same, errors are found, limits hold.
set -eu
acqrel=$1 programs=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

explore() { # name, flags, options...: verdict, complete and blocked executions, exhaustive
  local name=$1 flags=$2
  shift 2
  # shellcheck disable=SC2086 # the flags are words
  "$acqrel" cc -O1 $flags -I"$programs" "$programs/$name.c" -o "$work/$name"
  "$acqrel" run --quiet --json "$work/json" "$@" "$work/$name" >/dev/null 2>&1 || true
  sed 's/.*"verdict": *"\([^"]*\)".*"complete_executions": *\([0-9]*\).*"blocked_executions": *\([0-9]*\).*"exhaustive": *\([a-z]*\).*/\1 \2 \3 \4/' "$work/json"
}

same() { # name, flags: as many executions whatever the number of workers
  local one many
  one=$(explore "$1" "$2")
  for workers in 2 3 8; do
    many=$(explore "$1" "$2" -j $workers)
    echo "$1 $2: $one; -j $workers: $many"
    [ "$one" = "$many" ] || exit 1
  done
}

same fib -DN=6
same casrot -DN=11
same counter-atomic -DN=8
same lock-ttas ""
for workers in 2 8; do
  case $(explore treiber -DPUSH=rlx -j $workers) in
    data-race*) ;;
    *) echo "treiber with $workers workers: the race was not found"; exit 1 ;;
  esac
done
case $(explore fib -DN=8 -j 4 --time 1) in
  incomplete*false) ;;
  *) echo "fib -DN=8: did not stop after a second"; exit 1 ;;
esac
case $(explore fib -DN=8 -j 4 --max-executions 1000) in
  incomplete*false) ;;
  *) echo "fib -DN=8: did not stop after 1000 executions"; exit 1 ;;
esac
