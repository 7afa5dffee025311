#include "execution.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void executions_add(struct executions *set, const struct execution *e)
{
	if (set->count == set->capacity) {
		set->capacity = set->capacity ? 2 * set->capacity : 64;
		set->at = realloc(set->at, set->capacity * sizeof *set->at);
		if (!set->at)
			abort();
	}
	set->at[set->count++] = *e;
}

int executions_compare(const struct execution *a, const struct execution *b)
{
	return memcmp(a, b, offsetof(struct execution, stuck));
}

static int compare(const void *a, const void *b)
{
	return executions_compare(a, b);
}

void executions_sort(struct executions *set)
{
	if (set->count)
		qsort(set->at, set->count, sizeof *set->at, compare);
}

static void print_step(const struct step *s, int instruction, uint8_t code, FILE *out)
{
	fprintf(out, "  r%d:", instruction);
	if (code_may_read(code) && s->from_thread == FROM_INITIAL)
		fprintf(out, " reads %" PRIu64 ", the initial value", s->read);
	else if (code_may_read(code))
		fprintf(out, " reads %" PRIu64 " from T%d r%d", s->read, s->from_thread, s->from_instruction);
	else if (code == I_CHOOSE)
		fprintf(out, " is %" PRIu64, s->read);
	if (s->position)
		fprintf(out, " writes %" PRIu64 " at position %d", s->written, s->position);
	fprintf(out, "\n");
}

void execution_print(const struct execution *e, const struct program *p, FILE *out)
{
	for (int t = 0; t < p->thread_count; t++) {
		const struct code_of_thread *c = &p->threads[t];
		fprintf(out, "T%d\n", t);
		for (int i = 0; i < c->length; i++)
			if (e->at[t][i].done && c->at[i].code <= I_CHOOSE)
				print_step(&e->at[t][i], i, c->at[i].code, out);
	}
	fprintf(out, "%s, finally", e->complete ? "complete" : e->stuck ? "stuck for good" : "blocked");
	for (int l = 0; l < p->location_count; l++)
		fprintf(out, " %c=%" PRIu64, location_name(l), e->memory[l]);
	fprintf(out, "\n");
}
