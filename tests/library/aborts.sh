# aborts.sh TEXT COMMAND...: the command has to end by abort(), having said TEXT (a regular expression).
set -u
text=$1
shift
output=$("$@" 2>&1)
status=$?
echo "$output"
[ $status = 134 ] || { echo "status $status, not that of abort()"; exit 1; }
grep -Eq "$text" <<< "$output" || { echo "does not say: $text"; exit 1; }
