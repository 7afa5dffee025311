#include "asserted.h"

#include "place.h"

#define MOST_READ  8 /* that are kept in mind */
#define MOST_SHOWN 2 /* variables */

struct bytes {
	uint64_t address, size;
	uint32_t depth;
};

static struct bytes read[MOST_READ], shown[MOST_SHOWN];
static uint32_t read_count, shown_count;
static bool known;

void asserted_see(const struct fiber *f, uint64_t address, size_t size, bool write)
{
	const struct violation *v = &rt_violation;
	bool local = address >= (uint64_t)f->stack_low && address < (uint64_t)f->stack_high;

	if (known || v->verdict != ACQ_ASSERTION || f->thread != v->thread || f->done != v->epoch || write ||
	    local)
		return;
	read[read_count++ % MOST_READ] = (struct bytes){address, size, f->depth};
}

/* What nobody has written is no news. */
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
	for (uint32_t i = read_count; i-- > oldest && shown_count < MOST_SHOWN;) {
		const struct bytes *b = &read[i % MOST_READ];
		if (b->depth == f->depth && !is_shown(b->address) && was_written(b))
			shown[shown_count++] = *b;
	}
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
