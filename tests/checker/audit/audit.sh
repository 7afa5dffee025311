#!/usr/bin/env bash
# Builds programs with acqrel cc and audits them, see audit.c.
#
# usage: audit.sh ACQREL AUDIT FILE... -- FLAGS...
#
# CC and CXX in the environment choose the compilers. Prints each instruction that makes an access of which
# nothing was told, and a line `instructions N, uncovered N`. Exit status 1: there are such, or a program was
# not built.
set -u
acqrel=$1 audit=$2
shift 2
files=()
while [ "$1" != -- ]; do
  files+=("$1")
  shift
done
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
total=0 uncovered=0 failed=0
for file in "${files[@]}"; do
  case $file in
    *.cc | *.cpp) wrapper=c++ ;;
    *) wrapper=cc ;;
  esac
  if ! "$acqrel" $wrapper -w "$@" "$file" -o "$work/program" >"$work/errors" 2>&1; then
    echo "$file $*: not built"
    cat "$work/errors"
    failed=1
    continue
  fi
  timeout 60 "$audit" --steps 3000000 "$work/program" >"$work/out" 2>"$work/errors" </dev/null
  read -r _ all _ _ _ bare < <(grep '^total' "$work/out")
  if [ -z "${all:-}" ]; then
    echo "$file $*: not audited"
    cat "$work/errors"
    failed=1
    continue
  fi
  total=$((total + all)) uncovered=$((uncovered + bare))
  grep ' untold' "$work/out" | sed "s|^|$(basename "$file") $*: |"
done
echo "instructions $total, uncovered $uncovered"
[ "$failed" = 0 ] && [ "$total" -gt 0 ] && [ "$uncovered" = 0 ]
