/* qsort, whose exchanges of elements are writes to the program's memory. */
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/rt.h"

#include <stdlib.h>

#define FEW 32 /* so many are sorted by insertion: equal elements stay in order, as most programs expect */

struct array {
	char *base;
	size_t size; /* of an element */
	int (*compare)(const void *, const void *, void *);
	void *argument;
};

static char *element(const struct array *a, size_t i)
{
	return a->base + i * a->size;
}

/* Comparing may have let other threads run, and a snapshot be taken: what changes is saved each time. */
static void exchange(const struct array *a, size_t i, size_t k)
{
	char *p = element(a, i), *q = element(a, k);

	memory_save((uint64_t)p, a->size);
	memory_save((uint64_t)q, a->size);
	for (size_t n = a->size; n; n--, p++, q++) {
		char byte = *p;
		*p = *q;
		*q = byte;
	}
}

static bool comes_before(const struct array *a, size_t i, size_t k)
{
	return a->compare(element(a, i), element(a, k), a->argument) < 0;
}

static void sort_by_insertion(const struct array *a, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k && comes_before(a, k, k - 1); k--)
			exchange(a, k, k - 1);
}

static void sift(const struct array *a, size_t i, size_t n)
{
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && comes_before(a, child, child + 1))
			child++;
		if (!comes_before(a, i, child))
			return;
		exchange(a, i, child);
	}
}

static void sort(const struct array *a, size_t n, uint64_t pc)
{
	plain_access((uint64_t)a->base, n * a->size, false, pc);
	plain_access((uint64_t)a->base, n * a->size, true, pc);
	if (n <= FEW) {
		sort_by_insertion(a, n);
		return;
	}
	for (size_t i = n / 2; i-- > 0;)
		sift(a, i, n);
	while (n-- > 1) {
		exchange(a, 0, n);
		sift(a, 0, n);
	}
}

static int compare_without(const void *a, const void *b, void *compare)
{
	return ((int (*)(const void *, const void *))compare)(a, b);
}

INTERPOSE(void, qsort)(void *base, size_t n, size_t size, int (*compare)(const void *, const void *))
{
	sort(&(struct array){base, size, compare_without, (void *)compare}, n, RETURN_ADDRESS);
}

INTERPOSE(void, qsort_r)
(void *base, size_t n, size_t size, int (*compare)(const void *, const void *, void *), void *argument)
{
	sort(&(struct array){base, size, compare, argument}, n, RETURN_ADDRESS);
}
