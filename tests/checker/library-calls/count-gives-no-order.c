/*
 * What the reader has read inside the library tells it of the writer, but gives no order: the report must not
 * say that it has read nothing of it.
 *
 * expect: data-race
 * report: do not synchronize between
 * unsaid: never synchronize
 * unsaid: has learned nothing
 */
#include <acqrel/arc.h>
#include <pthread.h>

static int x;
static int *shared;

static void *writer(void *unused)
{
	x++;
	(void)ar_arc_clone(shared);
	return unused;
}

static void *reader(void *unused)
{
	if (ar_arc_count(shared) > 1)
		x++;
	return unused;
}

int main(void)
{
	pthread_t a, b;

	shared = ar_arc_new(int, NULL, 1);
	pthread_create(&a, NULL, writer, NULL);
	pthread_create(&b, NULL, reader, NULL);
	pthread_join(a, NULL);
	pthread_join(b, NULL);
}
