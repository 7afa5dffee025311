/* Reading a const object atomically is fine.
 *
 * expect: ok 1
 */
#include <pthread.h>
#include <stdatomic.h>

static const atomic_int limit = 5;
static const char *const names[] = {"one", "two"};

static void *reads(void *unused)
{
	return __atomic_load_n(&names[0], __ATOMIC_ACQUIRE) == names[0] ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, reads, NULL);
	int n = atomic_load((atomic_int *)&limit) + (int)names[1][0];
	pthread_join(t, NULL);
	return n != 5 + 't';
}
