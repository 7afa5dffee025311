# acqrel check on real programs, from source to verdict.
. "$HERE/lib.sh"
needs_runtime

cat >fine.c <<'C'
#include <pthread.h>
#include <stdatomic.h>
static atomic_int n;
static void *add(void *arg)
{
	atomic_fetch_add_explicit(&n, 1, memory_order_relaxed);
	return arg;
}
int main(void)
{
	pthread_t t[2];
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, add, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return 0;
}
C
sed 's/atomic_int n/int n/; s/atomic_fetch_add_explicit.*/n++;/' fine.c >race.c
echo 'int answer(void) { return 42; }' >part.c
echo 'int answer(void); int main(void) { return answer() != VALUE; }' >whole.c
echo 'int main(void) { return nothing; }' >broken.c

run 0 "$ACQREL" check --no-reductions fine.c
says '^no error: all 2 executions explored$'
never_says 'explored once'
run 0 "$ACQREL" check --json once.json fine.c -- -O2
says '^no error: the one execution was explored$'
says 'explored once: executions that differ only in which of 2 threads that run the same did what$'
says 'explored once: executions that differ only in the order of operations whose results are not used$'
json_is once.json reductions '[2]'
run 1 "$ACQREL" check race.c
says '^error: data race on `n`$'
says 'race.c:6:[0-9]+, thread add #1, in add\(\)$'
says 'race.c:6:[0-9]+, thread add #2, in add\(\)$'
says '\^\^\^ (read|write) of 4 bytes'
fits_page
for compiler in gcc clang 'gcc -O2' 'clang -O0'; do
	command -v ${compiler%% *} >/dev/null || continue
	CC=$compiler run 1 "$ACQREL" check -q race.c
	CC=$compiler run 0 "$ACQREL" check -q fine.c
done

run 0 "$ACQREL" check -q whole.c part.c -- -DVALUE=42
cc -c part.c -o part.o && ar rc libpart.a part.o
run 0 "$ACQREL" check -q whole.c part.o -- -DVALUE=42
run 0 "$ACQREL" check -q whole.c libpart.a -- -DVALUE=42
run 0 "$ACQREL" check -q whole.c -- -DVALUE=42 -L. -lpart
cp fine.c fine.txt
run 0 "$ACQREL" check -q fine.txt -- -x c
run 3 "$ACQREL" check --no-reductions --max-executions 1 fine.c
says 'the limit of 1 execution was reached'


# What may fail: for check, and for run on what cc has built; the JSON says what was on.
cat >fails.c <<'C'
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
static atomic_int n;
static void *work(void *arg)
{
	int old = 0;
	atomic_compare_exchange_weak(&n, &old, 1);
	free(malloc(1));
	return arg;
}
int main(void)
{
	pthread_t t;
	if (!pthread_create(&t, NULL, work, NULL))
		pthread_join(t, NULL);
	return 0;
}
C
run 0 "$ACQREL" check --json plain.json fails.c
says '^no error: the one execution was explored$'
json_is plain.json failures '[0]'
run 0 "$ACQREL" check --malloc-failures --json malloc.json fails.c
says '^no error: all 2 executions explored$'
json_is malloc.json failures '[1]'
json_is malloc.json failures.0 malloc-failures
run 0 "$ACQREL" check --thread-failures --spurious-wakeups --json more.json fails.c
json_is more.json failures.0 thread-failures
json_is more.json failures.1 spurious-wakeups
run 0 "$ACQREL" check --malloc-failures --thread-failures --spurious-failures --json all.json fails.c
says '^no error: all 5 executions explored$'
json_is all.json failures '[3]'
run 0 env CC=gcc "$ACQREL" cc fails.c -o fails
run 0 "$ACQREL" run --thread-failures --spurious-failures ./fails
says '^no error: all 3 executions explored$'
if command -v clang >/dev/null; then
	# clang tells the runtime nothing unless acqrel check asks it to.
	run 0 env ACQREL_CC=clang "$ACQREL" cc fails.c -o fails
	run 0 "$ACQREL" run ./fails
	run 3 "$ACQREL" run --spurious-failures ./fails
	says 'because clang does not tell'
	run 0 env CC=clang "$ACQREL" check --spurious-failures fails.c
	says '^no error: all 2 executions explored$'
fi
sed 's/free(malloc(1))/*(volatile char *)malloc(1) = 1/' fails.c >crashes.c
run 1 "$ACQREL" check --no-leaks --malloc-failures --json crash.json crashes.c
says 'malloc is made to return NULL here'
"$JSON_GET" error.trace <crash.json >/dev/null || complain 'there is no trace'
grep -q '"made_to_fail": *"malloc"' crash.json || complain 'the trace does not say what was made to fail'

refuses "$ACQREL" check broken.c
says 'error: .*nothing' err
says '^acqrel: broken.c does not compile$' err
refuses "$ACQREL" check part.c
says '^acqrel: part.c has no main\(\)' err
refuses "$ACQREL" check whole.c -- -DVALUE=1
says '^acqrel: whole.c does not link$' err
CC=/no/such/compiler refuses "$ACQREL" check fine.c

if command -v c++ >/dev/null; then
	cat >fine.cpp <<'C'
#include <atomic>
#include <cstddef>
int main() { std::atomic<int> n{1}; return n.load(std::memory_order_relaxed) - 1; }
C
	run 0 "$ACQREL" check -q fine.cpp
fi

# Nothing stays behind, also when the command is interrupted.
mkdir tmp
TMPDIR=$PWD/tmp run 0 "$ACQREL" check -q fine.c
TMPDIR=$PWD/tmp run 2 "$ACQREL" check -q broken.c
sed 's/t\[2\]/t[11]/; s/i < 2/i < 11/' fine.c >large.c
TMPDIR=$PWD/tmp "$ACQREL" check --no-reductions large.c >out 2>err &
sleep 1
kill -INT $!
wait $!
status=$?
[ $status = 3 ] || complain "an interrupted check exited with $status"
says 'it was interrupted'
[ -z "$(ls tmp)" ] || complain 'a temporary directory was left behind'

# Of a call of libacqrel the steps inside are left out; what others read from is still said.
run 1 "$ACQREL" check -q --no-help --json calls.json "$HERE/../library-calls/lost-unpark.c" -- -O1
json_is calls.json error.trace.0.kind create
json_is calls.json error.trace.2.kind begin
json_is calls.json error.trace.2.from "$("$JSON_GET" error.trace.0.step <calls.json)"
unparked=$("$JSON_GET" error.trace.1.step <calls.json)
step=4 # the wait, or its second step, as the compiler has it
[ "$("$JSON_GET" error.trace.4.from <calls.json)" = "$unparked" ] || step=5
json_is calls.json error.trace.$step.kind call
json_is calls.json error.trace.$step.from "$unparked"
finish
