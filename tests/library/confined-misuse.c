/* <acqrel/confined.h>: a value used or given away by another thread ends the program with a sentence. */
#undef NDEBUG
#include <acqrel/confined.h>

#include <assert.h>

#ifndef MISUSE
#define MISUSE 1
#endif

static struct {
	ar_confined(int) handle;
} window;

static void *use(void *arg)
{
	if (MISUSE == 1)
		*ar_confined_get(&window.handle) = 2;
	else
		ar_confined_give(&window.handle);
	return arg;
}

int main(void)
{
	ar_thread t;

	*ar_confined_get(&window.handle) = 1;
	assert(!ar_thread_spawn(&t, use, NULL));
	ar_thread_join(t, NULL);
	return 0;
}
