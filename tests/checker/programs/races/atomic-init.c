/* An initialization is no atomic operation (C11 7.17.2.1).
 *
 * expect: data-race
 * report: data race on `shared`
 */
#include <pthread.h>
#include <stdatomic.h>

atomic_int shared;

static void *writer(void *unused)
{
	atomic_store(&shared, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, writer, NULL);
	atomic_init(&shared, 2);
	pthread_join(t, NULL);
	return 0;
}
