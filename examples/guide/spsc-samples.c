/* A ring: one thread reads samples into it, many at a time and in place, another one works them off. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/spsc.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

typedef ar_spsc(short) sample_ring;

static sample_ring ring;
static short slots[512];

/* As read() does: fills in as many as there are, up to n; 0 at the end. */
static size_t read_samples(short *into, size_t n)
{
	static short next;
	size_t i = 0;

	while (i < n && next < AR_ITERATIONS(10000, 2))
		into[i++] = next++;
	return i;
}

static void *reader(void *arg)
{
	short *first;
	size_t room;

	while (ar_spsc_reserve(&ring, &first, &room) == 0) {
		size_t n = read_samples(first, room);
		if (n == 0)
			break;
		ar_spsc_commit(&ring, n);
	}
	ar_spsc_close(&ring);
	return arg;
}

int main(void)
{
	long sum = 0, count = 0;
	short sample;

	ar_spsc_init_in(&ring, slots, 512, NULL);
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, reader, NULL) == 0);
		for (; ar_spsc_receive(&ring, &sample) == 0; count++)
			sum += sample;
	}
	ar_spsc_destroy(&ring);
	assert(sum == count * (count - 1) / 2);
	printf("%ld samples\n", count);
	return 0;
}
