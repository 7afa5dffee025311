#!/usr/bin/env bash
# A program that is built as its Makefile does, in two steps, runs by itself as well as under the checker:
# then the library is the compiler's own. Where that is linked by its name, the specification is, too.
#
# usage: builds.sh ACQREL
set -u
acqrel=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
tried=0 failed=0

expect() {
  local what=$1 wanted=$2 got=$3
  [ "$wanted" = "$got" ] && return
  echo "$what: $got, expected $wanted"
  cat out
  failed=1
}

cat >sum.c <<'C'
#include <omp.h>
#include <stdio.h>

int main(void)
{
	int sum = 0, threads = 0;

#pragma omp parallel for reduction(+ : sum) num_threads(3)
	for (int i = 0; i < 30; i++)
		sum += i;
#pragma omp parallel num_threads(3)
#pragma omp critical
	threads++;
	printf("%d by %d\n", sum, threads);
	return sum != 435;
}
C
for compiler in gcc clang; do
  command -v $compiler >/dev/null && $compiler -fopenmp -o native sum.c 2>/dev/null || continue
  tried=$((tried + 1))
  export ACQREL_CC=$compiler
  "$acqrel" cc -fopenmp -c sum.c -o sum.o && "$acqrel" cc -fopenmp sum.o -o sum >out 2>&1
  expect "$compiler, by itself" "435 by 3" "$(./sum 2>&1)"
  "$acqrel" run --quiet ./sum >out 2>&1
  expect "$compiler, checked" 0 $?
  if [ $compiler = gcc ]; then
    "$acqrel" cc sum.o -lgomp -o named >out 2>&1 && "$acqrel" run --quiet ./named >out 2>&1
    expect "-lgomp" 0 $?
  fi
  # From the environment: of the program, not of the compiler.
  cat >team.c <<'C'
int main(void)
{
	int n = 0;

#pragma omp parallel
#pragma omp critical
	n++;
	return n != 3;
}
C
  "$acqrel" cc -fopenmp team.c -o team >out 2>&1
  OMP_NUM_THREADS=3 "$acqrel" run --quiet ./team >out 2>&1
  expect "$compiler, OMP_NUM_THREADS=3" 0 $?
  "$acqrel" run ./team >out 2>&1
  expect "$compiler, two threads" 1 $?
done
[ $tried -gt 0 ] || exit 77
exit $failed
