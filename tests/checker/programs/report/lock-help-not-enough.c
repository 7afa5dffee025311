/* With the lock held at the one line that lacks it there is no race any more, but what is decided there is old when it is
 * used: that is no help.
 *
 * expect: data-race
 * unsaid: Checked: with
 * unsaid: Tried: with
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int balance = 10;

static void *withdraw(void *arg)
{
	if (balance >= 10) {
		pthread_mutex_lock(&m);
		balance -= 10;
		pthread_mutex_unlock(&m);
	}
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, withdraw, NULL);
	withdraw(NULL);
	pthread_join(t, NULL);
	assert(balance >= 0);
}
