# outcomes.sh ACQREL FILE.c 'OUTCOME|OUTCOME…' [FLAG...]: FILE.c comes to each of these outcomes in some
# execution, and to no other in any (see outcome.h).
set -u
acqrel=$1 file=$2 all=$3
shift 3
failed=0

try() { # the macro, its value, the exit status, what another one means
  "$acqrel" check --quiet "$file" -- "-D$1=\"$2\"" -UNDEBUG "${flags[@]}" > /dev/null
  status=$?
  [ $status = "$3" ] || { echo "FAILED: $4 (status $status)"; failed=1; }
}

flags=("$@")
IFS='|' read -ra each <<< "$all"
for outcome in "${each[@]}"; do
  try FIND "$outcome" 1 "$outcome does not come out"
done
try ONLY "$all" 0 "something else comes out"
exit $failed
