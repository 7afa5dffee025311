/*
 * Reference counting: writing when there is no other owner. (Chapter 6)
 *
 * A counter of 1 says that the caller is alone, but not that the others' reads are over: for that the answer
 * has to acquire what they released when they dropped. Without the fence in value_get_mut() the write in main
 * races with the read in the thread: build with -DWITHOUT_FENCE and check.
 *
 * Prints whether main was alone. Checked: no error, in executions of either kind.
 */
#include <acqrel/atomic.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct value {
	ar_atomic_u32 references;
	int number;
};

static struct value *value_clone(struct value *v)
{
	/* relaxed: who clones has a reference, so v cannot go meanwhile */
	if (ar_fetch_add_relaxed(&v->references, 1) > UINT32_MAX / 2)
		abort();
	return v;
}

static void value_drop(struct value *v)
{
	/* release: pairs with the acquire fences of the last and of get_mut(); else they free or write too early */
	if (ar_fetch_sub_release(&v->references, 1) != 1)
		return;
	/* acquire: pairs with the release of all who dropped before */
	ar_fence_acquire();
	free(v);
}

/* v, if no other thread has it: then it may be written. */
static struct value *value_get_mut(struct value *v)
{
	/* relaxed: the fence follows where the answer is yes */
	if (ar_load_relaxed(&v->references) != 1)
		return NULL;
#ifndef WITHOUT_FENCE
	/* acquire: pairs with the releases of those who have dropped; else we may write while they read */
	ar_fence_acquire();
#endif
	return v;
}

static void *print(void *arg)
{
	struct value *v = arg;

	printf("%d\n", v->number);
	value_drop(v);
	return NULL;
}

int main(void)
{
	struct value *v = malloc(sizeof *v);
	pthread_t thread;

	if (!v)
		return 1;
	ar_init(&v->references, 1);
	v->number = 1;
	if (pthread_create(&thread, NULL, print, value_clone(v)))
		return 1;
	struct value *mine = value_get_mut(v);
	if (mine)
		mine->number = 2;
	printf("main was%s alone\n", mine ? "" : " not");
	value_drop(v);
	pthread_join(thread, NULL);
	return 0;
}
