/* The objects that have ended in this execution. */
#include "rt/sync/ended.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"
#include "rt/run/undo.h"

struct ended {
	uint64_t address;
	uint16_t thread;
	uint32_t epoch;
	const char *function, *name;
};

static struct ended *ended;
static uint32_t ended_count;
static size_t max_ended;

void ended_note(const struct object_kind *k, const char *function, uint64_t address)
{
	if (ended_count == max_ended)
		return;
	undo_save(&ended_count, sizeof ended_count);
	undo_save(&ended[ended_count], sizeof *ended);
	ended[ended_count++] = (struct ended){
		.address = address,
		.thread = rt.current->thread,
		.epoch = rt.current->done,
		.function = function,
		.name = k->name,
	};
}

void ended_find(uint64_t address, struct violation *v)
{
	for (uint32_t i = 0; i < ended_count; i++)
		if (ended[i].address == address) {
			v->has_previous = v->previous_write = true;
			v->previous_thread = ended[i].thread;
			v->previous_epoch = ended[i].epoch;
		}
}

static bool uses_object(const struct event *e)
{
	return e->op == OP_OBJECT || e->op == OP_LOCK || e->op == OP_TRYLOCK || e->op == OP_UNLOCK;
}

void ended_judge_race(struct violation *v, const struct event *e, uint16_t plain_thread)
{
	if (!uses_object(e))
		return;
	for (uint32_t i = ended_count; i-- > 0;) {
		if (ended[i].thread != plain_thread ||
		    ended[i].address != rt_graph()->locations[e->location].address)
			continue;
		v->verdict = ACQ_MISUSE;
		violation_message(v, "%s of %s that another thread uses, and nothing orders the two",
		                  ended[i].function, ended[i].name);
		return;
	}
}

void ended_init(void)
{
	size_t got;

	ended = engine_reserve(sizeof *ended << 20, &got);
	max_ended = got / sizeof *ended;
}
