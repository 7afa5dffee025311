# aborts.sh PROGRAM TEXT: the program has to call abort(), having said TEXT (a regular expression).
set -u
output=$("$1" 2>&1)
status=$?
echo "$output"
[ $status = 134 ] || { echo "status $status, not that of abort()"; exit 1; }
grep -Eq "$2" <<< "$output" || { echo "does not say: $2"; exit 1; }
