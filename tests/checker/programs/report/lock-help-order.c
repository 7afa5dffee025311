/* To hold `a` where `b` is held already would be a deadlock with the thread that takes them the other way round; to hold `b` a
 * little earlier in that one is not.
 *
 * expect: data-race
 * report: Hold `b` at line 16 too, where `x` is read. Checked: with it, all
 * unsaid: Hold `a`
 */
#include <pthread.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static int x, y;

static void *work(void *arg)
{
	pthread_mutex_lock(&a);
	x++;
	pthread_mutex_lock(&b);
	y++;
	pthread_mutex_unlock(&b);
	pthread_mutex_unlock(&a);
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	pthread_mutex_lock(&b);
	x++;
	y++;
	pthread_mutex_unlock(&b);
	pthread_join(t, NULL);
	return x + y != 4;
}
