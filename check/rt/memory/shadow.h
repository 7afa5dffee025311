/* Shadow memory, for plain.c: see shadow.c. */
#ifndef ACQREL_RT_SHADOW_H
#define ACQREL_RT_SHADOW_H

#include "rt/rt.h"
#include "rt/run/undo.h"

struct cell {
	uint32_t serial; /* of the undo log */
	uint32_t saved;  /* likewise, for the bytes it describes */
	uint32_t places; /* first of the graph locations in these bytes, see plain.c; 0 is none */
	uint32_t split;  /* first of eight byte records, or 0 */
	uint32_t wepoch, repoch;
	uint16_t wthread, rthread;
	uint8_t wmask, rmask;
};

struct byte_record {
	uint32_t wepoch, repoch;
	uint16_t wthread, rthread;
	bool written, read;
	uint32_t vector; /* several unordered reads, or 0 */
};

struct conflict { /* an earlier access that is not ordered before this one */
	uint16_t thread;
	uint32_t epoch;
	bool write;
};

#define SHADOW_PAGE_CELLS 512 /* 4 KiB of program memory */
#define SHADOW_CACHE_SIZE 1024

struct shadow_page {
	struct cell cells[SHADOW_PAGE_CELLS];
};

struct page_entry {
	uint64_t number; /* address / 4096, 0 is empty */
	struct shadow_page *page;
};

extern struct page_entry shadow_cache[SHADOW_CACHE_SIZE]; /* of pages that were looked up lately */

/* The cell of the eight bytes around an address; NULL: its page was not looked up lately. */
static inline struct cell *shadow_known_cell(uint64_t address)
{
	uint64_t number = address >> 12;
	const struct page_entry *hit = &shadow_cache[number % SHADOW_CACHE_SIZE];

	return LIKELY(hit->number == number) ? &hit->page->cells[(address >> 3) % SHADOW_PAGE_CELLS] : NULL;
}

/* The same, of any address. */
struct cell *shadow_cell(uint64_t address);

/* Must come before a cell is changed. */
void shadow_save(struct cell *c);

/* Must come before the eight bytes that it describes are changed. */
void shadow_save_bytes(struct cell *c, uint64_t address);

/* Whether an access of f to the bytes of mask races with an earlier one. */
bool shadow_conflict(const struct fiber *f, const struct cell *c, uint8_t mask, bool write,
                     struct conflict *out);

/* Which of the eight bytes have ever been written. */
uint8_t shadow_written(const struct cell *c);

/* Whether another thread than this one has written one of the bytes last. */
bool shadow_others_wrote(const struct cell *c, uint8_t mask, uint16_t thread);

/* Remembers the access. */
void shadow_note(const struct fiber *f, struct cell *c, uint8_t mask, bool write);

/* Memory that is about to change outside the program's own plain writes: its old contents come back. */
void memory_save(uint64_t address, size_t size);

void shadow_init(void);

#endif
