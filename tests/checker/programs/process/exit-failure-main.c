/* A test that counts what failed, and says so with its exit status: an update is lost in some executions.
 *
 * expect: exit-failure
 * report: main returned 1 in execution
 * report: in main()
 * report: ends with status 1 here
 * report: exit with status 1
 * report: two updates is lost
 * report: FAIL: 1 instead of 2
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int n;
static int failures;

static void *add(void *unused)
{
	atomic_store(&n, atomic_load(&n) + 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, add, NULL);
	add(NULL);
	pthread_join(t, NULL);
	if (n != 2) {
		printf("FAIL: %d instead of 2\n", n);
		failures++;
	}
	return failures != 0;
}
