#!/usr/bin/env bash
# A suite of one framework, with a test that fails in some executions, and with FIXED in the environment in
# none.
#
# usage: framework.sh ACQREL FILE
#
# The comment at the top of the file says
#	needs: a header of the framework: without it the test is skipped
#	flags: what the compiler needs
#	package: a name for pkg-config, which says what else it needs
#	verdict: what a test that fails is, if not exit-failure
#	says: what the framework writes about the failure
#	filter: arguments with which only the other test runs, or env and a variable with which it does
set -u
acqrel=$1 file=$2 here=$(dirname "$2")
field() { sed -n "s,^[ */]*$1: *,,p" "$file"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case $file in
  *.cc) compile="$acqrel c++" language=c++ native=${CXX:-c++} ;;
  *) compile="$acqrel cc" language=c native=${CC:-cc} ;;
esac
read -ra flags <<<"$(field flags)"
package=$(field package)
if [ -n "$package" ]; then
  read -ra more <<<"$(pkg-config --cflags --libs "$package" 2>/dev/null)"
  flags+=("${more[@]}")
fi
header=$(field needs)
if [ -n "$header" ] && ! echo "#include <$header>" | "$native" "${flags[@]}" -x $language -E - >"$work/out" 2>&1; then
  echo "skipped: <$header> is not installed"
  exit 77
fi

fail() {
  echo "$file: $*"
  cat "$work/out"
  exit 1
}

# expect VERDICT COMMAND...: explores, and looks at the verdict
expect() {
  local wanted=$1 got
  shift
  "$@" >"$work/out" 2>&1
  got=$(sed -n 's/.*"verdict": *"\([^"]*\)".*/\1/p' "$work/json")
  [ "$got" = "$wanted" ] || fail "verdict is ${got:-missing} instead of $wanted: ${*##*/}"
}

$compile -g -I"$here" -o "$work/suite" "$file" "${flags[@]}" -pthread >"$work/out" 2>&1 || fail "does not compile"
expect ok env FIXED=1 "$acqrel" run --json "$work/json" --show-output "$work/suite"
failing=$(field verdict)
failing=${failing:-exit-failure}
expect "$failing" "$acqrel" run --json "$work/json" --witness "$work/witness" "$work/suite"
grep -qF -- "$(field says)" "$work/out" || fail "the report does not say: $(field says)"
expect "$failing" "$acqrel" replay --json "$work/json" "$work/witness"
expect "$failing" "$acqrel" run -j 2 --json "$work/json" "$work/suite"
read -ra filter <<<"$(field filter)"
case ${filter[*]-} in
  "") ;;
  env*) expect ok "${filter[@]}" "$acqrel" run --json "$work/json" "$work/suite" ;;
  *) expect ok "$acqrel" run --json "$work/json" "$work/suite" "${filter[@]}" ;;
esac
exit 0
