/* The attributes of threads: what is set is got, what is wrong is refused, and a thread is made by them.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>

static pthread_attr_t a; /* not on the stack: what libc writes there has to come back with the rest of memory */

#define ROUND_TRIP(part, type, value, wrong)                       \
	do {                                                       \
		type is;                                           \
		assert(!pthread_attr_set##part(&a, value));        \
		assert(!pthread_attr_get##part(&a, &is));          \
		assert(is == (value));                             \
		assert(pthread_attr_set##part(&a, wrong) == EINVAL); \
	} while (0)

static char stack[1 << 18];

static void *run(void *unused)
{
	return unused;
}

int main(void)
{
	struct sched_param p = {0};
	void *where;
	size_t size;
	cpu_set_t set;
	sigset_t mask;
	pthread_t t;
	int is;

	assert(!pthread_attr_init(&a));
	ROUND_TRIP(detachstate, int, PTHREAD_CREATE_DETACHED, 99);
	ROUND_TRIP(inheritsched, int, PTHREAD_EXPLICIT_SCHED, 99);
	ROUND_TRIP(schedpolicy, int, SCHED_FIFO, 99);
	ROUND_TRIP(stacksize, size_t, 1 << 20, 1);
	assert(!pthread_attr_setguardsize(&a, 8192) && !pthread_attr_getguardsize(&a, &size) && size == 8192);
	assert(!pthread_attr_setscope(&a, PTHREAD_SCOPE_SYSTEM));
	assert(!pthread_attr_getscope(&a, &is) && is == PTHREAD_SCOPE_SYSTEM);
	assert(pthread_attr_setscope(&a, PTHREAD_SCOPE_PROCESS) == ENOTSUP);
	p.sched_priority = 7;
	assert(!pthread_attr_setschedparam(&a, &p));
	p.sched_priority = 0;
	assert(!pthread_attr_getschedparam(&a, &p) && p.sched_priority == 7);
	assert(!pthread_attr_setstackaddr(&a, stack + sizeof stack));
	assert(!pthread_attr_getstackaddr(&a, &where) && where == stack + sizeof stack);
	assert(!pthread_attr_setstack(&a, stack, sizeof stack));
	assert(!pthread_attr_getstack(&a, &where, &size) && where == stack && size == sizeof stack);
	assert(pthread_attr_setstack(&a, stack, 1) == EINVAL);
	CPU_ZERO(&set);
	sigemptyset(&mask);
	assert(!pthread_attr_setaffinity_np(&a, sizeof set, &set));
	assert(!pthread_attr_setsigmask_np(&a, &mask));

	assert(!pthread_create(&t, &a, run, NULL));
#ifdef JOIN
	pthread_join(t, NULL);
#endif
	assert(!pthread_attr_destroy(&a));
	return 0;
}
