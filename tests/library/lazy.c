/* Threads ask for values that are made when first needed: made once, or once kept, and seen whole by all. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/lazy.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef THREADS
#define THREADS 2
#endif

struct value {
	int made, number;
};

struct pair {
	ar_lazy(struct value) value;
	ar_lazy_ptr(struct value) pointer;
};

static struct pair *pairs;
static ar_atomic_int living;

static void make(struct value *value)
{
	value->made++;
	value->number = 42;
}

static struct value *make_pointer(void)
{
	struct value *value = (struct value *)calloc(1, sizeof *value);

	assert(value);
	/* relaxed: read when all threads have been joined */
	ar_fetch_add_relaxed(&living, 1);
	make(value);
	return value;
}

static void give_back(struct value *value)
{
	/* relaxed: as above */
	ar_fetch_sub_relaxed(&living, 1);
	free(value);
}

static void *work(void *arg)
{
	int turns = AR_ITERATIONS(20000, 1);

	for (int i = 0; i < turns; i++) {
		struct value *value = ar_lazy_get(&pairs[i].value, make);
		assert(value->made == 1 && value->number == 42);
		struct value *pointer = ar_lazy_ptr_get(&pairs[i].pointer, make_pointer, give_back);
		assert(pointer->made == 1 && pointer->number == 42);
		assert(pointer == ar_lazy_ptr_get(&pairs[i].pointer, make_pointer, give_back));
	}
	return arg;
}

static struct value *make_none(void)
{
	return NULL;
}

int main(void)
{
	pthread_t threads[THREADS];
	int turns = AR_ITERATIONS(20000, 1);

	pairs = (struct pair *)calloc((size_t)turns, sizeof *pairs);
	assert(pairs);
	assert(!ar_lazy_ptr_get(&pairs[0].pointer, make_none, give_back));
	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, work, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	/* relaxed: those who changed it have been joined */
	assert(ar_load_relaxed(&living) == turns);
	for (int i = 0; i < turns; i++)
		free(ar_lazy_ptr_get(&pairs[i].pointer, make_pointer, give_back));
	free(pairs);
	return 0;
}
