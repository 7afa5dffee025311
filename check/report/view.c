/* Finds what the checked process has written. It may have been damaged on the way: trust no offset. */
#include "report/view.h"

#include "protocol/outcome.h"
#include "protocol/request.h"
#include "protocol/step.h"

#include <stdalign.h>

static const void *array_at(const struct report *r, const struct acq_array *a, size_t size, size_t align,
                            size_t *count)
{
	size_t total = r->run->outcome_size;

	*count = 0;
	if (a->off % align || a->off < sizeof *r->o || a->off > total || a->count > (total - a->off) / size)
		return NULL;
	*count = a->count;
	return (const char *)r->o + a->off;
}

#define ARRAY(r, member, type, count) array_at(r, &(r)->o->member, sizeof(type), alignof(type), &(r)->count)

void view_open(struct report *r)
{
	const char *maps = NULL;
	size_t maps_size = 0;

	r->o = r->run->outcome;
	if (r->run->done) {
		r->threads = ARRAY(r, threads, struct acq_thread, thread_count);
		r->steps = ARRAY(r, steps, struct acq_step, step_count);
		r->pcs = ARRAY(r, pcs, uint64_t, pc_count);
		r->output = ARRAY(r, output, char, output_size);
		r->heap = array_at(r, &r->o->blocks, sizeof *r->heap, alignof(struct acq_block),
		                   &r->heap_count);
		maps = array_at(r, &r->o->maps, 1, 1, &maps_size);
	}
	r->step_stacks = arena_alloc(r->arena, (r->step_count + 1) * sizeof *r->step_stacks);
	r->symbols = symbols_open(r->arena, maps, maps_size, r->run->library, r->run->checker);
	r->sources = sources_new(r->arena);
}
