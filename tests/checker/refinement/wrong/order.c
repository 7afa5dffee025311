/*
 * A specification that orders what the implementation does not: `refines` has to say so.
 *
 * client: wS,Ar
 */
#include <acqrel/atomic.h>
#include <acqrel/model.h>

#include "../clients.h"

static ar_atomic_u32 word;

static ar_model_result set(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_BECOMES(1);
}

static ar_model_result look(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_STAYS;
}

static const ar_model_call sets = {
	.function = set, .word = AR_MODEL_CALL, .size = 4, .changing = AR_MODEL_RELEASES};
static const ar_model_call looks = {
	.function = look, .word = AR_MODEL_CALL, .size = 4, .looking = AR_MODEL_ACQUIRES};

static void perform(struct client *c, char operation)
{
	bool specified = ar_modelled("order");

	if (operation == 'S' && specified)
		ar_model_step(&word, &sets, 0);
	else if (operation == 'S')
		/* relaxed: that is what is wrong */
		ar_store_relaxed(&word, 1);
	else if (specified)
		result(c, (unsigned)ar_model_step(&word, &looks, 0));
	else
		/* relaxed: as above */
		result(c, ar_load_relaxed(&word));
}
