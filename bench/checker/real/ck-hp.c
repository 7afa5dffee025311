/*
 * Concurrency Kit's hazard pointers: a reader looks at a number while a writer replaces it and has the old
 * one freed; -DTOO_EARLY frees it at once.
 */
#include <assert.h>
#include <ck_hp.h>
#include <pthread.h>
#include <stdlib.h>

struct number {
	int value;
	ck_hp_hazard_t hazard;
};

static ck_hp_t hp;
static ck_hp_record_t records[2];
static void *pointers[2];
static struct number *shared;

static void *read_it(void *unused)
{
	struct number *n;

	do {
		n = ck_pr_load_ptr(&shared);
		ck_hp_set(&records[1], 0, n);
		ck_pr_fence_strict_memory();
	} while (ck_pr_load_ptr(&shared) != n);
	assert(n->value == 1 || n->value == 2);
	ck_hp_set(&records[1], 0, NULL);
	return unused;
}

static struct number *make(int value)
{
	struct number *n = malloc(sizeof *n);

	n->value = value;
	return n;
}

int main(void)
{
	pthread_t t;

	ck_hp_init(&hp, 1, 1, free);
	for (int i = 0; i < 2; i++)
		ck_hp_register(&hp, &records[i], &pointers[i]);
	shared = make(1);
	pthread_create(&t, NULL, read_it, NULL);
	struct number *old = shared, *new = make(2);
	ck_pr_fas_ptr(&shared, new);
#ifdef TOO_EARLY
	free(old);
	pthread_join(t, NULL);
#else
	ck_hp_free(&records[0], &old->hazard, old, old);
	pthread_join(t, NULL);
	ck_hp_purge(&records[0]);
#endif
	free(new);
	return 0;
}
