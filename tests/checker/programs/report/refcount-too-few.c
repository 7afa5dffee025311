/* The count is one too low from the beginning: it does not come back from zero, and nobody says that it does.
 *
 * expect: use-after-free
 * unsaid: brings
 * unsaid: has to stay there
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct object {
	atomic_int refs;
	int uses;
};

static void *user(void *arg)
{
	struct object *o = arg;

	o->uses++;
	if (atomic_fetch_sub(&o->refs, 1) == 1)
		free(o);
	return NULL;
}

int main(void)
{
	struct object *o = malloc(sizeof *o);
	pthread_t t;

	atomic_init(&o->refs, 1);
	o->uses = 0;
	pthread_create(&t, NULL, user, o);
	if (atomic_fetch_sub(&o->refs, 1) == 1)
		free(o);
	pthread_join(t, NULL);
	return 0;
}
