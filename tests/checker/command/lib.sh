# For the tests of the command: sourced, with ACQREL, FAKE, JSON_GET, RUNTIME and HERE set by CMake.
set -u
unset CC CXX ACQREL_CC ACQREL_CXX NO_COLOR
export LC_ALL=C.UTF-8
failures=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

complain() {
	failures=$((failures + 1))
	printf 'FAILED: %s\n' "$1"
	sed 's/^/    /' out err 2>/dev/null
}

# run STATUS COMMAND...: its output is in the files out and err.
run() {
	local wanted=$1 status
	shift
	"$@" >out 2>err </dev/null
	status=$?
	[ "$status" = "$wanted" ] || complain "'$*' exited with $status, not $wanted"
}

# says REGEX [FILE]: some line of the last command's output (standard output unless err is named) matches.
says() {
	grep -Eq -- "$1" "${2:-out}" || complain "no line of ${2:-out} matches: $1"
}

# The same where it depends on the length of a path in it where its lines are broken.
says_broken() {
	tr -s ' \n' '  ' <out | grep -Eq -- "$1" || complain "out does not say: $1"
}

never_says() {
	! grep -Eq -- "$1" "${2:-out}" || complain "a line of ${2:-out} matches: $1"
}

# Standard error of a refused command is one clear sentence from acqrel.
refuses() {
	run 2 "$@"
	tail -n 1 err | grep -q '^acqrel: ' || complain "'$*' does not say why"
	[ ! -s out ] || complain "'$*' writes to standard output"
}

# json_is FILE PATH VALUE
json_is() {
	local got
	got=$("$JSON_GET" "$2" <"$1") || complain "no $2 in $1"
	[ "$got" = "$3" ] || complain "$2 is '$got', not '$3'"
}

# The number of the line of FILE marked with /* LINE $1 */.
marked_line() {
	grep -n "/\* LINE $1 \*/" "$2" | cut -d: -f1
}

# Every line of the last output fits into 100 columns.
# A line with the path of a file here may be longer: paths are not broken.
fits_page() {
	local widest
	widest=$(grep -v -F " $HERE/" out | wc -L)
	[ "$widest" -le 100 ] || complain "a line of the report takes $widest columns"
}

needs_runtime() {
	[ -f "$RUNTIME" ] && return
	echo "the runtime $RUNTIME has not been built"
	exit 77
}

finish() {
	exit $((failures > 0))
}
