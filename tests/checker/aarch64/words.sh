#!/usr/bin/env bash
# The decoder of aarch64's instructions, compared with a disassembler. usage: words.sh WORDS-PROGRAM
set -eu
words=$1 here=$(dirname "$0") tool=aarch64-linux-gnu-
[ "$(uname -m)" != aarch64 ] || tool=
for needed in "${tool}gcc" "${tool}objdump"; do
	command -v "$needed" >/dev/null || { echo "skipped: $needed is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${tool}gcc" -c -o "$work/instructions.o" "$here/instructions.s"
# Libraries have nearly all others.
"${tool}objdump" -d "$work/instructions.o" "$("${tool}gcc" -print-file-name=libc.so.6)" | "$words"
