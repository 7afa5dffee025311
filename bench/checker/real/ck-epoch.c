/*
 * Concurrency Kit's epochs: a reader looks at a number while a writer replaces it, waits, and frees the old
 * one; -DTOO_EARLY frees it at once.
 */
#include <assert.h>
#include <ck_epoch.h>
#include <pthread.h>
#include <stdlib.h>

static ck_epoch_t epoch;
static ck_epoch_record_t records[2];
static int *shared;

static void *read_it(void *unused)
{
	ck_epoch_section_t section;

	ck_epoch_begin(&records[1], &section);
	int *p = ck_pr_load_ptr(&shared);
	assert(*p == 1 || *p == 2);
	ck_epoch_end(&records[1], &section);
	return unused;
}

static int *make(int value)
{
	int *p = malloc(sizeof *p);

	*p = value;
	return p;
}

int main(void)
{
	pthread_t t;

	ck_epoch_init(&epoch);
	ck_epoch_register(&epoch, &records[0], NULL);
	ck_epoch_register(&epoch, &records[1], NULL);
	shared = make(1);
	pthread_create(&t, NULL, read_it, NULL);
	int *old = shared, *new = make(2);
	ck_pr_fence_store();
	ck_pr_store_ptr(&shared, new);
#ifndef TOO_EARLY
	ck_epoch_synchronize(&records[0]);
#endif
	free(old);
	pthread_join(t, NULL);
	free(new);
	return 0;
}
