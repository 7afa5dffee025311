# The reported error is a short one: what it does not depend on is left out, and a shorter execution is looked
# for.
. "$HERE/lib.sh"
needs_runtime

trace_length() { "$JSON_GET" error.trace <"$1" | tr -d '[]'; }

# The first execution takes the long way to the assertion, which fails on the short one too.
cat >ways.c <<'C'
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
static atomic_int n, go;
static void *fails(void *arg)
{
	for (int i = ar_choose(3); i < 2; i++)
		atomic_fetch_add(&go, 1); /* LINE way */
	assert(atomic_load(&go) > 2);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, fails, NULL);
	for (int i = 0; i < 3; i++)
		atomic_fetch_add(&n, 1);
	pthread_join(t, NULL);
}
C
for workers in 1 2; do
	run 1 "$ACQREL" check --no-help --no-shorten -j $workers --json long.json --witness long.witness ways.c
	says "^ +:$(marked_line way ways.c) fetch_add go"
	run 1 "$ACQREL" check --no-help -j $workers --json short.json --witness short.witness ways.c
	never_says 'fetch_add'
	[ "$(trace_length short.json)" -lt "$(trace_length long.json)" ] ||
		complain "with $workers workers the shorter error has $(trace_length short.json) steps, the other $(trace_length long.json)"
	[ $workers = 2 ] || json_is short.json complete_executions "$("$JSON_GET" complete_executions <long.json)"
	run 1 "$ACQREL" replay --json again.json short.witness
	json_is again.json error.trace "[$(trace_length short.json)]"
	says 'assertion failed: atomic_load\(&go\) > 2'
done

# What the error does not depend on is left out even of the first: what others did meanwhile, or did
# afterwards.
run 1 "$ACQREL" check --no-help --no-shorten ways.c
never_says 'fetch_add n'

# An error elsewhere is another one, however short it is.
cat >two.c <<'C'
#include <acqrel/check.h>
#include <assert.h>
#include <stdatomic.h>
static atomic_int n;
int main(void)
{
	if (ar_choose(2)) {
		assert(!"the short one");
	}
	atomic_store(&n, 1);
	atomic_store(&n, 2);
	assert(!"the long one");
}
C
run 1 "$ACQREL" check two.c
says '^error: assertion failed: !"the long one"'
says ':10 store n'

# A deadlock of which the threads did more than they had to.
cat >locks.c <<'C'
#include <acqrel/check.h>
#include <pthread.h>
#include <stdatomic.h>
static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static atomic_int n;
static void *one(void *arg)
{
	pthread_mutex_lock(&a);
	pthread_mutex_lock(&b);
	pthread_mutex_unlock(&b);
	pthread_mutex_unlock(&a);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, one, NULL);
	for (int i = ar_choose(3); i < 2; i++)
		atomic_fetch_add(&n, 1);
	pthread_mutex_lock(&b);
	pthread_mutex_lock(&a);
	pthread_join(t, NULL);
	return 0;
}
C
run 1 "$ACQREL" check --no-help --no-shorten locks.c
says 'fetch_add n'
run 1 "$ACQREL" check --no-help --json deadlock.json locks.c
json_is deadlock.json verdict deadlock
never_says 'fetch_add n'

# The same every time.
"$ACQREL" check --no-help --json - locks.c 2>/dev/null | sed 's/"seconds.*"error"//' >one
"$ACQREL" check --no-help --json - locks.c 2>/dev/null | sed 's/"seconds.*"error"//' >two
cmp -s one two || complain 'two runs report different executions'

# Threads take turns only where they have to.
cat >turns.c <<'C'
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
static atomic_int x, y;
static void *f(void *arg)
{
	atomic_store(&x, 1);
	atomic_store(&x, 2);
	atomic_store(&y, 1);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, f, NULL);
	int a = atomic_load(&x), b = atomic_load(&x), c = atomic_load(&y);
	pthread_join(t, NULL);
	assert(!(a == 2 && b == 2 && c == 1));
}
C
run 1 "$ACQREL" check --no-help --json turns.json turns.c
for i in 0 1 2 3 4 5 6 7 8; do "$JSON_GET" error.trace.$i.thread <turns.json 2>/dev/null; done | uniq | tr '\n' ' ' >order
[ "$(cat order)" = 'main f main ' ] || complain "the threads take turns: $(cat order)"
finish
