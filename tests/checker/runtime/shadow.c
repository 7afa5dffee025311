/*
 * Shadow memory: which accesses of which bytes conflict, of whom, and that it comes back with the undo log.
 */
#include "rt/memory/shadow.h"

#include "../engine/check.h"

struct runtime rt;
struct fiber *rt_fibers;
uint32_t rt_fiber_count = 4;

/* Three threads of which each knows what `order` has said of the others. */
static struct fiber fiber[4];
static struct clock *past[4];
static struct conflict found;

static void order(unsigned earlier, unsigned later)
{
	past[later]->at[earlier] = fiber[earlier].done;
}

/* A thread's last event: after it, its accesses have another epoch. */
static void event(unsigned t)
{
	struct graph *g = rt_graph();
	struct event *e = graph_add_event(g, t, EV_FENCE);

	e->hb = past[t];
	fiber[t].done++;
}

static void start(void)
{
	static struct {
		_Alignas(16) char bytes[64];
	} clocks[4];

	undo_to(0);
	graph_truncate(rt_graph(), 1);
	for (uint16_t t = 0; t < 4; t++) {
		past[t] = (struct clock *)clocks[t].bytes;
		past[t]->n = 4;
		for (unsigned i = 0; i < 4; i++)
			past[t]->at[i] = 0;
		fiber[t].thread = t;
		fiber[t].done = 0;
		event(t);
	}
	rt_fibers = fiber;
}

#define READ  false
#define WRITE true

static bool races(unsigned t, uint64_t address, uint8_t mask, bool write)
{
	return shadow_conflict(&fiber[t], shadow_cell(address), mask, write, &found);
}

static void note(unsigned t, uint64_t address, uint8_t mask, bool write)
{
	shadow_note(&fiber[t], shadow_cell(address), mask, write);
}

#define A 0x10000

/* Two accesses conflict if one is a write, they share a byte, and neither knows of the other. */
static void pairs(void)
{
	static const uint8_t masks[] = {0x01, 0x02, 0x03, 0x0c, 0x0f, 0x30, 0x80, 0xf0, 0xff};
	const size_t n = sizeof masks;

	for (size_t i = 0; i < n * n * 4; i++) {
		uint8_t first = masks[i / 4 / n], second = masks[i / 4 % n];
		bool first_writes = i & 1, second_writes = i >> 1 & 1;
		bool conflict = (first & second) && (first_writes || second_writes);
		start();
		note(1, A, first, first_writes);
		CHECK(races(2, A, second, second_writes) == conflict);
		CHECK(!conflict || (found.thread == 1 && found.epoch == 1 && found.write == first_writes));
		CHECK(!races(1, A, second, second_writes));
		CHECK(!races(2, A + 8, second, second_writes) && !races(2, A - 8, second, second_writes));
		event(1);
		order(1, 2);
		CHECK(!races(2, A, second, second_writes));
	}
}

/* Bytes of one cell that different threads have written: each has its own writer. */
static void bytes_of_a_cell(void)
{
	start();
	for (unsigned t = 0; t < 4; t++)
		note(t, A, (uint8_t)(3 << 2 * t), WRITE);
	CHECK(shadow_written(shadow_cell(A)) == 0xff);
	for (unsigned t = 0; t < 4; t++)
		for (unsigned owner = 0; owner < 4; owner++)
			for (unsigned byte = 2 * owner; byte < 2 * owner + 2; byte++) {
				CHECK(races(t, A, (uint8_t)(1 << byte), READ) == (t != owner));
				CHECK(t == owner || found.thread == owner);
			}
	event(1);
	order(1, 2);
	CHECK(!races(2, A, 0x0c, WRITE));
	CHECK(races(2, A, 0x0e, WRITE) && found.thread == 0);
}

/* A thread that has seen one of several unordered reads has not seen the others. */
static void several_readers(void)
{
	for (unsigned unseen = 1; unseen < 4; unseen++) {
		start();
		for (unsigned t = 1; t < 4; t++)
			note(t, A, 0xff, READ);
		for (unsigned t = 1; t < 4; t++)
			event(t);
		for (unsigned t = 1; t < 4; t++)
			if (t != unseen)
				order(t, 0);
		CHECK(!races(0, A, 0xff, READ));
		CHECK(races(0, A, 0x10, WRITE) && found.thread == unseen && !found.write && found.epoch == 1);
		order(unseen, 0);
		CHECK(!races(0, A, 0xff, WRITE));
	}
}

