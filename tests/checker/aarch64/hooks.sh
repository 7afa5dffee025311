#!/usr/bin/env bash
# The instrumentation of aarch64's assembly, by qemu. usage: hooks.sh SOURCE-FOLDER ASSEMBLER-FOLDER
set -eu
source=$1 assembler=$2 here=$1/tests/checker/aarch64
tool=aarch64-linux-gnu- emulator=qemu-aarch64
if [ "$(uname -m)" = aarch64 ]; then
	tool='' emulator=
fi
for needed in "${tool}gcc" "${tool}objcopy" $emulator; do
	command -v "$needed" >/dev/null || { echo "skipped: $needed is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"${tool}gcc" -E -o "$work/accesses.s" "$here/accesses.S"
"${tool}gcc" -c -o "$work/as-they-are.o" "$work/accesses.s"
"${tool}objcopy" --redefine-sym cases=cases_as_they_are "$work/as-they-are.o"
ACQREL_ASSEMBLER_OF=${tool}gcc "$assembler/as" -o "$work/instrumented.o" "$work/accesses.s"
"${tool}gcc" -g -O1 -static -no-pie -fno-pie -Wall -Wextra -Werror -I"$source/check" -o "$work/hooks" "$here/hooks.c" "$here/state.S" \
	"$source/check/rt/abi/hooks_aarch64.S" "$work/as-they-are.o" "$work/instrumented.o"
$emulator "$work/hooks"
