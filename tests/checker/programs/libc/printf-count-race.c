/* printf writes where %n says, without the lock that the reader has.
 *
 * expect: data-race
 * report: length
 */
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int length;

static void *prints(void *unused)
{
	char text[16];

	snprintf(text, sizeof text, "%2$d%1$n", &length, 12);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, prints, NULL);
	pthread_mutex_lock(&m);
	int n = length;
	pthread_mutex_unlock(&m);
	pthread_join(t, NULL);
	return n > 2;
}
