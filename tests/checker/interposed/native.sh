#!/usr/bin/env bash
# A program that `acqrel cc` has built does by itself what the compiler's does: calls that the checker stands
# in for, made before main, by address, by several threads at once, by a library that comes and goes, and of a
# function that the program defines itself.
#
# usage: native.sh ACQREL COMPILER
set -u
acqrel=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

"$2" -std=gnu11 -O2 -fPIC -shared -o comes-and-goes.so "$here/native-library.c" || exit 1
for level in -O0 -O2; do
  "$2" -std=gnu11 $level -rdynamic -o plain "$here/native.c" -pthread -ldl || exit 1
  CC=$2 "$acqrel" cc -std=gnu11 $level -rdynamic -o built "$here/native.c" -pthread -ldl || exit 1
  ./plain >expected || { echo "not even as the compiler builds it: $level"; exit 1; }
  ./built >got
  status=$?
  [ $status -eq 0 ] && diff expected got || { echo "otherwise with acqrel cc $level; exit status $status"; exit 1; }
done
