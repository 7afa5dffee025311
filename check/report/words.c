/* Fixed vocabulary: verdicts, orders, operations, values. */
#define _GNU_SOURCE
#include "report/words.h"

#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "report/names.h"

#include <signal.h>
#include <string.h>

struct verdict_words {
	const char *word, *remains, *description;
	int status;
};

static const struct verdict_words *words_of(enum acq_verdict v)
{
#define VERDICT_WORDS(name, word, status, traits, remains, description) {word, remains, description, status},
	static const struct verdict_words table[] = {ACQ_VERDICTS(VERDICT_WORDS)};
#undef VERDICT_WORDS

	return &table[v < ACQ_VERDICT_COUNT ? v : ACQ_UNSUPPORTED];
}

const char *verdict_word(enum acq_verdict v)
{
	return words_of(v)->word;
}

const char *verdict_remains(enum acq_verdict v)
{
	return words_of(v)->remains;
}

const char *verdict_description(enum acq_verdict v)
{
	return words_of(v)->description;
}

int verdict_exit_status(enum acq_verdict v)
{
	return words_of(v)->status;
}

const char *order_name(uint8_t order)
{
	static const char *const names[] = {"relaxed", "consume", "acquire", "release", "acq_rel",
	                                    "seq_cst", "",        "light",   "heavy"};

	return order < sizeof names / sizeof names[0] ? names[order] : "";
}

const char *rmw_name(uint8_t op)
{
	static const char *const names[] = {
		"update",    "exchange", "fetch_add", "fetch_sub",
		"fetch_and", "fetch_or", "fetch_xor", "fetch_nand",
	};

	return names[op < sizeof names / sizeof names[0] ? op : 0];
}

const char *choice_name(uint8_t op)
{
	static const char *const names[] = {
		"choice",       "pthread_create", "malloc",   "calloc",     "realloc",
		"reallocarray", "aligned_alloc",  "memalign", "valloc",     "posix_memalign",
		"strdup",       "strndup",        "asprintf", "time limit", "wake-up",
	};

	return names[op < sizeof names / sizeof names[0] ? op : 0];
}

const char *choice_result(uint8_t op)
{
	switch (op) {
	case ACQ_CHOICE_THREAD:
		return "EAGAIN";
	case ACQ_CHOICE_POSIX_MEMALIGN:
		return "ENOMEM";
	case ACQ_CHOICE_ASPRINTF:
		return "-1";
	default:
		return "NULL";
	}
}

const char *choice_words(struct report *r, uint8_t op)
{
	if (op == ACQ_CHOICE_TIMEOUT)
		return "time is up";
	if (op == ACQ_CHOICE_WAKEUP)
		return "wakes up without a signal";
	if (op == ACQ_CHOICE_NOT_ENDED)
		return "the thread has not ended yet";
	return arena_print(r->arena, "%s is made to return %s", choice_name(op), choice_result(op));
}

const char *call_name(uint8_t call)
{
	static const char *const names[] = {
		"call",      "wait on", "woken on", "stop waiting on", "signal",     "broadcast",
		"lock",      "post",    "wait",     "read-lock",       "write-lock", "unlock",
		"arrive at", "pass",    "lock",     "sleep on",        "woken on",   "wake",
		"move to",   "wait on", "call",
	};

	return names[call < sizeof names / sizeof names[0] ? call : 0];
}

const char *bytes_text(struct report *r, uint64_t n)
{
	return arena_print(r->arena, "%llu byte%s", (unsigned long long)n, n == 1 ? "" : "s");
}

static int64_t sign_extended(uint64_t value, unsigned size)
{
	unsigned unused = 64 - 8 * size;

	return size && size < 8 ? (int64_t)(value << unused) >> unused : (int64_t)value;
}

const struct acq_step *allocation_of(struct report *r, uint64_t address)
{
	size_t room = 0;

	if (!r->allocations) {
		r->allocations = arena_grow(r->arena, NULL, 0, &room, sizeof *r->allocations);
		for (size_t i = 0; i < r->step_count; i++) {
			if (r->steps[i].kind != ACQ_STEP_ALLOC)
				continue;
			r->allocations = arena_grow(r->arena, r->allocations, r->allocation_count, &room,
			                            sizeof *r->allocations);
			r->allocations[r->allocation_count++] = &r->steps[i];
		}
	}
	for (size_t i = 0; i < r->allocation_count; i++) {
		const struct acq_step *s = r->allocations[i];
		if (address - s->addr < (s->len ? s->len : 1))
			return s;
	}
	return NULL;
}

static const struct acq_block *heap_block(const struct report *r, uint64_t address)
{
	for (size_t i = 0; i < r->heap_count; i++)
		if (address - r->heap[i].address <= r->heap[i].size)
			return &r->heap[i];
	return NULL;
}

const char *block_name(struct report *r, uint64_t address)
{
	const struct acq_step *alloc = allocation_of(r, address);
	const struct acq_block *block = alloc ? NULL : heap_block(r, address);
	uint64_t start = alloc ? alloc->addr : block ? block->address : address;
	size_t i = 0;

	while (i < r->block_count && r->blocks[i] != start)
		i++;
	if (i == r->block_count) {
		r->blocks =
			arena_grow(r->arena, r->blocks, r->block_count, &r->block_room, sizeof *r->blocks);
		r->blocks[r->block_count++] = start;
	}
	if (address == start)
		return arena_print(r->arena, "block#%zu", i + 1);
	return arena_print(r->arena, "block#%zu+%llu", i + 1, (unsigned long long)(address - start));
}

static const char *pointer_text(struct report *r, uint64_t value)
{
	if (!value)
		return "NULL";
	const char *name = address_name(r, value, 1, NULL);
	if (!name)
		name = symbols_function(r->symbols, value);
	if (name)
		return arena_print(r->arena, "&%s", name);
	return value < 0x10000 ? arena_print(r->arena, "0x%llx", (unsigned long long)value)
	                       : block_name(r, value);
}

/* Without a type: whether it leads to something. Many an integer is as large as a pointer. */
static bool points_somewhere(struct report *r, uint64_t value)
{
	return value >= 0x10000 && value < (uint64_t)1 << 47 &&
	       (heap_block(r, value) || allocation_of(r, value) || address_name(r, value, 1, NULL) ||
	        symbols_function_start(r->symbols, value) == value);
}

const char *value_text(struct report *r, uint64_t value, unsigned size, const struct value_type *type)
{
	int64_t n = sign_extended(value, size);

	if (type->is_pointer || (!type->known && size == 8 && points_somewhere(r, value)))
		return pointer_text(r, value);
	if (type->is_bool && value < 2)
		return value ? "true" : "false";
	/* Without a type, -1 is likelier than 4294967295. */
	if (type->is_signed || (!type->known && n < 0 && n > -65536))
		return arena_print(r->arena, "%lld", (long long)n);
	if (value >= 1000000)
		return arena_print(r->arena, "0x%llx", (unsigned long long)value);
	return arena_print(r->arena, "%llu", (unsigned long long)value);
}

const char *signal_words(int signal)
{
	switch (signal) {
	case SIGSEGV:
		return "an access to memory that is not there (SIGSEGV)";
	case SIGBUS:
		return "a misaligned access, or one beyond the end of a mapped file (SIGBUS)";
	case SIGFPE:
		return "a division by zero, or one whose result does not fit (SIGFPE)";
	case SIGILL:
		return "an instruction that the processor does not know (SIGILL)";
	case SIGTRAP:
		return "a trap (SIGTRAP)";
	case SIGSYS:
		return "a forbidden system call (SIGSYS)";
	default:
		return strsignal(signal);
	}
}
