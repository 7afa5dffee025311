# missing.sh ORDER_COMMENTS FILE: complaints are about the lines marked "// missing", each by FILE:LINE, and
# about no other; and the status is 1.
set -u
status=0
output=$("$1" "$2") || status=$?
echo "$output"
got=$(sed -n "s|^$2:\([0-9]*\): .*|\1|p" <<< "$output")
wanted=$(grep -n '// missing$' "$2" | cut -d: -f1)
if [ "$got" != "$wanted" ] || [ $status != 1 ]; then
  echo "status $status, lines:" $got
  echo "should be status 1, lines:" $wanted
  exit 1
fi
