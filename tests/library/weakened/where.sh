# where.sh FILE: weaken.sh finds orders on the lines marked "// weakened", one in each, and on no other; and
# what it prints with one of them weakened differs in that line only.
set -u
here=$(cd "$(dirname "$0")" && pwd)
got=$(bash "$here/weaken.sh" "$1" | cut -d' ' -f1)
wanted=$(grep -n '// weakened$' "$1" | cut -d: -f1)
if [ "$got" != "$wanted" ]; then
  echo "weakens lines:" $got
  echo "should be lines:" $wanted
  exit 1
fi
n=0
for line in $wanted; do
  n=$((n + 1))
  changed=$(bash "$here/weaken.sh" "$1" $n | diff "$1" - | grep '^[0-9]')
  if [ "$changed" != "${line}c${line}" ]; then
    echo "weakening $n changes: $changed; should be: line $line"
    exit 1
  fi
done
