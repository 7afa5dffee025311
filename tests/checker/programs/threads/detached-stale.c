/* A detached thread that waits for what has happened already is not left: there is another execution, in which it sees that.
 *
 * expect: ok 1
 */
#include <pthread.h>
#include <stdatomic.h>

atomic_int stop;

static void *spins(void *unused)
{
	while (!atomic_load(&stop))
		;
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, spins, NULL);
	pthread_detach(t);
	atomic_store(&stop, 1);
	return 0;
}
