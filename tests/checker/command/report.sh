# `acqrel run` and the report, with a program that hands over what each test asks for.
. "$HERE/lib.sh"
source=$HERE/fake.c
line() { marked_line "$1" "$source"; }

run 0 "$ACQREL" run "$FAKE" ok
says '^no error: all 6 executions explored \(2 more were blocked\)$'
run 3 "$ACQREL" run "$FAKE" incomplete
says '^incomplete: no error in the 3 executions explored so far$'
says 'a loop was not explored iteration by iteration'
never_says '^no error'
run 3 "$ACQREL" run "$FAKE" ok-but-cut
never_says '^no error'

run 1 "$ACQREL" run "$FAKE" race
says '^error: data race on `counter`$'
says "fake.c:$(line write):[0-9]+, thread producer, in producer\(\)$"
says "fake.c:$(line read):[0-9]+, thread consumer, in inner\(\)$"
says "called from consumer\(\) at .*fake.c:$(line call)$"
says ' \^+ write of 4 bytes$'
says ' \^+ read of 4 bytes$'
says "$(line store) \|.* relaxed: does not publish earlier writes$"
says "$(line load) \|.* acquire: makes published writes visible$"
says ":$(line write) write counter  ◄ race with :$(line read)"
says ":$(line load) load flag → 1  acquire"
says "reads :$(line store)"
says '^  hello from the program$'
fits_page
[ -z "$(tr -d '\033' <out | cmp - out)" ] || complain 'there are colours though the output is a file'
run 1 "$ACQREL" run --color=always "$FAKE" race
grep -q "$(printf '\033')" out || complain '--color=always has no colours'
LC_ALL=C run 1 "$ACQREL" run "$FAKE" race
LC_ALL=C grep -q "$(printf '[\200-\377]')" out && complain 'more than ASCII in the C locale'

run 1 "$ACQREL" run --quiet "$FAKE" race
[ "$(wc -l <out)" = 1 ] || complain '--quiet says more than one line'
run 1 "$ACQREL" run "$FAKE" race-both
says ' release: publishes earlier writes$'
says ' relaxed: does not make them visible$'

run 1 "$ACQREL" run "$FAKE" deadlock
says '^error: deadlock: producer and taker each wait for a lock that the other holds$'
says "producer waits at line $(line store) for .lock_b., which taker holds since line $(line load)\."
says "taker waits at line $(line lock) for .lock_a., which producer holds since line $(line write)\."
run 1 "$ACQREL" run "$FAKE" livelock
says '^error: livelock: consumer waits in a loop'
says 'It stays 0, the initial value'
run 1 "$ACQREL" run "$FAKE" assertion
says '^error: assertion failed: next != NULL$'
says 'producer #2 reads NULL from .nodes\[1\]\.parts\[1\]\.next.'
says 'producer #1 wrote &counter at line [0-9]+: nothing makes that write come before'
run 1 "$ACQREL" run "$FAKE" use-after-free
says_broken "error: use after free of the heap block allocated at [^ ]*fake.c:$(line malloc): nothing orders the free after"
says 'freed here'
run 1 "$ACQREL" run "$FAKE" crash
says 'division by zero'
run 2 "$ACQREL" run "$FAKE" unsupported
says '^unsupported: fork\(\) is not modelled$'

run 1 "$ACQREL" run "$FAKE" crowd
says 'steps left out'
fits_page
run 1 "$ACQREL" run "$FAKE" columns
fits_page
run 1 "$ACQREL" run --json garbage.json "$FAKE" garbage
json_is garbage.json verdict data-race

run 1 "$ACQREL" run "$FAKE" killed
says "brought down the checker's runtime"
run 2 "$ACQREL" run "$FAKE" exits
says 'exit status 7'
says '^  something went wrong$'
run 3 "$ACQREL" run --time 0.2 "$FAKE" waits
says 'the time limit of 0.2 s was reached'
says 'in the 3 executions explored so far, less than 0\.1 % of an estimated 2\.1$'
# Who was wrong twice about how much there is does not say how much of it was done.
run 3 "$ACQREL" run --time 3 --json outrun.json "$FAKE" outruns
says 'executions explored so far, and there are more'
never_says '%'
json_is outrun.json estimated_executions null
finish
