/*
 * Reference counting, the basic form: one counter. (Chapter 6)
 *
 * Cloning needs no order, because who clones holds a reference already. Dropping releases, and the thread that drops
 * the last one acquires: it frees the value after everything that the others did with it. No thread can read
 * a reference count of two billion off real programs, so a clone that finds one aborts before it could wrap.
 *
 * Prints the sum that both threads read, and that the value was freed once. Checked: no error.
 */
#include <acqrel/atomic.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct numbers {
	ar_atomic_u32 references;
	int a, b;
};

static struct numbers *numbers_new(int a, int b)
{
	struct numbers *n = malloc(sizeof *n);

	if (!n)
		abort();
	ar_init(&n->references, 1);
	n->a = a;
	n->b = b;
	return n;
}

static struct numbers *numbers_clone(struct numbers *n)
{
	/* relaxed: who clones has a reference, so n cannot go meanwhile */
	if (ar_fetch_add_relaxed(&n->references, 1) > UINT32_MAX / 2)
		abort();
	return n;
}

static void numbers_drop(struct numbers *n)
{
	/* release: pairs with the acquire fence of the last; else n is freed while this thread still reads it */
	if (ar_fetch_sub_release(&n->references, 1) != 1)
		return;
	/* acquire: pairs with the release of all who dropped before */
	ar_fence_acquire();
	free(n);
	printf("freed\n");
}

static void *add(void *arg)
{
	struct numbers *n = arg;

	printf("%d\n", n->a + n->b);
	numbers_drop(n);
	return NULL;
}

int main(void)
{
	struct numbers *n = numbers_new(20, 22);
	pthread_t thread;

	if (pthread_create(&thread, NULL, add, numbers_clone(n)))
		return 1;
	printf("%d\n", n->a + n->b);
	numbers_drop(n);
	pthread_join(thread, NULL);
	return 0;
}
