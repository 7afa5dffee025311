/* Writers are alone: 2 orders.
 *
 * expect: ok 2
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
static int data;

static void *writer(void *unused)
{
	pthread_rwlock_wrlock(&l);
	data++;
	pthread_rwlock_unlock(&l);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	writer(NULL);
	pthread_join(t, NULL);
	return 0;
}
