/* Which bytes that were never written have been read, and other contents for them: see uninitialized.h. */
#include "rt/memory/uninitialized.h"

#include "engine/reserve.h"
#include "rt/memory/heap.h"
#include "rt/memory/shadow.h"
#include "rt/memory/wide.h"

static struct uninitialized_read *reads; /* in the order in which they were made */
static uint32_t *by_address;             /* the same, once uninitialized_use_pattern has sorted them */
static uint32_t max_reads;
static const struct uninitialized_pattern *pattern;

uint32_t uninitialized_count;

struct uninitialized_read *uninitialized_get(uint32_t i)
{
	return &reads[i];
}

void uninitialized_begin(void)
{
	uninitialized_count = 0;
}

/* Most reads repeat or go on from one of the last few. */
#define LOOK_BACK 64

static bool join(uint64_t address, uint64_t size, uint64_t pc)
{
	for (uint32_t i = uninitialized_count, n = 0; i-- > 0 && n < LOOK_BACK; n++) {
		struct uninitialized_read *r = &reads[i];
		if (r->address <= address && address + size <= r->address + r->size)
			return true;
		if (r->pc != pc || r->address + r->size != address || r->atomic)
			continue;
		const struct block *b = heap_block(r->address);
		if (b && address + size > b->address + b->size)
			continue;
		r->size += size;
		return true;
	}
	return false;
}

void uninitialized_note(uint64_t address, uint64_t size, uint64_t pc, const struct event *atomic)
{
	size_t got;

	if (!reads) {
		reads = engine_reserve(sizeof *reads << 26, &got);
		max_reads = (uint32_t)(got / sizeof *reads);
		by_address = engine_reserve(sizeof *by_address << 26, &got);
		if (got / sizeof *by_address < max_reads)
			max_reads = (uint32_t)(got / sizeof *by_address);
	}
	if (join(address, size, pc))
		return;
	if (uninitialized_count == max_reads)
		engine_out_of_memory("reads of uninitialized memory");
	reads[uninitialized_count++] = (struct uninitialized_read){
		.address = address,
		.size = size,
		.pc = pc,
		.thread = rt.current->thread,
		.epoch = atomic ? atomic->index : rt.current->done,
		.atomic = atomic,
	};
}

uint32_t uninitialized_oldest_snapshot(void)
{
	uint32_t oldest = UINT32_MAX;

	for (uint32_t i = 0; i < uninitialized_count; i++) {
		const struct block *b = heap_block(reads[i].address);
		if (!b)
			return 0;
		if (b->snapshot < oldest)
			oldest = b->snapshot;
	}
	return oldest;
}

/* --- Other contents --------------------------------------------------------------------------------- */

static void sift(uint32_t i, uint32_t n)
{
	for (uint32_t child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && reads[by_address[child]].address < reads[by_address[child + 1]].address)
			child++;
		if (reads[by_address[i]].address >= reads[by_address[child]].address)
			return;
		uint32_t t = by_address[i];
		by_address[i] = by_address[child];
		by_address[child] = t;
	}
}

static void sort(void)
{
	uint32_t n = uninitialized_count;

	for (uint32_t i = 0; i < n; i++)
		by_address[i] = i;
	for (uint32_t i = n / 2; i-- > 0;)
		sift(i, n);
	while (n-- > 1) {
		uint32_t t = by_address[0];
		by_address[0] = by_address[n];
		by_address[n] = t;
		sift(0, n);
	}
}

void uninitialized_use_pattern(const struct uninitialized_pattern *p)
{
	pattern = p;
	if (p)
		sort();
}

/*
 * The first of the reads by address that may reach an address: they can overlap, but none is larger than its
 * block.
 */
static uint32_t first_from(uint64_t address)
{
	uint32_t low = 0, high = uninitialized_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (reads[by_address[middle]].address < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static unsigned char pattern_byte(uint64_t i)
{
	if (!pattern->width)
		return (unsigned char)(i * 157 + 1);
	return (unsigned char)(pattern->value >> 8 * (i % pattern->width));
}

void uninitialized_fill(uint64_t address, uint64_t size)
{
	if (!pattern)
		return;
	for (uint32_t i = first_from(address); i < uninitialized_count; i++) {
		const struct uninitialized_read *r = &reads[by_address[i]];
		if (r->address >= address + size)
			return;
		if (!r->filled)
			continue;
		memory_save(r->address, r->size);
		for (uint64_t k = 0; k < r->size; k++)
			((unsigned char *)r->address)[k] = pattern_byte(r->address - address + k);
	}
}

uint64_t uninitialized_value(uint64_t address, uint8_t size)
{
	const struct block *b = heap_block(address);
	unsigned char bytes[16];

	if (!pattern || !b)
		return 0;
	for (uint32_t i = first_from(b->address); i < uninitialized_count; i++) {
		const struct uninitialized_read *r = &reads[by_address[i]];
		if (r->address > address)
			return 0;
		if (r->filled && address + size <= r->address + r->size)
			break;
	}
	for (unsigned k = 0; k < size; k++)
		bytes[k] = pattern_byte(address - b->address + k);
	return wide_load(bytes, size);
}
