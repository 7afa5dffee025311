#!/usr/bin/env bash
# usage: install.sh CMAKE BUILD-DIRECTORY PROGRAM
#
# Installs into a fresh directory and checks a program that races with the command found there. The
# program includes <acqrel/check.h>, and the error must be told in its own lines.
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
"$1" --install "$2" --prefix "$prefix" >"$prefix/log"
status=0
"$prefix/bin/acqrel" check --no-leaks "$3" >"$prefix/report" 2>&1 || status=$?
cat "$prefix/report"
[ "$status" -eq 1 ]
grep -q "data race" "$prefix/report"
grep -q "03-array-passing.c:[0-9]" "$prefix/report"
[ -f "$prefix/include/acqrel/spinlock.h" ] && [ -f "$prefix/lib/cmake/acqrel/AcqrelTest.cmake" ]
