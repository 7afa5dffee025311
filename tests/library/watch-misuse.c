/* <acqrel/watch.h>: receiving a value that is going to be dropped, and that nobody has said how to copy. */
#include <acqrel/watch.h>

typedef ar_watch(char *) names;

static void drop(void *value)
{
	*(char **)value = NULL;
}

int main(void)
{
	names w;
	char name[] = "name", *got;

	ar_watch_init(&w, NULL, drop, name);
	return ar_watch_get(&w, &got);
}
