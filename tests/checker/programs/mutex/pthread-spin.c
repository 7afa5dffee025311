/* pthread spin locks: 2 orders of the sections, and a loop that tries.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static pthread_spinlock_t l;
static int data;

static void *user(void *unused)
{
	while (pthread_spin_trylock(&l))
		continue;
	data++;
	assert(pthread_spin_trylock(&l) == EBUSY);
	pthread_spin_unlock(&l);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_spin_init(&l, PTHREAD_PROCESS_PRIVATE);
	pthread_create(&t, NULL, user, NULL);
	pthread_spin_lock(&l);
	data++;
	pthread_spin_unlock(&l);
	pthread_join(t, NULL);
	assert(data == 2);
	assert(!pthread_spin_destroy(&l));
	return 0;
}
