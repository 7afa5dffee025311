/* Thread-local variables of the system's libraries: see library_locals.h. */
#include "rt/run/library_locals.h"

#include "engine/reserve.h"
#include "rt/abi/real.h"
#include "rt/memory/symbols.h"
#include "rt/run/fiber.h"

#include <link.h>

/* Far more than libc and libstdc++ have; a library that keeps more is none of those that this is about. */
#define MOST_PARTS 32
#define MOST_BYTES 4096

static struct part { /* at the same distance from the thread pointer of each thread */
	intptr_t offset;
	size_t size;
} parts[MOST_PARTS];

static uint32_t part_count;
static bool malloc_is_known;

static void add_part(intptr_t offset, size_t size)
{
	size &= ~(sizeof(uint64_t) - 1);
	if (size && part_count < MOST_PARTS)
		parts[part_count++] = (struct part){offset, size};
}

static int find_part(struct dl_phdr_info *m, size_t size, void *argument)
{
	uintptr_t thread_pointer = *(uintptr_t *)argument, mine = (uintptr_t)m->dlpi_tls_data;

	(void)size;
	if (!mine || !symbols_is_system(m->dlpi_name))
		return 0;
	for (int i = 0; i < m->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &m->dlpi_phdr[i];
		if (p->p_type == PT_TLS && p->p_memsz <= MOST_BYTES)
			add_part((intptr_t)(mine - thread_pointer), p->p_memsz);
	}
	return 0;
}

/*
 * What lies outside of the words that have changed. What is between them is malloc's, too: the variables of
 * one object file lie together.
 */
static void add_outside_change(const struct part *p, const char *before, const char *now)
{
	size_t first = p->size, last = p->size;

	for (size_t at = 0; at < p->size; at += sizeof(uint64_t)) {
		if (!rt_compare(before + at, now + at, sizeof(uint64_t)))
			continue;
		first = first < at ? first : at;
		last = at + sizeof(uint64_t);
	}
	add_part(p->offset, first);
	add_part(p->offset + (intptr_t)last, p->size - last);
}

void library_locals_init(uintptr_t thread_pointer)
{
	rt.below++;
	dl_iterate_phdr(find_part, &thread_pointer);
	rt.below--;
}

void library_locals_find_malloc(uintptr_t thread_pointer)
{
	static struct part all[MOST_PARTS];
	static uint64_t before[MOST_PARTS][MOST_BYTES / sizeof(uint64_t)];
	const struct libc_heap *heap = real_heap();
	uint32_t count = part_count;

	if (malloc_is_known)
		return;
	malloc_is_known = true;
	for (uint32_t i = 0; i < count; i++) {
		all[i] = parts[i];
		rt_copy(before[i], (void *)(thread_pointer + (uintptr_t)all[i].offset), all[i].size);
	}
	heap->release(heap->allocate(1));
	part_count = 0;
	for (uint32_t i = 0; i < count; i++)
		add_outside_change(&all[i], (char *)before[i], (char *)thread_pointer + all[i].offset);
}

/* --- What they hold ------------------------------------------------------------------------------------- */

/*
 * What each thread's have held at first, and then those of any thread, one state after the other. The states
 * of an execution that is taken back go.
 *
 * That a thread's are what they were is asked each time that it stops running. So a state is that of 16 bytes
 * each at `pairs`, without regard to which part they are of, and they overlap where a part is no multiple; of
 * a part of 8 bytes, words. Some are there twice, so that there are as many as are compared at once.
 */
typedef uint64_t pair __attribute__((vector_size(16), aligned(8), may_alias));
typedef uint64_t aligned_pair __attribute__((vector_size(16), may_alias));
typedef uint64_t word __attribute__((may_alias));

#define AT_ONCE 4

static intptr_t pairs[MOST_PARTS * (MOST_BYTES / sizeof(pair)) + AT_ONCE], words[MOST_PARTS];
static size_t pair_count, word_count; /* 0: no state is known */

