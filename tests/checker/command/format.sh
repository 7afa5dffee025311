# --format: what editors and CI services read.
. "$HERE/lib.sh"
source=$HERE/fake.c
line() { marked_line "$1" "$source"; }
unset GITHUB_WORKSPACE

# is_sarif FILE
is_sarif() {
	"$SARIF_CHECK" <"$1" >out || complain "$1 is no SARIF"
	[ -z "${ACQREL_SARIF_SCHEMA:-}" ] || python3 -c '
import json, sys, jsonschema
jsonschema.Draft4Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))' \
		"$ACQREL_SARIF_SCHEMA" "$1" >out 2>&1 || complain "$1 is not what the schema says"
}

# gcc: one line of error, then notes, each with its place; nothing else.
run 1 "$ACQREL" run --format=gcc "$FAKE" race
says "^[^:]*fake\.c:$(line read):[0-9]+: error: data race on \`counter\`; consumer: read of 4 bytes \[data-race\]$"
says "^[^:]*fake\.c:$(line write):[0-9]+: note: producer: write of 4 bytes$"
says "^[^:]*fake\.c:$(line store):[0-9]+: note: relaxed: does not publish earlier writes$"
[ "$(head -n 1 out | grep -c ': error: ')" = 1 ] || complain 'the error is not first'
grep -qvE '^[^:]+:[0-9]+(:[0-9]+)?: (error|note): .' out && complain 'a line has no place'
run 1 "$ACQREL" run --format gcc -q "$FAKE" race
[ "$(wc -l <out)" = 1 ] || complain '--quiet leaves more than the error'
run 0 "$ACQREL" run --format=gcc "$FAKE" ok
says '^no error: all 6 executions explored'
run 3 "$ACQREL" run --format=gcc "$FAKE" incomplete
says '^acqrel: warning: incomplete: no error in the 3 executions explored so far \[incomplete\]$'
says '^acqrel: note: cut short: '
run 2 "$ACQREL" run --format=gcc "$FAKE" unsupported
says ': error: unsupported: fork\(\) is not modelled \[unsupported\]$'
run 1 "$ACQREL" run --format=gcc "$FAKE" killed
says '^acqrel: error: crash: .* \[crash\]$'

# github: annotations.
run 1 "$ACQREL" run --format=github "$FAKE" race
says "^::error file=[^,]*,line=$(line read),col=[0-9]+,title=acqrel%3A data-race::data race on \`counter\`; consumer: read"
says "^::notice file=[^,]*,line=$(line write),col=[0-9]+,title=acqrel%3A data-race::producer: write of 4 bytes$"
says '%0A.*relaxed: does not publish earlier writes'
grep -qvE '^::(error|notice) [a-z]+=' out && complain 'a line is no annotation'
run 3 "$ACQREL" run --format=github "$FAKE" incomplete
says '^::warning title=acqrel%3A incomplete::incomplete: .*%0Acut short: '
run 0 "$ACQREL" run --format=github "$FAKE" ok
never_says '^::'

# All kinds of verdict as SARIF; with --json - it goes where the text would.
for kind in ok ok-but-cut incomplete race race-both deadlock livelock assertion use-after-free crash unsupported killed \
	garbage crowd; do
	"$ACQREL" run --json - --format=sarif "$FAKE" $kind >json 2>$kind.sarif
	is_sarif $kind.sarif
	verdict=$("$JSON_GET" verdict <json)
	case $verdict in
	ok) json_is $kind.sarif runs.0.results '[0]' ;;
	*) [ "$("$JSON_GET" runs.0.tool.driver.rules.0.id <$kind.sarif)" = "$verdict" ] || complain "no rule $verdict" ;;
	esac
done
json_is race.sarif runs.0.results '[1]'
json_is race.sarif runs.0.results.0.ruleId data-race
json_is race.sarif runs.0.results.0.level error
json_is race.sarif runs.0.results.0.locations.0.physicalLocation.region.startLine "$(line read)"
json_is race.sarif runs.0.results.0.relatedLocations.0.physicalLocation.region.startLine "$(line write)"
json_is race.sarif runs.0.results.0.codeFlows.0.threadFlows '[3]'
json_is race.sarif runs.0.invocations.0.executionSuccessful true
json_is unsupported.sarif runs.0.invocations.0.executionSuccessful false
json_is incomplete.sarif runs.0.results '[0]'
json_is incomplete.sarif runs.0.invocations.0.toolExecutionNotifications.0.level warning
echo '{"version": "2.1.0", "runs": [{"tool": {"driver": {"nam": "x"}}}]}' | "$SARIF_CHECK" >out &&
	complain 'the check of SARIF finds nothing'

