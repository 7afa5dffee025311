# Witnesses: what went wrong runs again, and nothing else does.
. "$HERE/lib.sh"
needs_runtime

# report FILE: the report without what differs from exploring to running again.
report() {
	sed 's/^execution [0-9]*/execution/; /^error: /s/ in execution [0-9]*$//; s/after [0-9]* execution.* without error, //; s/[0-9.]* s$//; /^acqrel replay/d' "$1"
}

# An error of each kind, the report word for word.
for program in assertion abort divide-by-zero spin-forever use-after-free-unordered use-after-free-ordered race-struct-copy sixteen-bytes-race double-free-threads self-deadlock invalid-free leak-ring \
	main-returns-race never-ends-plain choose-zero choose-shown before-block choose-finds uninitialized-branch \
	failures-malloc failures-weak stack-overflow \
	semaphore-stuck semaphore-timedwait-out semaphore-destroy-known named-semaphore-stuck \
	rwlock-upgrade rwlock-own-again rwlock-misuse rwlock-destroy-locked barrier-stuck barrier-destroy-waiting \
	pthread-spin-deadlock once-recursive condition-two-mutexes used-after-destroy-mutex \
	join-timed-never join-try-never detached-left-handler detached-deadlock exit-handlers-wake \
	mutex-timedlock-out time-unheard time-poll-until-missed calendar-race \
	exit-failure-main exit-failure-exit exit-failure-handler two-creators parts-store-buffering parts-sixteen-no-tag \
	futex/early futex/bits-miss futex/which futex/no-order futex/spurious; do
	case $program in */*) file=$HERE/../$program.c ;; *) file=$(echo "$HERE"/../programs/*/"$program.c") ;; esac
	field() { sed -n "s/^[ *]*$1: *//p" "$file" | sed 's/ *\*\///'; }
	# shellcheck disable=SC2046 # options and flags are words
	run 1 "$ACQREL" check --no-help --stuck-after 1 --witness w $(field options) "$file" -- $(field flags)
	says '^acqrel replay w runs this execution again'
	report out >explored
	run 1 "$ACQREL" replay w
	report out >replayed
	diff explored replayed >out || complain "the replay of $program differs"
done

cat >race.c <<'C'
#include <pthread.h>
#include <stdlib.h>
static int n;
static void *add(void *arg)
{
	int before = n;
	if (!getenv("QUIET"))
		n = before + 1;
	return arg;
}
int main(int argc, char **argv)
{
	pthread_t t[2];
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, add, argv);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	return argc;
}
C
run 1 "$ACQREL" check race.c
says 'to replay it, also in gdb: rerun with --witness FILE$'
run 1 "$ACQREL" check -q --witness w race.c
never_says 'replay'
(mkdir -p elsewhere && cd elsewhere && run 1 "$ACQREL" replay ../w)
run 1 "$ACQREL" replay --json w.json w
json_is w.json verdict data-race
run 1 "$ACQREL" check -q -j 2 --witness w2 race.c
run 1 "$ACQREL" replay -q w2

# The witness says which model it holds in.
cat >volatile.c <<'C'
#include <assert.h>
#include <pthread.h>
static volatile int x, y;
static int seen;
static void *one(void *arg)
{
	x = 1;
	seen = y;
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, one, NULL);
	y = 1;
	int other = x;
	pthread_join(t, NULL);
	assert(seen || other);
	return 0;
}
C
run 1 "$ACQREL" check -q --no-help --volatile=relaxed --release-sequences=c11 --witness w.model volatile.c
run 1 "$ACQREL" replay --json model.json w.model
json_is model.json verdict assertion
json_is model.json release_sequences c11
json_is model.json volatile relaxed
refuses "$ACQREL" replay --volatile=relaxed w.model

# A write that happens late and is placed early in modification order, and a read of one that was added later.
cat >order.c <<'C'
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
static atomic_int x, y;
static int seen;
static void *one(void *arg)
{
	seen = atomic_load_explicit(&y, memory_order_relaxed);
	atomic_store_explicit(&x, 1, memory_order_relaxed);
	return arg;
}
static void *two(void *arg)
{
	atomic_store_explicit(&x, 2, memory_order_relaxed);
	atomic_store_explicit(&y, 1, memory_order_relaxed);
	return arg;
}
int main(void)
{
	pthread_t t[2];
	pthread_create(&t[0], NULL, one, NULL);
	pthread_create(&t[1], NULL, two, NULL);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	assert(WRONG);
	return 0;
}
C
for wrong in 'x != 1' 'x != 2' 'seen == 0' 'seen == 0 || x != 2' 'seen == 1 || x != 2' 'seen == 0 || x != 1'; do
	run 1 "$ACQREL" check --no-help --witness w.order order.c -- "-DWRONG=$wrong"
	report out >explored
	run 1 "$ACQREL" replay w.order
	report out >replayed
	diff explored replayed >out || complain "the replay of $wrong differs"
