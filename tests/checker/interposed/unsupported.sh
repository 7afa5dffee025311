#!/usr/bin/env bash
# Each function that is not modelled is an error that names it.
#
# usage: unsupported.sh ACQREL NM RUNTIME
set -u
acqrel=$1 nm=$2 runtime=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
names=$(awk -f "$here/catalogue.awk" "$here/../../../check/rt/libc/catalogue.inc" | awk '/^UNSUPPORTED / { print $2 }')
# Only those that this libc has, or the program would not run by itself.
names=$(comm -12 <(sort -u <<<"$names") <("$nm" "$runtime" | awk '$2 ~ /[TWVi]/ { print $3 }' | sort -u))
{
  echo 'int strcmp(const char *a, const char *b);'
  for name in $names; do
    echo "int $name();"
  done
  echo 'int main(int argc, char **argv) {'
  for name in $names; do
    echo "if (!strcmp(argv[argc - 1], \"$name\")) return $name(0, 0, 0, 0, 0, 0);"
  done
  echo 'return 0; }'
} >"$work/calls.c"
"$acqrel" cc -std=gnu11 -fno-builtin -w -g -o "$work/calls" "$work/calls.c" || exit 1
"$acqrel" run -q "$work/calls" none || { echo "not even without a call"; exit 1; }
failed=0 count=0
for name in $names; do
  count=$((count + 1))
  "$acqrel" run -q "$work/calls" "$name" >"$work/out" 2>&1
  if [ $? -ne 2 ] || ! grep -q "^unsupported: .*$name" "$work/out"; then
    echo "$name:"
    cat "$work/out"
    failed=1
  fi
done
[ $count -ge 900 ] || { echo "only $count functions"; failed=1; }
exit $failed
