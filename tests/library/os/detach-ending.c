/* Windows: threads are detached that have returned but take their time to end, while others are started. */
#undef NDEBUG
#include <acqrel/thread.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

/* What a thread goes through on its way out before winpthreads, which has .CRT$XLF, forgets it. */
static void NTAPI at_end(PVOID image, DWORD reason, PVOID reserved)
{
	(void)image, (void)reserved;
	if (reason == DLL_THREAD_DETACH)
		Sleep(2);
}
__attribute__((section(".CRT$XLE"), used)) static PIMAGE_TLS_CALLBACK callback = at_end;

enum { MANY = 50 };

static ar_atomic_int called;
static ar_thread_handle handles[MANY];

static void *work(void *handle)
{
	*(ar_thread_handle *)handle = ar_thread_current();
	/* release: pairs with the acquire in wait_for(); else it may not see the handle */
	ar_fetch_add_release(&called, 1);
	return NULL;
}

static void wait_for(int threads)
{
	ar_time deadline = ar_after(20 * AR_SECOND);

	/* acquire: pairs with the release in work(); else we may not see the handles */
	while (ar_load_acquire(&called) != threads) {
		if (ar_now() > deadline) {
			printf("%d of %d threads called their function\n", ar_load_relaxed(&called), threads);
			exit(1);
		}
		ar_thread_yield();
	}
}

static int different_handles(void)
{
	int n = 0;

	for (int i = 0; i < MANY; i++) {
		int first = 0;
		while (handles[first] != handles[i])
			first++;
		n += first == i;
	}
	return n;
}

/* Records are used again, though not before their threads are gone. */
static void one_by_one(void)
{
	for (int i = 0; i < MANY; i++) {
		ar_thread t;
		assert(ar_thread_spawn(&t, work, &handles[i]) == 0);
		wait_for(i + 1);
		ar_thread_detach(t);
	}
	printf("%d records for %d threads\n", different_handles(), MANY);
	assert(different_handles() < MANY / 2);
}

/* Each calls its function, though those before it are not gone. */
static void many(void)
{
	for (int i = 0; i < MANY; i++) {
		ar_thread t;
		assert(ar_thread_spawn(&t, work, &handles[i]) == 0);
		Sleep(1);
		ar_thread_detach(t);
	}
	wait_for(2 * MANY);
}

int main(void)
{
	one_by_one();
	many();
	return 0;
}
