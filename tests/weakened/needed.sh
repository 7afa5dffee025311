# needed.sh ACQREL TOP FILE N SOURCE... -- TEST...: the Nth weakening (weaken.sh) of FILE makes the checker find
# an error in one of the tests, each of which is one source, checked together with the SOURCEs. A test is
# FILE[:FLAG...], all files below TOP. Prints which test it was and what the checker said.
set -u
acqrel=$1 top=$2 file=$3 nth=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$top/include" "$top/src" "$copy" && chmod -R u+w "$copy"
bash "$here/weaken.sh" "$top/$file" "$nth" > "$copy/$file" || { echo "no weakening $nth in $file"; exit 1; }

sources=()
while [ "$1" != -- ]; do sources+=("$copy/$1"); shift; done
shift
for test in "$@"; do
  IFS=: read -r source flags <<< "$test"
  # shellcheck disable=SC2086 # the flags are words
  output=$("$acqrel" check --quiet "$top/$source" "${sources[@]}" -- -O1 -I"$copy/include" -I"$top/tests" \
    -include "$here/weakened.h" ${flags//:/ } 2>&1)
  case $? in
    0) ;;
    1) diff "$top/$file" "$copy/$file"; echo "needed by $test:"; echo "$output"; exit 0 ;;
    *) echo "$output"; echo "$test cannot tell"; exit 1 ;;
  esac
done
diff "$top/$file" "$copy/$file"
echo "no test needs this order: weaken it in the code, or explain it, or write the test that needs it"
exit 1
