/* pthread_exit runs cleanup handlers and key destructors.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_key_t key;
static int cleaned, destroyed;

static void clean(void *by)
{
	cleaned += *(int *)by;
}

static void destroy(void *value)
{
	destroyed += *(int *)value;
}

static void *leave(void *unused)
{
	static int one = 1, two = 2;

	pthread_setspecific(key, &two);
	pthread_cleanup_push(clean, &one);
	pthread_cleanup_push(clean, &two);
	pthread_exit((void *)42);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
	return unused;
}

int main(void)
{
	pthread_t t;
	void *result;

	pthread_key_create(&key, destroy);
	pthread_create(&t, NULL, leave, NULL);
	pthread_join(t, &result);
	assert(result == (void *)42 && cleaned == 3 && destroyed == 2);
	return 0;
}
