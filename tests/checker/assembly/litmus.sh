#!/usr/bin/env bash
# usage: litmus.sh ACQREL COMPILER FLAGS...
#
# Whatever x86-TSO lets a litmus test come to, the checker comes to; and nothing else, where RC11 allows
# nothing else. What the processor itself makes of the instrumented program is among it.
set -u
acqrel=$1
export CC=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
complain() {
	echo "FAILED: $*"
	failures=$((failures + 1))
}

"$acqrel" cc -g "$@" "$here/litmus.c" -o litmus || exit 1
for name in $(./litmus names); do
	allowed=$(./litmus allowed "$name")
	forbidden=$(./litmus forbidden "$name")
	for outcome in $allowed; do
		"$acqrel" run --quiet --no-help --no-shorten ./litmus run "$name" "$outcome" >out 2>&1
		[ $? -eq 1 ] && grep -q '^error: assertion' out || complain "$name does not come to $outcome: $(head -1 out)"
	done
	for outcome in $forbidden; do
		"$acqrel" run --quiet ./litmus run "$name" "$outcome" >out 2>&1
		[ $? -eq 0 ] || complain "$name comes to $outcome, or is not explored: $(head -1 out)"
	done
	./litmus often "$name" 500 || complain "$name does on this processor what x86-TSO does not allow"
	echo "$name: $(echo "$allowed" | wc -w) outcomes, not $(echo "$forbidden" | wc -w) others"
done
exit $((failures > 0))
