/* What their creator has written in between the last of them may see, and it finds itself there.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static pthread_t threads[3];
static atomic_int next;

static void *look(void *last)
{
	atomic_fetch_add(&next, 1);
	if (last)
		assert(threads[0] && threads[1]);
	return NULL;
}

int main(void)
{
	pthread_create(&threads[0], NULL, look, NULL);
	pthread_create(&threads[1], NULL, look, NULL);
	pthread_create(&threads[2], NULL, look, &next);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
