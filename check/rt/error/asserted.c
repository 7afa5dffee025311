#include "rt/error/asserted.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/memory/location_map.h"

#define MOST_READ   8 /* that are kept in mind */
#define MOST_FAILED 2 /* variables that are shown of a failed assertion */
#define MOST_LOOKS  4 /* of a thread that sleeps */
#define MOST_SHOWN  16

struct bytes {
	uint64_t address, size;
	uint32_t depth;
};

static struct bytes latest[MOST_READ], shown[MOST_SHOWN];
static uint32_t read_count, shown_count;
static bool known;

/* What a thread has read since it locked a mutex. */
static struct looks {
	struct bytes read[MOST_READ];
	uint32_t count;
} * looks; /* by thread */

static size_t max_looks;

static struct looks *looks_of(const struct fiber *f)
{
	size_t got;

	if (!looks) {
		looks = engine_reserve(sizeof *looks * (UINT16_MAX + 1), &got);
		max_looks = got / sizeof *looks;
	}
	return f->thread < max_looks ? &looks[f->thread] : NULL;
}

static void see_look(const struct fiber *f, uint64_t address, size_t size)
{
	struct looks *l = looks_of(f);

	if (l)
		l->read[l->count++ % MOST_READ] = (struct bytes){address, size, f->depth};
}

static bool others_wrote(const struct fiber *f, uint64_t address, size_t size)
{
	for (uint64_t a = address & ~(uint64_t)7; a < address + size; a += 8)
		if (shadow_others_wrote(shadow_cell(a), byte_mask(a, address, address + size), f->thread))
			return true;
	return false;
}

void asserted_see(const struct fiber *f, uint64_t address, size_t size, bool write)
{
	const struct violation *v = &rt_violation;
	bool local = address >= (uint64_t)f->stack_low && address < (uint64_t)f->stack_high;
	/* Variables that others can know of are announced by the compiler. */
	bool own = local && f->on_hook && !others_wrote(f, address, size);

	if (v->verdict == ACQ_LOST_WAKEUP && !write && !known && !own)
		see_look(f, address, size);
	if (known || v->verdict != ACQ_ASSERTION || f->thread != v->thread || f->done != v->epoch || write ||
	    local)
		return;
	latest[read_count++ % MOST_READ] = (struct bytes){address, size, f->depth};
}

/* What was never written is no news. */
static bool was_written(const struct bytes *b)
{
	uint64_t cell = b->address & ~(uint64_t)7;

	return shadow_written(shadow_cell(cell)) & byte_mask(cell, b->address, b->address + b->size);
}

static bool is_shown(uint64_t address)
{
	for (uint32_t i = 0; i < shown_count; i++)
		if (shown[i].address == address)
			return true;
	return false;
}

void asserted_fails(const struct fiber *f)
{
	uint32_t oldest = read_count > MOST_READ ? read_count - MOST_READ : 0;

	if (known || rt_violation.verdict != ACQ_ASSERTION)
		return;
	known = true;
	for (uint32_t i = read_count; i-- > oldest && shown_count < MOST_FAILED;) {
		const struct bytes *b = &latest[i % MOST_READ];
		if (b->depth == f->depth && !is_shown(b->address) && was_written(b))
			shown[shown_count++] = *b;
	}
}

void asserted_locks(const struct fiber *f)
{
	struct looks *l = rt_violation.verdict == ACQ_LOST_WAKEUP && !known ? looks_of(f) : NULL;

	if (l)
		l->count = 0;
}

/*
 * First what others have changed. Also what was never written: that it is looked at and never changed may be
 * what is wrong.
 */
static void show_looks(const struct fiber *f)
{
	struct looks *l = looks_of(f);
	uint32_t oldest = l && l->count > MOST_READ ? l->count - MOST_READ : 0, n = 0;

	for (unsigned turn = 0; turn < 2; turn++)
		for (uint32_t i = l ? l->count : 0;
		     i-- > oldest && n < MOST_LOOKS && shown_count < MOST_SHOWN;) {
			const struct bytes *b = &l->read[i % MOST_READ];
			if (is_shown(b->address) || (!turn && !others_wrote(f, b->address, b->size)))
				continue;
			shown[shown_count++] = *b;
			n++;
		}
}

void asserted_sleep(void)
{
	if (known || rt_violation.verdict != ACQ_LOST_WAKEUP)
		return;
	known = true;
	for (uint32_t i = 0; i < rt_fiber_count; i++)
		if (rt_fibers[i].state == FIBER_SLEEPING || rt_fibers[i].state == FIBER_ASLEEP)
			show_looks(&rt_fibers[i]);
}

bool asserted_is_known(void)
{
	return shown_count;
}

bool asserted_is_about(uint64_t address, size_t size)
{
	for (uint32_t i = 0; i < shown_count; i++)
		if (address < shown[i].address + shown[i].size && shown[i].address < address + size)
			return true;
	return false;
}