refuses "$ACQREL" run --format=html "$FAKE" ok
says '^acqrel: --format is text, gcc, github or sarif' err
[ -f "$RUNTIME" ] || finish

# From sources, with blanks, percent signs and letters beyond ASCII in names; paths from where the repository
# begins.
mkdir -p 'r/a, b%:é' r/.git
cat >'r/a, b%:é/x.c' <<'C'
#include <pthread.h>
static int n;
static void *add(void *p) { /* é */ n++; return p; }
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, add, NULL);
	n++;
	pthread_join(t, NULL);
	return 0;
}
C
cd 'r/a, b%:é' || exit 1
run 1 "$ACQREL" check --no-help --format=gcc x.c
says '^x\.c:(3|8):[0-9]+: error: data race on `n`'
says '^x\.c:(3|8):[0-9]+: note: '
run 1 "$ACQREL" check --no-help --format=github x.c
says '^::error file=a%2C b%25%3Aé/x\.c,line='
GITHUB_WORKSPACE=$PWD run 1 "$ACQREL" check --no-help --format=github x.c
says '^::error file=x\.c,line='
run 1 "$ACQREL" check --no-help --format=sarif --witness w x.c
cp out x.sarif
is_sarif x.sarif
json_is x.sarif runs.0.results.0.locations.0.physicalLocation.artifactLocation.uri 'a%2C%20b%25%3A%C3%A9/x.c'
"$JSON_GET" runs.0.originalUriBaseIds.ROOT.uri <x.sarif | grep -q '^file:///.*/r/$' || complain 'the root is another'
cd .. && mkdir -p elsewhere && cd elsewhere || exit 1
run 1 "$ACQREL" replay --format=gcc '../a, b%:é/w'
says '/r/a, b%:é/x\.c:(3|8):[0-9]+: error: data race on `n`'
run 1 "$ACQREL" replay --format=github '../a, b%:é/w'
says '^::error file=a%2C b%25%3Aé/x\.c,line='

# A test that fails: its own words, the last of them, belong to the error; they are no commands of GitHub's.
cat >fails.c <<'C'
#include <stdio.h>
int main(void)
{
	for (int i = 0; i < 30; i++)
		printf("::error::line %d\n", i);
	return 3;
}
C
run 1 "$ACQREL" check --format=gcc fails.c
says '^fails\.c:[0-9]+:[0-9]+: error: main returned 3 .* \[exit-failure\]$'
[ "$(grep -c ': note: output: ::error::line ' out)" = 20 ] || complain 'not the last 20 lines'
says 'output: ::error::line 29$'
run 1 "$ACQREL" check --format=github fails.c
[ "$(grep -c '^::' out)" = 1 ] || complain 'the program annotates'
run 1 "$ACQREL" check --format=sarif fails.c
cp out fails.sarif
is_sarif fails.sarif
refuses "$ACQREL" check --format=gcc --show-output fails.c

# What does not compile: compilers write their errors themselves; the status is that of text.
echo 'int main(void) { return' >bad.c
run 2 "$ACQREL" check --format=gcc bad.c
says '^bad\.c:1:[0-9]+: error: ' err
run 2 "$ACQREL" check --format=github bad.c
says '^::error file=elsewhere/bad\.c,title=acqrel::bad\.c does not compile$'
run 2 "$ACQREL" check --format=sarif bad.c
cp out bad.sarif
is_sarif bad.sarif
json_is bad.sarif runs.0.invocations.0.toolExecutionNotifications.0.message.text 'bad.c does not compile'
json_is bad.sarif runs.0.invocations.0.toolExecutionNotifications.0.locations.0.physicalLocation.artifactLocation.uri \
	elsewhere/bad.c
echo 'int f(void) { return 1; }' >nomain.c
run 2 "$ACQREL" check --format=github nomain.c
says '^::error title=acqrel::.*main'
run 2 "$ACQREL" run --format=github ./nomain.c
says '^::error title=acqrel::'
finish
