/*
 * Confined values: the first who uses one owns it; one that was given away is handed over with all that was
 * done.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/confined.h>

#include <assert.h>

static ar_confined(int) value;

static void *take_when_free(void *arg)
{
	while (!ar_confined_can_get(&value))
		ar_thread_yield();
	/* Nobody else wants it now. */
	assert(*ar_confined_get(&value) == 2);
	*ar_confined_get(&value) = 3;
	ar_confined_give(&value);
	return arg;
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		ar_thread t;
		*ar_confined_get(&value) = 1;
		assert(ar_thread_spawn(&t, take_when_free, NULL) == 0);
		++*ar_confined_get(&value);
		ar_confined_give(&value);
		ar_thread_join(t, NULL);
		assert(*ar_confined_get(&value) == 3);
	}
	return 0;
}
