#!/usr/bin/env bash
# No third kind exists: each function that the C library that is installed offers to programs is in the
# catalogue, once; and the runtime stands in for those that the catalogue says, and for no others.
# docs/libc.md is made of the catalogue as it is.
#
# usage: catalogue.sh COMPILER READELF NM RUNTIME [LIBRARY...]     other libraries than those of the compiler
set -u
here=$(dirname "$0")
compiler=$1 readelf=$2 nm=$3 runtime=$4
shift 4
root=$here/../../..
catalogue=$root/check/rt/libc/catalogue.inc
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() {
  echo "$1:" $(cat)
  failed=1
}
some() { [ -s "$work/$1" ]; }

if [ $# -eq 0 ]; then
  for name in libc.so.6 libm.so.6 libpthread.so.0 librt.so.1 libdl.so.2; do
    set -- "$@" "$("$compiler" -print-file-name=$name)"
  done
fi
# The default versions: a program that is linked today gets no others, and none of libc's private ones.
for library; do
  "$readelf" -W --dyn-syms "$library" 2>/dev/null
done | awk '($4 == "FUNC" || $4 == "IFUNC") && $7 != "UND" && $8 ~ /@@/ && $8 !~ /GLIBC_PRIVATE/ { sub(/@.*/, "", $8); print $8 }' |
  sort -u >"$work/offered"
[ "$(wc -l <"$work/offered")" -ge 2000 ] || complain "too few functions found" <"$work/offered"

awk -f "$here/catalogue.awk" "$catalogue" | sort >"$work/entries"
awk '{ print $2 }' "$work/entries" | sort >"$work/names"
comm -23 "$work/offered" <(uniq "$work/names") >"$work/forgotten"
some forgotten && complain "in no class" <"$work/forgotten"
uniq -d "$work/names" >"$work/twice"
some twice && complain "in two classes" <"$work/twice"

"$nm" "$runtime" | awk '$2 ~ /[TWVi]/ { print $3 }' | sort -u >"$work/interposed"
awk '/^PURE / { print $2 }' "$work/entries" | sort | comm -12 - "$work/interposed" >"$work/both"
some both && complain "said to go to libc, but the runtime has it" <"$work/both"
awk '!/^PURE / { print $2 }' "$work/entries" | sort | comm -12 - "$work/offered" | comm -23 - "$work/interposed" >"$work/missing"
some missing && complain "said to be told or modelled, but the runtime does not have it" <"$work/missing"

awk -f "$root/docs/libc-table.awk" "$catalogue" >"$work/libc.md"
cmp -s "$work/libc.md" "$root/docs/libc.md" || complain "docs/libc.md is not up to date" <<<"make libc-table"
exit $failed
