#!/usr/bin/env bash
# Interposed functions by themselves (pass-on.c), also on aarch64 where a compiler and qemu for that are
# there.
#
# usage: pass-on.sh SOURCE-FOLDER COMPILER
set -u
source=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

try() { # COMPILER [EMULATOR]
  for level in -O0 -O2; do
    # Of interpose.S only the look-up is needed.
    "$1" -std=gnu11 $level -D_GNU_SOURCE -I"$source/check" -Wall -Wextra -Werror -fvisibility=hidden -static \
      -Wl,--unresolved-symbols=ignore-all -o "$work/program" "$source/tests/checker/interposed/pass-on.c" \
      "$source/check/rt/abi/interpose.S" 2>"$work/said" || cat "$work/said"
    ${2:-} "$work/program" || { echo "$1 $level: failed"; failed=1; }
  done
}

try "$2"
if [ "$(uname -m)" = x86_64 ] && command -v aarch64-linux-gnu-gcc qemu-aarch64 >/dev/null; then
  try aarch64-linux-gnu-gcc qemu-aarch64
fi
exit $failed