done

# A loop that counts its turns, most of which are no events, and then gets on with something.
cat >counts.c <<'C'
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
static atomic_int flag, gave_up;
static void *wait(void *arg)
{
	int turns = 0;
	while (turns < 20000 && !atomic_load_explicit(&flag, memory_order_relaxed))
		turns++;
	atomic_store(&gave_up, turns);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, wait, NULL);
	if (atomic_load(&gave_up) == 20000)
		assert(!"gave up");
	atomic_store_explicit(&flag, 1, memory_order_relaxed);
	pthread_join(t, NULL);
	return 0;
}
C
run 1 "$ACQREL" check -q --witness w.counts counts.c
says 'assertion failed'
grep -q '"elided": [1-9][0-9]' w.counts || complain "no elided iterations in the witness"
run 1 "$ACQREL" replay -q w.counts
says 'assertion failed'

# No error: no witness, and no old one that seems to be of this program.
echo 'int main(void) { return 0; }' >fine.c
cp w old
run 0 "$ACQREL" check --witness old fine.c
[ ! -e old ] || complain "a witness outlives a run without error"
refuses "$ACQREL" check --witness none/w race.c
says 'none/w' err

# The program does something else, or is another.
QUIET=1 refuses "$ACQREL" replay w
says 'does something else.*goes on without an error' err
cp race.c before.c
sed -i 's/before + 1/before + 2/' race.c
refuses "$ACQREL" replay w
says 'not the one that was checked' err
rm race.c
refuses "$ACQREL" replay w
cp before.c race.c
run 1 "$ACQREL" replay -q w
"$ACQREL" cc -g -o race race.c -pthread
run 1 "$ACQREL" run -q --witness w.run ./race one two
run 1 "$ACQREL" replay -q w.run
sed 's/before + 1/before + 2/' race.c >other.c
"$ACQREL" cc -g -o race other.c -pthread
refuses "$ACQREL" replay w.run
says 'built again' err
rm race
refuses "$ACQREL" replay w.run

# Damaged, foreign and outdated files.
refuses "$ACQREL" replay
refuses "$ACQREL" replay none
refuses "$ACQREL" replay race.c
says 'not a witness' err
echo '{"verdict": "ok"}' >foreign
refuses "$ACQREL" replay foreign
says 'not a witness' err
size=$(stat -c %s w)
for part in 1 3 5 7; do
	head -c $((size * part / 8)) w >cut
	refuses "$ACQREL" replay cut
done
sed 's/"acqrel_witness": [0-9]*/"acqrel_witness": 99/' w >newer
refuses "$ACQREL" replay newer
says 'format 99' err
for edit in 's/"thread": 1/"thread": 70000/' 's/"thread": 1/"thread": 0/' 's/"does": "create"/"does": "craete"/' \
	's/"does"/"did"/' 's/"build": "./"build": "x/' 's/"failures": 0/"failures": 2/' 's/"arguments": \[[^]]*/&, 1/' \
	's/"check": "[0-9a-f]/"check": "/' 's/data-race/leak/' 's/"peer": 1/"peer": -1/'; do
	sed "$edit" w >edited
	! cmp -s w edited || complain "$edit changes nothing"
	refuses "$ACQREL" replay edited
	says 'damaged' err
done
refuses "$ACQREL" replay w w
refuses "$ACQREL" replay --time 5 w
refuses "$ACQREL" replay w -- -batch

# The debugger stops in the program's own function, with its variables.
if command -v gdb >/dev/null && gdb -batch -ex 'python 1' >/dev/null 2>&1; then
	sed 's/int before = n;/volatile int seven = 7; int before = n;/' before.c >race.c
	run 1 "$ACQREL" check -q --witness w.gdb race.c -- -O0
	run 0 "$ACQREL" replay --gdb w.gdb -- -batch -ex 'info locals' -ex bt
	says '^seven = 7'
	says 'in add \(arg=.*race.c:[68]'
	says '^acqrel: data race on `n`'
else
	echo "gdb is not there, or cannot be used: not tested"
fi
if command -v gdb >/dev/null; then
	mkdir -p bin
	for tool in cc gcc as ld; do
		ln -sf "$(command -v $tool)" bin/$tool
	done
	run 1 "$ACQREL" check -q --witness w.gdb race.c
	refuses env PATH="$PWD/bin" "$ACQREL" replay --gdb w.gdb
	says 'gdb is not installed' err
fi
finish
