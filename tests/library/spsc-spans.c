/*
 * <acqrel/spsc.h>, several messages at a time, in place: numbers arrive in order, none is lost, and each
 * piece is as long as there is room for or there are messages, up to the end of the slots. Valid C11 and
 * C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/spsc.h>

#include <assert.h>
#include <pthread.h>

#ifndef MESSAGES
#define MESSAGES 3 /* when checked */
#endif
#ifndef CAPACITY
#define CAPACITY 2
#endif

#ifndef CLOSES
#define CLOSES 1 /* the sender, at the end? Else the receiver knows how many numbers to wait for */
#endif
#ifndef LENGTHS
#define LENGTHS 0 /* only how long the pieces are */
#endif

typedef ar_spsc(int) ring;

static ring numbers;

static int total(void)
{
	return AR_ITERATIONS(1000000, MESSAGES);
}

static void *sender(void *arg)
{
	for (int next = 0; next < total();) {
		int *first;
		size_t n, used = 0;
		assert(ar_spsc_reserve(&numbers, &first, &n) == 0 && n >= 1 && n <= CAPACITY);
		while (used < n && next < total())
			first[used++] = next++;
		ar_spsc_commit(&numbers, used);
	}
	if (CLOSES)
		ar_spsc_close(&numbers);
	return arg;
}

/* In one thread, where it is known how long they are. */
static void lengths(void)
{
	int *first;
	size_t n;

	assert(ar_spsc_init(&numbers, 3, NULL, NULL) == 0); /* in four slots */
	assert(ar_spsc_try_peek(&numbers, &first, &n) == EAGAIN);
	assert(ar_spsc_try_reserve(&numbers, &first, &n) == 0 && n == 3);
	first[0] = 10;
	first[1] = 11;
	ar_spsc_commit(&numbers, 2);
	assert(ar_spsc_try_reserve(&numbers, &first, &n) == 0 && n == 1);
	assert(ar_spsc_peek(&numbers, &first, &n) == 0 && n == 2 && first[0] == 10 && first[1] == 11);
	ar_spsc_release(&numbers, 1);
	assert(ar_spsc_reserve(&numbers, &first, &n) == 0 && n == 2);
	first[0] = 12;
	first[1] = 13;
	ar_spsc_commit(&numbers, 2);
	assert(ar_spsc_try_reserve(&numbers, &first, &n) == EAGAIN);
	assert(ar_spsc_reserve_until(&numbers, &first, &n, 1) == ETIMEDOUT);
	assert(ar_spsc_peek(&numbers, &first, &n) == 0 && n == 3 && first[0] == 11 && first[2] == 13);
	ar_spsc_release(&numbers, 3);
	assert(ar_spsc_reserve(&numbers, &first, &n) == 0 && n == 3);
	assert(ar_spsc_peek_until(&numbers, &first, &n, 1) == ETIMEDOUT);
	ar_spsc_close(&numbers);
	assert(ar_spsc_reserve(&numbers, &first, &n) == EPIPE && ar_spsc_peek(&numbers, &first, &n) == EPIPE);
	ar_spsc_destroy(&numbers);
}

int main(void)
{
	pthread_t thread;
	int next = 0, *first;
	size_t n;

	if (LENGTHS) {
		lengths();
		return 0;
	}
	assert(ar_spsc_init(&numbers, CAPACITY, NULL, NULL) == 0);
	pthread_create(&thread, NULL, sender, NULL);
	while ((CLOSES || next < total()) && ar_spsc_peek(&numbers, &first, &n) == 0) {
		assert(n >= 1 && n <= CAPACITY);
		for (size_t i = 0; i < n; i++)
			assert(first[i] == next++);
		ar_spsc_release(&numbers, n);
	}
	pthread_join(thread, NULL);
	assert(next == total());
	ar_spsc_destroy(&numbers);
	return 0;
}
