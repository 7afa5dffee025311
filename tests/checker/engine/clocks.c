/* Clocks and views: joins, sharing, and the entry that does not count. */
#include "engine/clock.h"

#include "check.h"

static struct clock_arena arena;

/* A clock with the first two entries given, made by joins alone. */
static const struct clock *make(uint32_t a, uint32_t b)
{
	struct view v = {NULL, 0, a}, w = {NULL, 1, b};
	const struct clock *c = clock_join(&arena, NULL, &v, 9);

	return clock_join(&arena, c, &w, 9);
}

static void the_empty_clock(void)
{
	struct view nothing = {0}, self = {NULL, 3, 7};

	CHECK(clock_at(NULL, 0) == 0);
	CHECK(view_empty(&nothing));
	CHECK(!view_empty(&self));
	CHECK(view_at(&nothing, 0) == 0);
	CHECK(view_at(&self, 3) == 7);
	CHECK(view_at(&self, 2) == 0);
	CHECK(clock_join(&arena, NULL, &nothing, 0) == NULL);
	CHECK(clock_join(&arena, NULL, &self, 3) == NULL); /* one's own past is no news */
}

static void join_takes_the_greater(void)
{
	const struct clock *c = make(5, 2);
	struct view v = {make(3, 4), 2, 6};
	const struct clock *j = clock_join(&arena, c, &v, 9);

	CHECK(clock_at(c, 0) == 5 && clock_at(c, 1) == 2);
	CHECK(clock_at(j, 0) == 5);
	CHECK(clock_at(j, 1) == 4);
	CHECK(clock_at(j, 2) == 6);
	CHECK(clock_at(j, 3) == 0);
	CHECK(clock_at(j, 1000000) == 0);
}

static void join_shares_where_nothing_is_added(void)
{
	const struct clock *c = make(5, 4);
	struct view less = {make(5, 3), 0, 0}, same = {c, 0, 0}, own = {make(9, 4), 0, 0};
	size_t top = arena.top;

	CHECK(clock_join(&arena, c, &less, 9) == c);
	CHECK(clock_join(&arena, c, &same, 9) == c);
	CHECK(clock_join(&arena, c, &own, 0) == c); /* 9 is about thread 0 itself */
	CHECK(arena.top == top);
	CHECK(clock_join(&arena, c, &own, 1) != c);
}

static void a_view_replaces_one_entry(void)
{
	struct view v = {make(5, 0), 1, 8}; /* a clock of thread 1's, and how far that is itself */

	CHECK(view_at(&v, 0) == 5);
	CHECK(view_at(&v, 1) == 8);
	const struct clock *j = clock_join(&arena, make(2, 7), &v, 9);
	CHECK(clock_at(j, 0) == 5);
	CHECK(clock_at(j, 1) == 8);
	const struct clock *c = make(5, 8), *later = make(5, 9);
	CHECK(clock_join(&arena, c, &v, 9) == c);
	CHECK(clock_join(&arena, later, &v, 9) == later);
}

/* The entry for the clock's own thread stays 0, whoever tells of it. */
static void the_own_entry_stays_out(void)
{
	struct view v = {make(5, 4), 2, 3}, w = {make(5, 4), 1, 8};
	const struct clock *j = clock_join(&arena, NULL, &v, 1);

	CHECK(clock_at(j, 0) == 5);
	CHECK(clock_at(j, 1) == 0);
	CHECK(clock_at(j, 2) == 3);
	j = clock_join(&arena, NULL, &w, 1);
	CHECK(clock_at(j, 0) == 5);
	CHECK(clock_at(j, 1) == 0);
}

static void views_join(void)
{
	struct view v = {make(5, 1), 2, 3}, w = {make(2, 6), 3, 1}, nothing = {0};
	size_t top = arena.top;
	struct view a = view_join(&arena, &v, &nothing), b = view_join(&arena, &nothing, &v);

	CHECK(a.clock == v.clock && a.thread == 2 && a.count == 3);
	CHECK(b.clock == v.clock && b.thread == 2 && b.count == 3);
	CHECK(arena.top == top);
	struct view j = view_join(&arena, &v, &w);
	CHECK(view_at(&j, 0) == 5);
	CHECK(view_at(&j, 1) == 6);
	CHECK(view_at(&j, 2) == 3);
	CHECK(view_at(&j, 3) == 1);
	CHECK(view_at(&v, 3) == 0); /* immutable */
}

static void the_arena_is_a_stack(void)
{
	size_t top = arena.top;
	const struct clock *c = make(1, 2);

	CHECK(arena.top > top);
	CHECK(arena.top % 8 == 0);
	arena.top = top;
	CHECK(make(3, 4) == c);
	CHECK(clock_at(c, 0) == 3);
}

int main(void)
{
	clock_arena_init(&arena);
	the_empty_clock();
	join_takes_the_greater();
	join_shares_where_nothing_is_added();
	a_view_replaces_one_entry();
	the_own_entry_stays_out();
	views_join();
	the_arena_is_a_stack();
	return check_result();
}
