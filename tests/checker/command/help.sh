# What the report says would mend an error: it was tried, and nothing else is said.
. "$HERE/lib.sh"
needs_runtime

# Of six operations two are too weak. The second call of each helper is none of these: it must not be
# strengthened with the first where the helpers are not inlined.
cat >message.c <<'C'
#include <pthread.h>
#include <stdatomic.h>
static int data;
static atomic_int ready, noise;
static void *send(void *arg)
{
	atomic_fetch_add_explicit(&noise, 1, memory_order_relaxed);
	data = 1;
	atomic_store_explicit(&ready, 1, memory_order_relaxed); /* LINE store */
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, send, NULL);
	atomic_fetch_add_explicit(&noise, 1, memory_order_relaxed);
	while (!atomic_load_explicit(&ready, memory_order_relaxed)) /* LINE load */
		;
	int got = data;
	pthread_join(t, NULL);
	return !got;
}
C
line() { marked_line "$1" "${2:-message.c}"; }
wanted="^help  Make line $(line store) a release store and line $(line load) an acquire load\.$"
checked='Checked: with both, (all [0-9]+ executions pass|the only execution passes); with either alone, the race remains\.$'
for compiler in gcc clang; do
	command -v $compiler >/dev/null || continue
	for level in -O0 -O2; do
		CC=$compiler run 1 "$ACQREL" check --help-time 60 message.c -- $level
		says "$wanted"
		says "$checked"
		never_says 'With release at line'
	done
done
run 1 "$ACQREL" check --help-time 60 -j 2 message.c
says "$wanted"
"$ACQREL" cc -O1 -g message.c -o message
run 1 "$ACQREL" run --help-time 60 message
says "$wanted"
run 1 "$ACQREL" check --help-time 60 --quiet --json help.json message.c
json_is help.json error.orders_help true
json_is help.json error.help '[1]'
json_is help.json error.help.0.sites '[2]'
json_is help.json error.help.0.sites.0.line "$(line store)"
json_is help.json error.help.0.sites.0.function send
json_is help.json error.help.0.sites.0.kind store
json_is help.json error.help.0.sites.0.change order
json_is help.json error.help.0.sites.0.order release
json_is help.json error.help.0.sites.1.line "$(line load)"
json_is help.json error.help.0.sites.1.order acquire
json_is help.json error.help.0.exhaustive true
json_is help.json error.help.0.each_is_needed true
# The number of executions is the one that the mended program has.
sed 's/ready, 1, memory_order_relaxed/ready, 1, memory_order_release/; s/ready, memory_order_relaxed/ready, memory_order_acquire/' \
	message.c >mended.c
run 0 "$ACQREL" check --no-reductions --help-time 60 --json mended.json mended.c
json_is help.json error.help.0.executions "$("$JSON_GET" complete_executions <mended.json)"

# Switched off, or without the time to explore all: nothing is said to have passed.
run 1 "$ACQREL" check --help-time 60 --no-help --json off.json message.c
never_says '^help'
says 'With release at line'
json_is off.json error.orders_help null
json_is off.json error.help '[0]'
run 1 "$ACQREL" check --help-time 60 --max-executions 1 message.c
never_says 'pass[;.]|pass$'
says '^help  Whether .* is not known'
says '[-]-max-executions 1\.'
run 1 "$ACQREL" check --help-time 0.000001 message.c
says '^help  Whether .* is not known'
says '1e-06\.'
never_says 'Checked|Tried'
refuses "$ACQREL" check --help-time never message.c
refuses "$ACQREL" check --help-time

# Many executions, of which only some can be tried.
cat >many.c <<'C'
#include <pthread.h>
#include <stdatomic.h>
static int data;
static atomic_int ready, noise;
static void *send(void *arg)
{
	data = 1;
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	return arg;
}
static void *disturb(void *arg)
{
	for (int i = 0; i < 6; i++)
		atomic_fetch_add_explicit(&noise, 1, memory_order_relaxed);
	return arg;
}
int main(void)
{
	pthread_t t[4];
	for (int i = 1; i < 4; i++)
		pthread_create(&t[i], NULL, disturb, NULL);
	pthread_create(&t[0], NULL, send, NULL);
	while (!atomic_load_explicit(&ready, memory_order_relaxed))
		;
	int got = data;
	for (int i = 0; i < 4; i++)
		pthread_join(t[i], NULL);
	return !got;
}
C
run 1 "$ACQREL" check --help-time 60 --max-executions 1000 --json many.json many.c
says 'Tried: with both there was no error in 1000 executions; there are more; with either alone, the$'
never_says 'Checked'
json_is many.json error.help.0.exhaustive false

