#!/usr/bin/env bash
# The runtime's assembly on aarch64, by qemu. usage: run.sh SOURCE-FOLDER
set -eu
source=$1
compiler=aarch64-linux-gnu-gcc
emulator=qemu-aarch64
if [ "$(uname -m)" = aarch64 ]; then
	compiler=${CC:-cc} emulator=
fi
for needed in $compiler $emulator; do
	command -v "$needed" >/dev/null || { echo "skipped: $needed is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The hooks that are not called are not there.
$compiler -g -O1 -Wall -Wextra -Werror -ffreestanding -fno-stack-protector -fno-pie -no-pie -nostdlib -static -I"$source/check" \
	-Wl,--unresolved-symbols=ignore-all -o "$work/hook-frame" \
	"$source/tests/checker/aarch64/hook-frame.c" "$source/check/rt/abi/entry.S" "$source/check/rt/run/fiber.S" 2>"$work/said" || { cat "$work/said"; exit 1; }
status=0
$emulator "$work/hook-frame" || status=$?
[ $status -eq 0 ] || { echo "hook-frame ends with $status: leave() in hook-frame.c says where"; exit 1; }
