#include "statistics.h"

#include "machine.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

struct spread spread_of(double *values, int n)
{
	qsort(values, (size_t)n, sizeof *values, compare);
	double median = n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
	return (struct spread){median, values[n / 4], values[n * 3 / 4]};
}

void shuffle(int *order, int n)
{
	static uint32_t random = 1;

	for (int i = 0; i < n; i++) {
		random = random * 1664525u + 1013904223u;
		int j = (int)((random >> 8) % (uint32_t)(i + 1));
		order[i] = order[j];
		order[j] = i;
	}
}

/* Bucket b >= 16 holds waits whose highest bit is b / 16 + 3 and whose next four bits are b % 16. */
static unsigned bucket_of(uint64_t waited)
{
	if (waited < 16)
		return (unsigned)waited;
	unsigned high = 63u - (unsigned)__builtin_clzll(waited);
	return (high - 3) * 16 + (unsigned)(waited >> (high - 4) & 15);
}

static double upper_end(unsigned bucket)
{
	if (bucket < 16)
		return bucket + 1;
	return (double)(bucket % 16 + 17) * (double)(UINT64_C(1) << (bucket / 16 - 1));
}

void waits_note(struct waits *w, uint64_t ticks)
{
	w->counts[bucket_of(ticks)]++;
}

void waits_merge(struct waits *into, const struct waits *from)
{
	for (unsigned b = 0; b < WAIT_BUCKETS; b++)
		into->counts[b] += from->counts[b];
}

double waits_percentile(const struct waits *w, double share)
{
	uint64_t total = 0, seen = 0;

	for (unsigned b = 0; b < WAIT_BUCKETS; b++)
		total += w->counts[b];
	for (unsigned b = 0; b < WAIT_BUCKETS; b++) {
		seen += w->counts[b];
		if (seen > 0 && (double)seen >= share * (double)total)
			return upper_end(b) * ns_per_tick();
	}
	return 0;
}
