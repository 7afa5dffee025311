/* Another thread's thread-local variable, by its address.
 *
 * expect: data-race
 * report: data race on
 */
#include <pthread.h>

struct pair {
	long a, b, c;
};
static __thread struct pair own;
struct pair *volatile at;

__attribute__((noinline)) static struct pair make(long k)
{
	return (struct pair){k, k, k};
}

static void *writer(void *unused)
{
	*at = make(1);
	return unused;
}

int main(void)
{
	pthread_t t;

	at = &own;
	pthread_create(&t, NULL, writer, NULL);
	own = make(2);
	pthread_join(t, NULL);
	return 0;
}
