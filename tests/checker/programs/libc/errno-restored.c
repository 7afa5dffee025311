/* errno is a thread's own, begins as 0 in each execution, and is written inside of libc.
 *
 * expect: ok 3
 * flags: -lm
 */
#include <assert.h>
#include <errno.h>
#include <math.h>
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_int x;
static volatile double zero;

static void *parses(void *unused)
{
	assert(errno == 0);
	strtol("99999999999999999999999", NULL, 10);
	assert(errno == ERANGE);
	atomic_fetch_add(&x, 1);
	assert(errno == ERANGE);
	errno = EAGAIN;
	atomic_load(&x);
	assert(errno == EAGAIN);
	return unused;
}

static void *computes(void *unused)
{
	assert(errno == 0 && h_errno == 0);
	atomic_fetch_add(&x, 1);
	assert(errno == 0);
	(void)log(zero - 1);
	assert(errno == EDOM);
	h_errno = 3;
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, parses, NULL);
	pthread_create(&u, NULL, computes, NULL);
	pthread_join(t, NULL);
	assert(errno == 0);
	close(-1);
	pthread_join(u, NULL);
	return 0;
}
