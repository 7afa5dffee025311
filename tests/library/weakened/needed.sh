# needed.sh ACQREL TOP FILE N SOURCE... -- TEST...: the Nth weakening (weaken.sh) of FILE makes the
# checker find an error in one of the tests, each of which is one source, checked together with the SOURCEs. A
# test is FILE[:FLAG...], all files below TOP. Where docs/orders.md has the weakening, it is the test and the
# verdict that are listed there. The last line that it prints is "VERDICT TEST".
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
tests=("$@")

listed=$(bash "$here/listed.sh" "$top/docs/orders.md" "$file" | sed -n "${nth}p" | cut -f5)
verdict=${listed%% *} listed_test=${listed#* }
if [ -n "$listed" ]; then
  case " ${tests[*]} " in
    *" $listed_test "*) tests=("$listed_test") ;;
    *) echo "docs/orders.md lists $listed_test, which is none of $file's tests here: 'make orders' after taking the row out"
       exit 1 ;;
  esac
fi

for test in "${tests[@]}"; do
  IFS=: read -r source flags <<< "$test"
  # shellcheck disable=SC2086 # the flags are words
  output=$("$acqrel" check --library --quiet --no-help --json "$copy/json" "$top/$source" "${sources[@]}" -- -O1 \
    -I"$copy/include" -I"$top/tests/library" -include "$here/weakened.h" ${flags//:/ } 2>&1)
  status=$?
  found=$(sed -n 's/.*"verdict": *"\([a-z-]*\)".*/\1/p' "$copy/json")
  case $status in
    0) continue ;;
    1) ;;
    *) echo "$output"; echo "$test cannot tell"; exit 1 ;;
  esac
  diff "$top/$file" "$copy/$file"
  echo "$output"
  echo "$found $test"
  if [ -n "$listed" ] && [ "$verdict" != "$found" ]; then
    echo "docs/orders.md says $verdict: take the row out and 'make orders'"
    exit 1
  fi
  exit 0
done
diff "$top/$file" "$copy/$file"
echo "no test needs this order: weaken it in the code, or explain it, or write the test that needs it"
exit 1
