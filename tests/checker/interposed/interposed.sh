#!/usr/bin/env bash
# Every function that the system's headers of threads and time declare is interposed, or the catalogue says
# that it goes to libc. And every function that is interposed occurs in some test.
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
of_class() { # ... the functions that are in one of these classes
  awk -f "$here/catalogue.awk" "$here/../../../check/rt/libc/catalogue.inc" | grep -E "^($1) " | cut -d' ' -f2 | sort
}
some() { [ -s "$work/$1" ]; }

for header in pthread sched semaphore signal sys/time threads time; do
  echo "#include <$header.h>"
done >"$work/headers.c"
"$compiler" -D_GNU_SOURCE -E "$work/headers.c" | awk -f "$here/declared.awk" | sort -u >"$work/declared"
"$nm" "$runtime" | awk '$2 ~ /[TWVi]/ { print $3 }' | sort -u >"$work/interposed"
{
  of_class 'PURE'
  # Calls of others, by the header or from a part of libc that is linked into the program.
  printf '%s\n' pthread_atfork pthread_mutex_consistent_np pthread_mutexattr_getrobust_np pthread_mutexattr_setrobust_np \
    __sigsetjmp_cancel
} | sort >"$work/known"
[ "$(wc -l <"$work/declared")" -ge 200 ] || complain "too few declarations found" <"$work/declared"

comm -23 "$work/declared" "$work/interposed" | comm -23 - "$work/known" >"$work/forgotten"
some forgotten && complain "neither interposed nor said to go to libc" <"$work/forgotten"

comm -12 "$work/declared" "$work/interposed" | grep -v '^__' | comm -23 - <(of_class UNSUPPORTED) | while read -r name; do
  grep -rqw --include='*.[ch]' "$name" "$here/../programs" "$here" && continue
  # pthread_mutexattr_settype: ROUND_TRIP(mutexattr, type, ...); pthread_attr_setscope: ROUND_TRIP(scope, ...)
  part=$(sed -n 's/^pthread_\([a-z]*attr\)_[gs]et\(.*\)$/\1, \2,/p' <<<"$name")
  [ -n "$part" ] && grep -rqE "ROUND_TRIP\((${part}|${part#attr, })" "$here/../programs" || echo "$name"
done >"$work/untested"
some untested && complain "in no test" <"$work/untested"
exit $failed
