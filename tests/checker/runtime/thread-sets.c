/* Sets of waiting threads: equal sets have equal numbers, however they came about. */
#include "rt/sync/object.h"
#include "rt/memory/wide.h"

#include "rt/run/os.h"

#include "../engine/check.h"

#include <string.h>

void *rt_fill(void *to, int byte, size_t n)
{
	return memset(to, byte, n);
}

void os_lock(uint32_t *lock)
{
	(void)lock;
}

void os_unlock(uint32_t *lock)
{
	(void)lock;
}

#define N 5

static uint64_t waiter[N]; /* the first of them has the largest number, but the lowest thread */

static uint64_t set_of(const unsigned *order, unsigned n)
{
	uint64_t set = 0;

	for (unsigned i = 0; i < n; i++)
		set = waiters_with(set, waiter[order[i]]);
	return set;
}

/* Calls back with each order of the N waiters. */
static void each_order(unsigned *order, unsigned n, void (*f)(const unsigned *))
{
	if (n == N) {
		f(order);
		return;
	}
	for (unsigned i = n; i < N; i++) {
		unsigned first = order[n], chosen = order[i];
		order[n] = chosen, order[i] = first;
		each_order(order, n + 1, f);
		order[n] = first, order[i] = chosen;
	}
}

static void comes_to_the_same(const unsigned *order)
{
	static const unsigned sorted[N] = {0, 1, 2, 3, 4};
	uint64_t all = set_of(order, N), left = all;

	CHECK(all == set_of(sorted, N));
	CHECK(waiters_count(all) == N);
	for (unsigned i = 0; i < N; i++)
		CHECK(waiters_have(all, waiter[i]));
	/* taken away in this order, there are always those that are in no set yet */
	for (unsigned i = 0; i < N; i++) {
		left = waiters_without(left, waiter[order[i]]);
		CHECK(left == set_of(order + i + 1, N - i - 1));
		CHECK(!waiters_have(left, waiter[order[i]]));
	}
	CHECK(!left);
}

static void threads_come_last_first(void)
{
	static const unsigned some[] = {3, 0, 4};
	uint64_t set = set_of(some, 3);

	CHECK(waiters_at(set, 0) == waiter[4] && waiters_at(set, 1) == waiter[3]);
	CHECK(waiters_at(set, 2) == waiter[0]);
	CHECK(!waiters_have(set, waiter[1]) && !waiters_have(set, waiter[2]));
	CHECK(waiters_without(set, waiter[2]) == set && waiters_without(set, waiter[1]) == set);
	CHECK(waiters_without(0, waiter[0]) == 0 && !waiters_have(0, waiter[0]));
	CHECK(waiters_count(0) == 0);
}

/* A thread may be there with two tickets, and with one of them twice. */
static void tickets_tell_stays_apart(void)
{
	uint64_t first = waiter_number(7, 1), second = waiter_number(7, 2);
	uint64_t both = waiters_with(waiters_with(0, first), second);
	uint64_t twice = waiters_with(both, first);

	CHECK(first != second && waiter_number(7, 1) == first);
	CHECK(waiter_thread(second) == 7 && waiter_ticket(second) == 2);
	CHECK(waiter_thread(waiter_number(65534, 0)) == 65534 && waiter_ticket(waiter_number(65534, 0)) == 0);
	CHECK(both == waiters_with(waiters_with(0, second), first));
	CHECK(waiters_without(both, first) == waiters_with(0, second));
	CHECK(waiters_count(twice) == 3 && waiters_without(twice, first) == both);
}

/* 16-byte values: equal ones have equal numbers, also after the table has grown. */
static void values_keep_their_numbers(void)
{
	static uint64_t number[20000];

	CHECK(wide_number(0) == 0 && wide_value(0) == 0);
	for (uint64_t i = 0; i < 20000; i++)
		number[i] = wide_number((wide)i << 70 | 5);
	for (uint64_t i = 0; i < 20000; i++)
		CHECK(wide_number((wide)i << 70 | 5) == number[i] &&
		      wide_value(number[i]) == ((wide)i << 70 | 5));
	CHECK(number[1] != number[2]);
	for (unsigned i = 0; i < N; i++)
		CHECK(waiter_number(waiter_thread(waiter[i]), waiter_ticket(waiter[i])) == waiter[i]);
}

int main(void)
{
	unsigned order[N] = {0, 1, 2, 3, 4};

	wide_init();
	for (unsigned i = N; i-- > 0;)
		waiter[i] = waiter_number((uint16_t)(3 * i + 1), 100 - i);
	each_order(order, 0, comes_to_the_same);
	threads_come_last_first();
	tickets_tell_stays_apart();
	values_keep_their_numbers();
	return check_result();
}
