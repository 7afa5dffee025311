/* Two readers are inside at the same time, so writing there is a race.
 *
 * expect: data-race
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
static int data;

static void *reader(void *unused)
{
	pthread_rwlock_rdlock(&l);
	data++;
	pthread_rwlock_unlock(&l);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, reader, NULL);
	reader(NULL);
	pthread_join(t, NULL);
	return 0;
}
