/*
 * GOnce, and g_once_init_enter(). Who runs the function, or initializes, lets the others wait until it is
 * done. What they all know afterwards is what happened before that.
 */
#include "glib.h"

#define SPECIFIED ar_modelled_always("GOnce")

enum { NOT_CALLED, IN_PROGRESS, READY }; /* GOnceStatus */

struct glib_once {
	uint32_t status; /* the state; programs load it with __ATOMIC_ACQUIRE */
	void *result;
};

static ar_model_result begin(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	if (state == NOT_CALLED)
		return AR_MODEL_BECOMES(IN_PROGRESS);
	return state == READY ? AR_MODEL_STAYS : AR_MODEL_WAITS;
}

static ar_model_result end(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)state, (void)unused, (void)variant;
	return AR_MODEL_BECOMES(READY);
}

/* clang-format off */
#define ONCE_BEGINS(state_size) \
	{.function = begin, .word = AR_MODEL_CALL, .size = (state_size), \
	 .changing = AR_MODEL_ACQUIRES, .looking = AR_MODEL_ACQUIRES}
#define ONCE_ENDS(state_size) \
	{.function = end, .word = AR_MODEL_CALL, .size = (state_size), .changing = AR_MODEL_RELEASES}
/* clang-format on */

static const ar_model_call begins = ONCE_BEGINS(4);
static const ar_model_call ends = ONCE_ENDS(4);

GLIB void *g_once_impl(struct glib_once *once, void *(*function)(void *), void *argument)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_once_impl)(once, function, argument);
	if (ar_model_step(&once->status, &begins, 0) == NOT_CALLED) {
		once->result = function(argument);
		ar_model_step(&once->status, &ends, 0);
	}
	return once->result;
}

/*
 * --- g_once_init_enter
 *
 * The location is 0 until it is initialized, also meanwhile: so whether somebody initializes it is a state
 * beside it, as that of a GOnce.
 */

static const ar_model_call begins_beside = ONCE_BEGINS(8);
static const ar_model_call ends_beside = ONCE_ENDS(8);

static void *beside(void *location)
{
	return ar_model_own(ar_model_pair((uint64_t)(uintptr_t)location, 'O'));
}

static gboolean enter(uintptr_t *location)
{
	if (ar_model_step(beside(location), &begins_beside, 0) == READY)
		return 0;
	/* acquire: pairs with the store of a program that initializes it itself; else we may miss that */
	if (!__atomic_load_n(location, __ATOMIC_ACQUIRE))
		return 1;
	ar_model_step(beside(location), &ends_beside, 0);
	return 0;
}

static void finish(uintptr_t *location, uintptr_t result)
{
	if (!result)
		ar_misuse_found("g_once_init_leave() with the result 0, which means that nothing is "
		                "initialized");
	/* acq_rel: pairs with the loads in programs; else they may miss what was initialized */
	if (__atomic_exchange_n(location, result, __ATOMIC_ACQ_REL))
		ar_misuse_found("g_once_init_leave() of a location that is initialized already");
	if (ar_model_step(beside(location), &ends_beside, 0) != IN_PROGRESS)
		ar_misuse_found("g_once_init_leave() without g_once_init_enter()");
}

GLIB gboolean g_once_init_enter(uintptr_t *location)
{
	return SPECIFIED ? enter(location) : GLIB_NATIVE(g_once_init_enter)(location);
}

GLIB gboolean g_once_init_enter_impl(uintptr_t *location)
{
	return SPECIFIED ? enter(location) : GLIB_NATIVE(g_once_init_enter_impl)(location);
}

GLIB gboolean g_once_init_enter_pointer(uintptr_t *location)
{
	return SPECIFIED ? enter(location) : GLIB_NATIVE(g_once_init_enter_pointer)(location);
}

GLIB void g_once_init_leave(uintptr_t *location, uintptr_t result)
{
	if (SPECIFIED)
		finish(location, result);
	else
		GLIB_NATIVE(g_once_init_leave)(location, result);
}

GLIB void g_once_init_leave_pointer(uintptr_t *location, uintptr_t result)
{
	if (SPECIFIED)
		finish(location, result);
	else
		GLIB_NATIVE(g_once_init_leave_pointer)(location, result);
}
