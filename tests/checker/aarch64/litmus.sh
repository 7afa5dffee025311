#!/usr/bin/env bash
# Litmus tests in assembly of aarch64. usage: litmus.sh ACQREL [LEVEL]
set -u
here=$(dirname "$0") acqrel=$1 level=${2:--O2} wrong=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
while IFS=$'\t' read -r first second seen expected; do
	case $first in '' | '#'*) continue ;; esac
	"$acqrel" check --color=never --json "$work/json" "$here/litmus.c" -- "$level" -w "-DFIRST=$first" "-DSECOND=$second" "-DSEEN=$seen" >"$work/report" 2>&1
	got=$(sed -n 's/.*"verdict": *"\([^"]*\)".*/\1/p' "$work/json")
	[ "$got" = "$expected" ] && continue
	wrong=$((wrong + 1))
	echo "$first || $second: $seen: ${got:-nothing} instead of $expected"
	cat "$work/report"
done <"$here/litmus.tsv"
[ $wrong -eq 0 ]
