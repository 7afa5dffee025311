/* Whoever took the lock at the line that lacks it would lock it twice where the line has it: nobody is told to.
 *
 * expect: data-race
 * unsaid: Hold `m` at
 */
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int n;

static void *add(void *locked)
{
	if (locked)
		pthread_mutex_lock(&m);
	n++;
	if (locked)
		pthread_mutex_unlock(&m);
	return locked;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, add, &n);
	add(NULL);
	pthread_join(t, NULL);
	return n != 2;
}