/* Only the last write counts, since the one before is ordered before it. */
static void a_write_takes_the_place_of_what_it_knows(void)
{
	start();
	note(1, A, 0xff, WRITE);
	note(1, A, 0x0f, READ);
	event(1);
	order(1, 2);
	note(2, A, 0xff, WRITE);
	CHECK(races(3, A, 0xff, READ) && found.thread == 2);
	event(2);
	past[3]->at[2] = fiber[2].done; /* and not what that knows */
	CHECK(!races(3, A, 0xff, WRITE));
	note(0, A + 8, 0x01, WRITE);
	note(1, A + 8, 0x02, WRITE); /* splits the cell */
	note(1, A + 8, 0x04, READ);
	event(1);
	order(1, 2);
	note(2, A + 8, 0xfe, WRITE);
	CHECK(races(3, A + 8, 0x04, WRITE) && found.thread == 2);
	event(2);
	past[3]->at[2] = fiber[2].done;
	CHECK(!races(3, A + 8, 0xfe, WRITE));
}

/* A read of some bytes does not hide an earlier one of others, nor does a later read of one thread. */
static void reads_of_parts(void)
{
	start();
	note(1, A, 0x0f, READ);
	note(2, A, 0xf0, READ);
	CHECK(races(3, A, 0x01, WRITE) && found.thread == 1);
	CHECK(races(3, A, 0x80, WRITE) && found.thread == 2);
	start();
	note(1, A, 0xff, READ);
	event(1);
	order(1, 2);
	event(1);
	note(1, A, 0x01, READ);
	CHECK(races(2, A, 0x01, WRITE) && found.epoch == 3);
	CHECK(!races(2, A, 0x02, WRITE));
	CHECK(races(3, A, 0x02, WRITE) && found.epoch == 1);
	start();
	note(1, A, 0xff, READ);
	event(1);
	order(1, 2);
	note(2, A, 0x01, READ);
	CHECK(races(3, A, 0x80, WRITE) && found.thread == 1);
}

/* A thread writes byte after byte without an event in between. */
static void one_epoch(void)
{
	start();
	for (unsigned byte = 0; byte < 8; byte++)
		note(1, A, (uint8_t)(1 << byte), WRITE);
	for (unsigned byte = 0; byte < 8; byte++)
		CHECK(races(2, A, (uint8_t)(1 << byte), READ) && found.thread == 1);
}

static void undone(void)
{
	uint32_t snapshot;

	start();
	note(1, A, 0x03, WRITE);
	snapshot = undo_take_snapshot();
	for (int i = 0; i < 3; i++) {
		note(2, A, 0x30, WRITE); /* splits the cell */
		note(3, A, 0xc0, READ);
		note(2, A, 0xc0, READ); /* two that have read */
		CHECK(races(1, A, 0x30, READ) && races(1, A, 0x80, WRITE));
		undo_to(snapshot);
		CHECK(!races(1, A, 0xff, WRITE));
		CHECK(races(2, A, 0x01, READ) && shadow_written(shadow_cell(A)) == 0x03);
	}
	note(2, A, 0x30, WRITE);
	snapshot = undo_take_snapshot();
	note(3, A, 0x30, WRITE);
	undo_to(snapshot);
	CHECK(races(1, A, 0x30, READ) && found.thread == 2);
	note(1, A + 8, 0xff, READ);
	note(2, A + 8, 0xff, READ);
	snapshot = undo_take_snapshot();
	note(3, A + 8, 0xff, READ);
	event(1), order(1, 0);
	event(2), order(2, 0);
	CHECK(races(0, A + 8, 0x01, WRITE) && found.thread == 3);
	undo_to(snapshot);
	CHECK(!races(0, A + 8, 0x01, WRITE));
	undo_to(0);
	CHECK(!shadow_written(shadow_cell(A)));
}

/* Addresses far apart have cells of their own, whose pointers stay as they are while the table grows. */
static void many_pages(void)
{
	enum { PAGES = 50000 };
	static struct cell *cell[PAGES];

	start();
	for (uint64_t i = 0; i < PAGES; i++) {
		cell[i] = shadow_cell(A + i * 4096 + 8 * (i % 512));
		shadow_note(&fiber[i % 4], cell[i], 0xff, WRITE);
	}
	for (uint64_t i = 0; i < PAGES; i++) {
		struct cell *c = shadow_cell(A + i * 4096 + 8 * (i % 512));
		CHECK(c == cell[i] && c->wthread == i % 4);
	}
	CHECK(shadow_cell(A) == shadow_cell(A + 7) && shadow_cell(A) != shadow_cell(A + 8));
}

int main(void)
{
	graph_init(rt_graph());
	undo_init();
	shadow_init();
	pairs();
	bytes_of_a_cell();
	several_readers();
	a_write_takes_the_place_of_what_it_knows();
	reads_of_parts();
	one_epoch();
	undone();
	many_pages();
	return check_result();
}
