# headers.sh c|c++ COMPILER SOURCE-DIR: compiles each header of include/acqrel alone, with all warnings as
# errors, in every version of the language that they promise. So it does, in the last of these, the tests that
# use them.
set -u
language=$1 compiler=$2 top=$3

command -v "$compiler" > /dev/null || { echo "skipped: no $compiler here"; exit 77; }
standards="c11 c17"
[ "$language" = c++ ] && standards="c++17 c++20"
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
case $compiler in clang*) warnings="$warnings -Wthread-safety" ;; esac

failed=0
compile() { # standard, what it is called, source on standard input
  if ! "$compiler" -std="$1" $warnings -I "$top/include" -I "$top/tests/library" -fsyntax-only -x "$language" -; then
    echo "FAILED: $2 as $1 with $compiler"
    failed=1
  fi
}

for standard in $standards; do
  for header in "$top"/include/acqrel/*.h; do
    name=acqrel/$(basename "$header")
    # Twice, because including a header again must do nothing; and a name, because C wants one per file.
    printf '#include <%s>\n#include <%s>\nextern int a_file_is_not_empty;\n' "$name" "$name" |
      compile "$standard" "$name"
  done
  # Without the cleanup attribute the guard blocks still compile.
  compile "$standard" "spinlock-guard.c without cleanup" < <(
    echo '#define AR_HAS_CLEANUP 0'; cat "$top/tests/library/spinlock-guard.c")
done
for test in "$top"/tests/library/*.c; do
  compile "${standards##* }" "$test" <"$test"
done
# Some warnings come from optimizers.
for test in "$top"/tests/library/cell*.c "$top"/tests/library/confined*.c; do
  "$compiler" -std="${standards%% *}" $warnings -O2 -I "$top/include" -I "$top/tests/library" -c -o /dev/null -x "$language" "$test" ||
    { echo "FAILED: $test with -O2"; failed=1; }
done
exit $failed