# A read-modify-write that has to release: not more than that is proposed, and the compare-exchange that fails
# is told.
cat >count.c <<'C'
#include <pthread.h>
#include <stdatomic.h>
static int data;
static atomic_int count;
static void *send(void *arg)
{
	data = 1;
	atomic_fetch_add_explicit(&count, 1, memory_order_relaxed); /* LINE add */
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, send, NULL);
	int expected = 0;
	atomic_compare_exchange_strong_explicit(&count, &expected, 5, memory_order_relaxed, memory_order_relaxed); /* LINE cas */
	int got = expected == 1 ? data : 1;
	pthread_join(t, NULL);
	return !got;
}
C
run 1 "$ACQREL" check --help-time 60 count.c
says "^help  Make line $(line add count.c) a release fetch_add and line $(line cas count.c) an acquire compare-exchange"
says '\(also where it fails\)\.$'

# No order helps: two updates by load and store, and a race that has nothing to do with the atomics.
cat >update.c <<'C'
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
static atomic_int n;
static void *add(void *arg)
{
	int old = atomic_load_explicit(&n, memory_order_relaxed);
	atomic_store_explicit(&n, old + 1, memory_order_relaxed);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, add, NULL);
	add(NULL);
	pthread_join(t, NULL);
	assert(atomic_load(&n) == 2);
}
C
run 1 "$ACQREL" check --help-time 60 --json no.json update.c
says '^help  No memory order helps here\. Checked: with every atomic operation seq_cst it still happens\.$'
json_is no.json error.orders_help false
json_is no.json error.help '[0]'

# With stronger orders the race is gone, but another error is there: that is no help.
cat >other.c <<'C'
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
static int data;
static atomic_int ready;
static void *send(void *arg)
{
	data = 1;
	atomic_store_explicit(&ready, 1, memory_order_relaxed);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, send, NULL);
	if (atomic_load_explicit(&ready, memory_order_relaxed))
		assert(data == 2);
	pthread_join(t, NULL);
}
C
run 1 "$ACQREL" check --help-time 60 other.c
says '^error: data race'
never_says '^help'

# A lock that is missing, in JSON.
cat >lock.c <<'C'
#include <pthread.h>
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int n;
static void *add(void *arg)
{
	pthread_mutex_lock(&m);
	n++;
	pthread_mutex_unlock(&m);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, add, NULL);
	n++; /* LINE add */
	pthread_join(t, NULL);
	return n != 2;
}
C
run 1 "$ACQREL" check --help-time 60 --json lock.json lock.c
says "^help  Hold .m. at line $(line add lock.c) too, where .n. is written\.$"
json_is lock.json error.help.0.sites.0.kind lock
json_is lock.json error.help.0.sites.0.change lock
json_is lock.json error.help.0.sites.0.object m
json_is lock.json error.help.0.sites.0.line "$(line add lock.c)"
json_is lock.json error.orders_help null
run 1 "$ACQREL" check --help-time 0.000001 lock.c
says '^help  Whether a lock or stronger memory orders help is not known'
says '^note  Hold .m. at'

# Two calls of each helper, which is not inlined: one of them made stronger does not make the other stronger.
if command -v g++ >/dev/null; then
	cat >helper.cpp <<'C'
#include <atomic>
#include <pthread.h>
static std::atomic<bool> first, second;
static int data;
static void *send(void *arg)
{
	data = 1;
	first.store(true, std::memory_order_relaxed); /* LINE store1 */
	return arg;
}
static void *pass_on(void *arg)
{
	if (first.load(std::memory_order_relaxed)) /* LINE load1 */
		second.store(true, std::memory_order_relaxed); /* LINE store2 */
	return arg;
}
int main()
{
	pthread_t t[2];
	pthread_create(&t[0], nullptr, send, nullptr);
	pthread_create(&t[1], nullptr, pass_on, nullptr);
	int got = 1;
	if (second.load(std::memory_order_relaxed)) /* LINE load2 */
		got = data;
	pthread_join(t[0], nullptr);
	pthread_join(t[1], nullptr);
	return !got;
}
C
	for compiler in g++ clang++; do
		command -v $compiler >/dev/null || continue
		CXX=$compiler run 1 "$ACQREL" check --help-time 60 helper.cpp -- -O0
		tr '\n' ' ' <out | tr -s ' ' >words
		says "help Make line $(line store1 helper.cpp) a release store, line $(line load1 helper.cpp) an acquire load, \
line $(line store2 helper.cpp) a release store and line $(line load2 helper.cpp) an acquire load\. Checked: with all of them" words
	done
fi
finish
