#!/usr/bin/env bash
# What functions of libc write through pointers is undone between executions, and two threads that call one
# on the same memory race: each call of described-calls.h.
#
# usage: described.sh ACQREL
set -u
acqrel=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 count=0
"$acqrel" cc -std=gnu11 -D_GNU_SOURCE -D__STDC_WANT_IEC_60559_BFP_EXT__ -w -g -o "$work/described" "$here/described.c" -lm -ldl ||
  exit 1
for name in $(sed -n 's/^CALL(\([a-zA-Z_0-9]*\),.*/\1/p' "$here/described-calls.h"); do
  count=$((count + 1))
  "$work/described" $name undo || { echo "$name: not even natively"; failed=1; }
  "$acqrel" run -q "$work/described" $name undo >"$work/out" 2>&1 ||
    { echo "$name is not undone:"; cat "$work/out"; failed=1; }
  "$acqrel" run -q --no-help "$work/described" $name race >"$work/out" 2>&1
  [ $? -eq 1 ] && grep -q '^error: data race' "$work/out" || { echo "$name does not race:"; head -5 "$work/out"; failed=1; }
done
[ $count -ge 90 ] || { echo "only $count calls"; failed=1; }
exit $failed
