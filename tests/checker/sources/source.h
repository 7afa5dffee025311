/*
 * Random programs as C and C++ sources: what lies between a program and the engine is tested with them. Each
 * access of plain memory, each atomic operation, lock and thread of a struct program is written in one of the
 * many ways that the language and its library have for it.
 */
#ifndef ACQREL_TESTS_SOURCES_SOURCE_H
#define ACQREL_TESTS_SOURCES_SOURCE_H

#include "../engine/program.h"

#include <stddef.h>

#define MAX_OBJECTS 3

enum kind { STRUCTS, CXX, LIBC, JUMPS, LOCKS, THREADS, CXX_THREADS, ASSEMBLY, KINDS };

/* A loop: so many instructions that follow each other are the turns of one. */
struct loop {
	uint8_t turns, length; /* 0: no loop begins here */
};

/*
 * How an atomic operation is written. SILENT: in assembly, by an instruction that does not say what it has
 * read. IMPLIED: a fence that the instruction before or after has by itself.
 */
enum written { IN_C, IN_ASSEMBLY, SILENT, IMPLIED };

struct source {
	enum kind kind;
	uint64_t seed;
	struct program program;
	uint8_t object_count;
	uint8_t first_lock;                             /* locations from here on are locks */
	uint8_t written[MAX_THREADS][MAX_INSTRUCTIONS]; /* enum written */
	struct loop loops[MAX_THREADS][MAX_INSTRUCTIONS];
};

/* What exploring a program must come to. */
struct expected {
	bool race, stuck; /* some execution has one, or threads that wait for good */
	size_t count;     /* complete executions */
	uint64_t *right;  /* what the threads read in them: source_hash of each, sorted, each once */
	size_t right_count, capacity;
};

extern const char *const kind_names[KINDS];

/* Always the same for the same seed. */
void source_generate(struct source *s, enum kind kind, uint64_t seed);

/* Whether what an instruction reads belongs to the outcome of an execution. */
static inline bool is_recorded(const struct source *s, unsigned t, unsigned i)
{
	uint8_t code = s->program.threads[t].at[i].code;

	return code == I_PLAIN_READ ||
	       (code_may_read(code) && !code_is_lock(code) && s->written[t][i] != SILENT);
}

/* Of what all recorded instructions have read, 0 where one was not done. */
uint64_t outcome_hash(const struct source *s, uint64_t registers[MAX_THREADS][MAX_INSTRUCTIONS]);

/*
 * By the axioms; or, if the threads meet at locks only, by all orders in which they take them. False: too
 * large.
 */
bool expect_by_axioms(const struct source *s, struct expected *x);
bool expect_by_orders(const struct source *s, struct expected *x);

void expected_add(struct expected *x, uint64_t hash);
void expected_sort(struct expected *x);

/* The program as functions and variables whose names begin with p and a number; a batch needs a main. */
void source_print(const struct source *s, const struct expected *x, unsigned number, FILE *out);

/* The sources' first lines, and a main that runs the program that its argument numbers. */
void batch_begin(enum kind kind, FILE *out);
void batch_end(unsigned count, FILE *out);

/* Ways to write an access that must not be used, because the checker has not got them right yet. */
bool is_switched_off(const char *construct);

/* Ways to write an access, as the headers in constructs/ have them. */
struct construct {
	char name[64]; /* of the function */
	char type[32]; /* of the object */
	bool writes;
};

struct constructs {
	struct construct *at;
	size_t count;
};

/* Programs with one of them: prints one as program `number`, if there is `out`; returns its name. */
unsigned each_count(enum kind kind);
const char *each_print(enum kind kind, unsigned which, unsigned number, FILE *out, bool *race);

const struct constructs *constructs_of(enum kind kind);
bool kind_is_cxx(enum kind kind);

#endif
