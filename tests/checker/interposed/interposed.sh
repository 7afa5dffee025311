#!/usr/bin/env bash
# Every function that the system's headers of threads and time declare is interposed, or stands in
# harmless.txt; what stands there is not interposed and exists. And every function that is interposed occurs
# in some test.
#
# usage: interposed.sh COMPILER NM RUNTIME
set -u
here=$(dirname "$0")
compiler=$1 nm=$2 runtime=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() {
  echo "$1:" $(cat)
  failed=1
}
unsupported() { # unsupported.sh calls them
  grep -o 'X([a-zA-Z_0-9]*)' "$here/../../../check/rt/abi/unsupported.h" | sed 's/X(\(.*\))/\1/' | grep -v '^name$' | sort
}
some() { [ -s "$work/$1" ]; }

for header in pthread sched semaphore signal sys/time threads time; do
  echo "#include <$header.h>"
done >"$work/headers.c"
"$compiler" -D_GNU_SOURCE -E "$work/headers.c" | awk -f "$here/declared.awk" | sort -u >"$work/declared"
"$nm" "$runtime" | awk '$2 ~ /[TWVi]/ { print $3 }' | sort -u >"$work/interposed"
sed 's/#.*//' "$here/harmless.txt" | tr -s ' ' '\n' | sed '/^$/d' | sort >"$work/harmless"
[ "$(wc -l <"$work/declared")" -ge 200 ] || complain "too few declarations found" <"$work/declared"

comm -23 "$work/declared" "$work/interposed" | comm -23 - "$work/harmless" >"$work/forgotten"
some forgotten && complain "neither interposed nor known to be harmless" <"$work/forgotten"
comm -12 "$work/harmless" "$work/interposed" >"$work/both"
some both && complain "said to be harmless, and interposed" <"$work/both"
uniq -d "$work/harmless" >"$work/twice"
some twice && complain "twice in harmless.txt" <"$work/twice"

comm -12 "$work/declared" "$work/interposed" | grep -v '^__' | comm -23 - <(unsupported) | while read -r name; do
  grep -rqw --include='*.c' "$name" "$here/../programs" && continue
  # pthread_mutexattr_settype: ROUND_TRIP(mutexattr, type, ...); pthread_attr_setscope: ROUND_TRIP(scope, ...)
  part=$(sed -n 's/^pthread_\([a-z]*attr\)_[gs]et\(.*\)$/\1, \2,/p' <<<"$name")
  [ -n "$part" ] && grep -rqE "ROUND_TRIP\((${part}|${part#attr, })" "$here/../programs" || echo "$name"
done >"$work/untested"
some untested && complain "in no test" <"$work/untested"
exit $failed