static aligned_pair *first_states, *states;
static size_t state_size, most_states; /* of one, as pairs */

static inline pair *pair_at(const struct fiber *f, intptr_t offset)
{
	return (pair *)(f->tls + (uintptr_t)offset);
}

static inline word *word_at(const struct fiber *f, intptr_t offset)
{
	return (word *)(f->tls + (uintptr_t)offset);
}

static inline aligned_pair *state_of(const struct fiber *f)
{
	return f->locals ? states + (f->locals - 1) * state_size : first_states + f->thread * state_size;
}

static inline bool holds(const struct fiber *f, const aligned_pair *state)
{
	const word *rest = (const word *)(state + pair_count);
	aligned_pair difference = {0, 0};

	for (size_t i = 0; i < pair_count; i += AT_ONCE)
		difference |= (*pair_at(f, pairs[i]) ^ state[i]) |
		              (*pair_at(f, pairs[i + 1]) ^ state[i + 1]) |
		              (*pair_at(f, pairs[i + 2]) ^ state[i + 2]) |
		              (*pair_at(f, pairs[i + 3]) ^ state[i + 3]);
	for (size_t i = 0; i < word_count; i++)
		difference[0] |= *word_at(f, words[i]) ^ rest[i];
	return !(difference[0] | difference[1]);
}

static void copy_to(aligned_pair *state, const struct fiber *f)
{
	word *rest = (word *)(state + pair_count);

	for (size_t i = 0; i < pair_count; i++)
		state[i] = *pair_at(f, pairs[i]);
	for (size_t i = 0; i < word_count; i++)
		rest[i] = *word_at(f, words[i]);
}

static void list_pairs(const struct part *p)
{
	size_t at = 0;

	if (p->size < sizeof(pair)) {
		words[word_count++] = p->offset;
		return;
	}
	for (; at + sizeof(pair) <= p->size; at += sizeof(pair))
		pairs[pair_count++] = p->offset + (intptr_t)at;
	if (at < p->size)
		pairs[pair_count++] = p->offset + (intptr_t)(p->size - sizeof(pair));
}

static void begin_states(void)
{
	size_t got;

	for (const struct part *p = parts; p < parts + part_count; p++)
		list_pairs(p);
	for (; pair_count % AT_ONCE; pair_count++)
		pairs[pair_count] = pairs[0];
	state_size = pair_count + (word_count + 1) / 2;
	if (!state_size)
		return;
	first_states = engine_reserve(state_size * sizeof *states * fiber_most(), &got);
	states = engine_reserve((size_t)1 << 34, &got);
	most_states = got / sizeof *states / state_size;
	copy_to(first_states, &rt_fibers[0]);
}

/* The first thread that is made shows what is malloc's: before that no state is known. */
void library_locals_begin(const struct fiber *f)
{
	if (!f->thread)
		return;
	if (f->thread == 1)
		begin_states();
	copy_to(state_of(f), f);
}

void library_locals_note(struct fiber *f)
{
	if (LIKELY(holds(f, state_of(f))))
		return;
	if (rt.counters.locals_used == most_states)
		engine_out_of_memory("thread-local variables of libraries");
	f->locals = f->locals_held = ++rt.counters.locals_used;
	copy_to(state_of(f), f);
}

void library_locals_bring_back(struct fiber *f)
{
	const aligned_pair *state = state_of(f);
	const word *rest = (const word *)(state + pair_count);

	for (size_t i = 0; i < pair_count; i++)
		*pair_at(f, pairs[i]) = state[i];
	for (size_t i = 0; i < word_count; i++)
		*word_at(f, words[i]) = rest[i];
	f->locals_held = f->locals;
}

void library_locals_each(const struct fiber *f, void (*visit)(uint64_t start, uint64_t end))
{
	for (const struct part *p = parts; p < parts + part_count; p++)
		visit(f->tls + (uintptr_t)p->offset, f->tls + (uintptr_t)p->offset + p->size);
}
