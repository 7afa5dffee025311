/* A reference is taken when there is none left: the count comes back from zero, in an object that is freed.
 *
 * expect: use-after-free
 * report: main brings `o->refs` to 0, and frees at
 * report: user adds to it after that
 * report: must stay there
 * unsaid: No memory order helps
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct object {
	atomic_int refs;
	int uses;
};

static _Atomic(struct object *) shared;

static void put(struct object *o)
{
	if (atomic_fetch_sub(&o->refs, 1) == 1)
		free(o);
}

static void *user(void *unused)
{
	struct object *o = atomic_load(&shared);

	if (o) {
		atomic_fetch_add(&o->refs, 1);
		o->uses++;
		put(o);
	}
	return unused;
}

int main(void)
{
	struct object *o = malloc(sizeof *o);
	pthread_t t;

	atomic_init(&o->refs, 1);
	o->uses = 0;
	atomic_store(&shared, o);
	pthread_create(&t, NULL, user, NULL);
	put(atomic_exchange(&shared, NULL));
	pthread_join(t, NULL);
	return 0;
}
