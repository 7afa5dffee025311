/*
 * Random programs whose threads access parts of locations, and all of them.
 */
#include "program.h"
#include "random.h"

#include <string.h>

/* The bytes of a location of this size that an instruction accesses; 0: all. */
static uint8_t any_part(uint64_t *state, unsigned size)
{
	static const uint8_t halves[] = {1, 2}, quarters[] = {1, 2, 4, 8, 3, 12};

	if (random_below(state, 100) < 35)
		return 0;
	return size == 2 ? halves[random_below(state, 2)] : quarters[random_below(state, sizeof quarters)];
}

static void divide(struct instruction *in, uint64_t *state, unsigned size)
{
	if (in->code == I_TAKE || in->code == I_LOOK || code_is_on_queue(in->code))
		return;
	in->bytes = any_part(state, size);
}

void program_generate_parts(struct program *p, uint64_t seed)
{
	uint64_t state = seed ^ 0x9e3779b97f4a7c15u;

	program_generate(p, seed);
	for (unsigned l = 0; l < p->location_count; l++) {
		p->parts[l] = random_below(&state, 100) < 75;
		if (p->parts[l])
			p->size[l] = random_below(&state, 100) < 65 ? 2 : 4;
	}
	for (unsigned t = 0; t < p->thread_count; t++)
		for (unsigned i = 0; i < p->threads[t].length; i++) {
			struct instruction *in = &p->threads[t].at[i];
			if (in->code == I_POLL_LOCK) /* loops with parts take nothing back */
				in->code = I_LOCK;
			if (code_has_location(in->code) && p->parts[in->location])
				divide(in, &state, p->size[in->location]);
		}
}
