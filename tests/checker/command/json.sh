# The JSON that --json writes.
. "$HERE/lib.sh"
source=$HERE/fake.c
line() { marked_line "$1" "$source"; }

run 0 "$ACQREL" run --json - "$FAKE" ok
cp out ok.json
json_is ok.json verdict ok
json_is ok.json model rc11
json_is ok.json release_sequences c20
json_is ok.json volatile plain
json_is ok.json complete_executions 6
json_is ok.json blocked_executions 2
json_is ok.json events 80
json_is ok.json estimated_executions 6
json_is ok.json exhaustive true
json_is ok.json bounds '[0]'
json_is ok.json reductions '[0]'
says '^no error' err
for key in seconds peak_rss_bytes; do
	"$JSON_GET" $key <ok.json | grep -Eq '^[0-9.e-]+$' || complain "$key is no number"
done
"$JSON_GET" error <ok.json >/dev/null && complain 'there is an error where there is none'

run 3 "$ACQREL" run --json part.json "$FAKE" incomplete
json_is part.json verdict incomplete
json_is part.json exhaustive false
json_is part.json estimated_executions 2100003
json_is part.json bounds '[1]'
says '^incomplete'

run 1 "$ACQREL" run --json=race.json --quiet "$FAKE" race
json_is race.json verdict data-race
json_is race.json estimated_executions null
json_is race.json error.kind data-race
json_is race.json error.message 'data race on `counter`'
json_is race.json error.locations '[2]'
json_is race.json error.locations.0.thread consumer
json_is race.json error.locations.0.function inner
json_is race.json error.locations.0.line "$(line read)"
json_is race.json error.locations.0.access 'read of 4 bytes'
json_is race.json error.locations.0.role access
json_is race.json error.locations.1.role previous
json_is race.json error.locations.1.thread producer
json_is race.json error.locations.1.line "$(line write)"
json_is race.json error.locations.1.access 'write of 4 bytes'
json_is race.json error.trace '[6]'
json_is race.json error.trace.3.kind store
json_is race.json error.trace.3.order relaxed
json_is race.json error.trace.4.from 3

run 2 "$ACQREL" run --json bad.json "$FAKE" unsupported
json_is bad.json verdict unsupported
json_is bad.json error.kind unsupported
run 1 "$ACQREL" run --json killed.json "$FAKE" killed
json_is killed.json verdict crash
json_is killed.json complete_executions 5

echo old >kept.json
refuses "$ACQREL" run --json no/such/folder/x.json "$FAKE" ok
finish
