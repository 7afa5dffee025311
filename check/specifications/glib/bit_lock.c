/*
 * g_bit_lock() and g_pointer_bit_lock(): a lock in one bit of a number, or of a pointer. The state is all of
 * it, and the argument the bit.
 */
#include "glib.h"

#define SPECIFIED ar_modelled_always("g_bit_lock")

static ar_model_result lock(uint64_t state, uint64_t bit, unsigned variant)
{
	(void)variant;
	return state & bit ? AR_MODEL_WAITS : AR_MODEL_BECOMES(state | bit);
}

static ar_model_result try_lock(uint64_t state, uint64_t bit, unsigned variant)
{
	(void)variant;
	return state & bit ? AR_MODEL_STAYS : AR_MODEL_BECOMES(state | bit);
}

static ar_model_result unlock(uint64_t state, uint64_t bit, unsigned variant)
{
	(void)variant;
	return AR_MODEL_BECOMES(state & ~bit);
}

/* clang-format off */
#define BIT_STEP(f, state_size, orders) \
	{.function = (f), .word = AR_MODEL_CALL, .size = (state_size), .changing = (orders)}
/* clang-format on */

static const ar_model_call locks = BIT_STEP(lock, 4, AR_MODEL_ACQUIRES);
static const ar_model_call tries = BIT_STEP(try_lock, 4, AR_MODEL_ACQUIRES);
static const ar_model_call unlocks = BIT_STEP(unlock, 4, AR_MODEL_RELEASES);
static const ar_model_call locks_pointer = BIT_STEP(lock, 8, AR_MODEL_ACQUIRES);
static const ar_model_call tries_pointer = BIT_STEP(try_lock, 8, AR_MODEL_ACQUIRES);
static const ar_model_call unlocks_pointer = BIT_STEP(unlock, 8, AR_MODEL_RELEASES);

static uint64_t bit(int which)
{
	return UINT64_C(1) << which;
}

GLIB void g_bit_lock(volatile int *address, int which)
{
	if (SPECIFIED)
		ar_model_step((void *)address, &locks, bit(which));
	else
		GLIB_NATIVE(g_bit_lock)(address, which);
}

GLIB gboolean g_bit_trylock(volatile int *address, int which)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_bit_trylock)(address, which);
	return !(ar_model_step((void *)address, &tries, bit(which)) & bit(which));
}

GLIB void g_bit_unlock(volatile int *address, int which)
{
	if (SPECIFIED)
		ar_model_step((void *)address, &unlocks, bit(which));
	else
		GLIB_NATIVE(g_bit_unlock)(address, which);
}

GLIB void(g_pointer_bit_lock)(volatile void *address, int which)
{
	if (SPECIFIED)
		ar_model_step((void *)address, &locks_pointer, bit(which));
	else
		GLIB_NATIVE(g_pointer_bit_lock)(address, which);
}

GLIB gboolean(g_pointer_bit_trylock)(volatile void *address, int which)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_pointer_bit_trylock)(address, which);
	return !(ar_model_step((void *)address, &tries_pointer, bit(which)) & bit(which));
}

GLIB void(g_pointer_bit_unlock)(volatile void *address, int which)
{
	if (SPECIFIED)
		ar_model_step((void *)address, &unlocks_pointer, bit(which));
	else
		GLIB_NATIVE(g_pointer_bit_unlock)(address, which);
}
