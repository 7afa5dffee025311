/* A deadlock inside a third lock; a third thread has no part in it.
 *
 * expect: deadlock
 * report: two and one each wait for a lock that the other holds
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER,
		       c = PTHREAD_MUTEX_INITIALIZER;
static pthread_t t[3];

static atomic_int x;
static void *one(void *p)
{
	pthread_mutex_lock(&c);
	pthread_mutex_lock(&a);
	pthread_mutex_lock(&b);
	pthread_mutex_unlock(&b);
	pthread_mutex_unlock(&a);
	pthread_mutex_unlock(&c);
	return p;
}
static void *two(void *p)
{
	pthread_mutex_lock(&b);
	pthread_mutex_lock(&a);
	pthread_mutex_unlock(&a);
	pthread_mutex_unlock(&b);
	return p;
}
static void *innocent(void *p)
{
	atomic_fetch_add(&x, 1);
	pthread_mutex_lock(&c);
	atomic_fetch_add(&x, 1);
	pthread_mutex_unlock(&c);
	return p;
}
int main(void)
{
	pthread_create(&t[0], NULL, one, NULL);
	pthread_create(&t[1], NULL, two, NULL);
	pthread_create(&t[2], NULL, innocent, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
}
