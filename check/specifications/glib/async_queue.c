/*
 * GAsyncQueue. The state is the thread that has locked the queue, and the messages in it, by ticket; what a
 * message is, is noted with its ticket. To push or to pop is one step, as it is under the queue's mutex.
 *
 * How many threads wait to pop counts in the length. A thread adds itself before it pops, whether it will
 * have to wait or not: the length it may be seen with is one that it could have had if it had waited.
 */
#include "glib.h"

#define SPECIFIED ar_modelled_always("GAsyncQueue")

struct glib_async_queue {
	uint64_t state;
	int references, poppers;
	void (*free_message)(void *);
};

static uint64_t owner(uint64_t state)
{
	return ar_model_first(state);
}

static uint64_t messages(uint64_t state)
{
	return ar_model_second(state);
}

/* --- Steps: `as` is the caller if it has locked the queue, else 0 -------------------------------------- */

static ar_model_result lock(uint64_t state, uint64_t me, unsigned variant)
{
	(void)variant;
	if (owner(state) == me)
		return AR_MODEL_STAYS;
	return owner(state) ? AR_MODEL_WAITS : AR_MODEL_BECOMES(ar_model_pair(me, messages(state)));
}

/* Its owner puts other messages in place of all, and unlocks it or not: a pair of owner and messages. */
static ar_model_result replace(uint64_t state, uint64_t pair, unsigned variant)
{
	(void)state, (void)variant;
	return AR_MODEL_BECOMES(pair);
}

static ar_model_result push(uint64_t state, uint64_t as_and_ticket, unsigned variant)
{
	uint64_t as = ar_model_first(as_and_ticket), ticket = ar_model_second(as_and_ticket);

	(void)variant;
	if (owner(state) != as)
		return as ? AR_MODEL_STAYS : AR_MODEL_WAITS;
	return AR_MODEL_BECOMES(ar_model_pair(as, ar_model_list_with(messages(state), ticket)));
}

static uint64_t list_behind(uint64_t ticket, uint64_t list)
{
	uint64_t all = ar_model_list_with(0, ticket);

	for (unsigned i = 0; i < ar_model_list_length(list); i++)
		all = ar_model_list_with(all, ar_model_list_at(list, i));
	return all;
}

static ar_model_result push_front(uint64_t state, uint64_t as_and_ticket, unsigned variant)
{
	uint64_t as = ar_model_first(as_and_ticket), ticket = ar_model_second(as_and_ticket);

	(void)variant;
	if (owner(state) != as)
		return as ? AR_MODEL_STAYS : AR_MODEL_WAITS;
	return AR_MODEL_BECOMES(ar_model_pair(as, list_behind(ticket, messages(state))));
}

static uint64_t without_first(uint64_t list)
{
	return ar_model_list_without(list, ar_model_list_at(list, 0));
}

static ar_model_result try_pop(uint64_t state, uint64_t as, unsigned variant)
{
	(void)variant;
	if (owner(state) != as)
		return as ? AR_MODEL_STAYS : AR_MODEL_WAITS;
	if (!messages(state))
		return AR_MODEL_STAYS;
	return AR_MODEL_BECOMES(ar_model_pair(as, without_first(messages(state))));
}

/* Of a queue that nobody has locked; the caller gets it as `as`. */
static ar_model_result pop(uint64_t state, uint64_t as, unsigned variant)
{
	(void)variant;
	if (owner(state) || !messages(state))
		return AR_MODEL_WAITS;
	return AR_MODEL_BECOMES(ar_model_pair(as, without_first(messages(state))));
}

static ar_model_result find_empty(uint64_t state, uint64_t as, unsigned variant)
{
	(void)variant;
	if (owner(state) || messages(state))
		return AR_MODEL_WAITS;
	return as ? AR_MODEL_BECOMES(ar_model_pair(as, 0)) : AR_MODEL_STAYS;
}

static ar_model_result look(uint64_t state, uint64_t as, unsigned variant)
{
	(void)variant;
	return owner(state) != as && !as ? AR_MODEL_WAITS : AR_MODEL_STAYS;
}

static const ar_model_call locks = GLIB_ORDERED_STEP(lock);
static const ar_model_call replaces = GLIB_ORDERED_STEP(replace);
static const ar_model_call pushes = GLIB_ORDERED_STEP(push);
static const ar_model_call pushes_front = GLIB_ORDERED_STEP(push_front);
static const ar_model_call tries_to_pop = GLIB_ORDERED_STEP(try_pop);
static const ar_model_call pops = GLIB_ORDERED_STEP(pop);
static const ar_model_call finds_empty = GLIB_ORDERED_STEP(find_empty);
static const ar_model_call looks = GLIB_ORDERED_STEP(look);

static void check_owned(uint64_t state, uint64_t as, const char *complaint)
{
	if (as && owner(state) != as)
		ar_misuse_found(complaint);
}

#define NOT_LOCKED(function) function "() of a queue that the thread has not locked"

/* --- Beginning and end --------------------------------------------------------------------------------- */

static struct glib_async_queue *make(void (*free_message)(void *))
{
	struct glib_async_queue *q = calloc(1, sizeof *q);

	if (!q)
		abort();
	q->references = 1;
	q->free_message = free_message;
	return q;
}

GLIB struct glib_async_queue *g_async_queue_new(void)
{
	return SPECIFIED ? make(NULL) : GLIB_NATIVE(g_async_queue_new)();
}

GLIB struct glib_async_queue *g_async_queue_new_full(void (*free_message)(void *))
{
	return SPECIFIED ? make(free_message) : GLIB_NATIVE(g_async_queue_new_full)(free_message);
}

GLIB struct glib_async_queue *g_async_queue_ref(struct glib_async_queue *q)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_async_queue_ref)(q);
	/* relaxed: the caller has a reference already */
	__atomic_fetch_add(&q->references, 1, __ATOMIC_RELAXED);
	return q;
}

/* What a message is, and no longer is the queue's. */
static void *take_over(uint64_t ticket)
{
	void *message = (void *)(uintptr_t)ar_model_noted(ticket);

	ar_model_note(ticket, (uint64_t)(uintptr_t)message);
	return message;
}

GLIB void g_async_queue_unref(struct glib_async_queue *q)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_async_queue_unref)(q);
		return;
	}
	/* acq_rel: pairs with itself; else the last one may free what others still write */
	if (__atomic_sub_fetch(&q->references, 1, __ATOMIC_ACQ_REL))
		return;
	uint64_t left = messages(ar_model_step(&q->state, &looks, 0));
	for (unsigned i = 0; i < ar_model_list_length(left) && q->free_message; i++)
		q->free_message(take_over(ar_model_list_at(left, i)));
	free(q);
}

/* --- Locking ------------------------------------------------------------------------------------------- */

/* Returns the messages. */
static uint64_t lock_queue(struct glib_async_queue *q)
{
	uint64_t state = ar_model_step(&q->state, &locks, glib_me());

	if (owner(state) == glib_me())
		ar_misuse_found("locking of a queue that the thread has locked already");
	return messages(state);
}

/* Of one who has it already: no other thread changes it. */
static uint64_t look_at_locked(struct glib_async_queue *q, const char *complaint)
{
	uint64_t state = ar_model_step(&q->state, &looks, glib_me());

	check_owned(state, glib_me(), complaint);
	return messages(state);
}

GLIB void g_async_queue_lock(struct glib_async_queue *q)
{
	if (SPECIFIED)
		lock_queue(q);
	else
		GLIB_NATIVE(g_async_queue_lock)(q);
}

GLIB void g_async_queue_unlock(struct glib_async_queue *q)
{
	if (SPECIFIED)
		ar_model_step(&q->state, &replaces,
		              ar_model_pair(0, look_at_locked(q, NOT_LOCKED("g_async_queue_unlock"))));
	else
		GLIB_NATIVE(g_async_queue_unlock)(q);
}

/* --- Pushing ------------------------------------------------------------------------------------------- */

static uint64_t ticket_for(struct glib_async_queue *q, void *message, const char *function_and_null)
{
	uint64_t ticket = ar_model_ticket();

	if (!message)
		ar_misuse_found(function_and_null);
	ar_model_keep(ticket, q, message);
	return ticket;
}

static void push_by(const ar_model_call *how, struct glib_async_queue *q, void *message, uint64_t as,
                    const char *null, const char *complaint)
{
	uint64_t pair = ar_model_pair(as, ticket_for(q, message, null));

	check_owned(ar_model_step(&q->state, how, pair), as, complaint);
}

#define OF_NULL(function) function "() of NULL, which a queue cannot hold"

#define PUSH(name, how)                                                                 \
	GLIB void name(struct glib_async_queue *q, void *message)                       \
	{                                                                               \
		if (SPECIFIED)                                                          \
			push_by(how, q, message, 0, OF_NULL(#name), "");                \
		else                                                                    \
			GLIB_NATIVE(name)(q, message);                                  \
	}                                                                               \
	GLIB void name##_unlocked(struct glib_async_queue *q, void *message)            \
	{                                                                               \
		if (SPECIFIED)                                                          \
			push_by(how, q, message, glib_me(), OF_NULL(#name "_unlocked"), \
			        NOT_LOCKED(#name "_unlocked"));                         \
		else                                                                    \
			GLIB_NATIVE(name##_unlocked)(q, message);                       \
	}

PUSH(g_async_queue_push, &pushes)
PUSH(g_async_queue_push_front, &pushes_front)

/* --- Popping ------------------------------------------------------------------------------------------- */

static void *first_of(uint64_t state)
{
	uint64_t ticket = ar_model_list_at(messages(state), 0);

	return ticket ? take_over(ticket) : NULL;
}

/* Of a queue that the caller has locked (`as`), or that nobody has; NULL: the time is over. */
static void *wait_to_pop(struct glib_async_queue *q, uint64_t as, uint64_t deadline)
{
	enum ar_model_limit limit = ar_model_limit(deadline);

	if (as) {
		uint64_t found = ar_model_step(&q->state, &tries_to_pop, as);
		check_owned(found, as, "popping, unlocked, from a queue that the thread has not locked");
		if (messages(found) || limit == AR_MODEL_PASSED)
			return first_of(found);
		ar_model_step(&q->state, &replaces, 0);
	}
	if (limit == AR_MODEL_PASSED)
		return first_of(ar_model_step(&q->state, &tries_to_pop, 0));
	if (limit == AR_MODEL_TOO_LATE) {
		ar_model_step_within(&q->state, &finds_empty, as, limit);
		ar_model_time_is(deadline);
		return NULL;
	}
	return first_of(ar_model_step_within(&q->state, &pops, as, limit));
}

static void *pop_within(struct glib_async_queue *q, uint64_t as, uint64_t deadline)
{
	/* relaxed: g_async_queue_length() wants the number, and nothing else */
	__atomic_fetch_add(&q->poppers, 1, __ATOMIC_RELAXED);
	void *message = wait_to_pop(q, as, deadline);
	/* relaxed: as above */
	__atomic_fetch_sub(&q->poppers, 1, __ATOMIC_RELAXED);
	return message;
}

static void *try_to_pop(struct glib_async_queue *q, uint64_t as)
{
	uint64_t found = ar_model_step(&q->state, &tries_to_pop, as);

	check_owned(found, as, NOT_LOCKED("g_async_queue_try_pop_unlocked"));
	return first_of(found);
}

GLIB void *g_async_queue_pop(struct glib_async_queue *q)
{
	return SPECIFIED ? pop_within(q, 0, UINT64_MAX) : GLIB_NATIVE(g_async_queue_pop)(q);
}

GLIB void *g_async_queue_pop_unlocked(struct glib_async_queue *q)
{
	return SPECIFIED ? pop_within(q, glib_me(), UINT64_MAX) : GLIB_NATIVE(g_async_queue_pop_unlocked)(q);
}

GLIB void *g_async_queue_try_pop(struct glib_async_queue *q)
{
	return SPECIFIED ? try_to_pop(q, 0) : GLIB_NATIVE(g_async_queue_try_pop)(q);
}

GLIB void *g_async_queue_try_pop_unlocked(struct glib_async_queue *q)
{
	return SPECIFIED ? try_to_pop(q, glib_me()) : GLIB_NATIVE(g_async_queue_try_pop_unlocked)(q);
}

GLIB void *g_async_queue_timeout_pop(struct glib_async_queue *q, uint64_t time)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_async_queue_timeout_pop)(q, time);
	return pop_within(q, 0, glib_deadline_in(time));
}

GLIB void *g_async_queue_timeout_pop_unlocked(struct glib_async_queue *q, uint64_t time)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_async_queue_timeout_pop_unlocked)(q, time);
	return pop_within(q, glib_me(), glib_deadline_in(time));
}

/* clang-format off */
#define DEPRECATED(name) \
	GLIB void *name(struct glib_async_queue *q, void *time) \
	{ \
		if (!SPECIFIED) \
			return GLIB_NATIVE(name)(q, time); \
		ar_model_unsupported(#name "(), which GLib has deprecated: g_async_queue_timeout_pop()"); \
	}
/* clang-format on */
DEPRECATED(g_async_queue_timed_pop)
DEPRECATED(g_async_queue_timed_pop_unlocked)

/* --- The messages as a whole --------------------------------------------------------------------------- */

static int length(struct glib_async_queue *q, uint64_t as)
{
	uint64_t state = ar_model_step(&q->state, &looks, as);

	check_owned(state, as, NOT_LOCKED("g_async_queue_length_unlocked"));
	/* relaxed: the number, and nothing else */
	return (int)ar_model_list_length(messages(state)) - __atomic_load_n(&q->poppers, __ATOMIC_RELAXED);
}

GLIB int g_async_queue_length(struct glib_async_queue *q)
{
	return SPECIFIED ? length(q, 0) : GLIB_NATIVE(g_async_queue_length)(q);
}

GLIB int g_async_queue_length_unlocked(struct glib_async_queue *q)
{
	return SPECIFIED ? length(q, glib_me()) : GLIB_NATIVE(g_async_queue_length_unlocked)(q);
}

static void put_messages(struct glib_async_queue *q, uint64_t list, bool unlocks)
{
	ar_model_step(&q->state, &replaces, ar_model_pair(unlocks ? 0 : glib_me(), list));
}

typedef int compare_function(const void *, const void *, void *);

/* Before the first that is not less. */
static uint64_t sorted_in(uint64_t list, uint64_t ticket, compare_function *compare, void *user)
{
	void *message = (void *)(uintptr_t)ar_model_noted(ticket);
	uint64_t all = 0;
	bool in = false;

	for (unsigned i = 0; i < ar_model_list_length(list); i++) {
		uint64_t other = ar_model_list_at(list, i);
		if (!in && compare((void *)(uintptr_t)ar_model_noted(other), message, user) >= 0) {
			all = ar_model_list_with(all, ticket);
			in = true;
		}
		all = ar_model_list_with(all, other);
	}
	return in ? all : ar_model_list_with(all, ticket);
}

GLIB void g_async_queue_push_sorted(struct glib_async_queue *q, void *message, compare_function *compare,
                                    void *user)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_async_queue_push_sorted)(q, message, compare, user);
		return;
	}
	uint64_t ticket = ticket_for(q, message, OF_NULL("g_async_queue_push_sorted"));
	put_messages(q, sorted_in(lock_queue(q), ticket, compare, user), true);
}

GLIB void g_async_queue_push_sorted_unlocked(struct glib_async_queue *q, void *message,
                                             compare_function *compare, void *user)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_async_queue_push_sorted_unlocked)(q, message, compare, user);
		return;
	}
	uint64_t ticket = ticket_for(q, message, OF_NULL("g_async_queue_push_sorted_unlocked"));
	uint64_t list = look_at_locked(q, NOT_LOCKED("g_async_queue_push_sorted_unlocked"));
	put_messages(q, sorted_in(list, ticket, compare, user), false);
}

static uint64_t sorted(uint64_t list, compare_function *compare, void *user)
{
	uint64_t all = 0;

	for (unsigned i = ar_model_list_length(list); i-- > 0;)
		all = sorted_in(all, ar_model_list_at(list, i), compare, user);
	return all;
}

GLIB void g_async_queue_sort(struct glib_async_queue *q, compare_function *compare, void *user)
{
	if (SPECIFIED)
		put_messages(q, sorted(lock_queue(q), compare, user), true);
	else
		GLIB_NATIVE(g_async_queue_sort)(q, compare, user);
}

GLIB void g_async_queue_sort_unlocked(struct glib_async_queue *q, compare_function *compare, void *user)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_async_queue_sort_unlocked)(q, compare, user);
		return;
	}
	uint64_t list = look_at_locked(q, NOT_LOCKED("g_async_queue_sort_unlocked"));
	put_messages(q, sorted(list, compare, user), false);
}

static bool remove_from(struct glib_async_queue *q, uint64_t list, const void *message, bool unlocks)
{
	for (unsigned i = 0; i < ar_model_list_length(list); i++) {
		uint64_t ticket = ar_model_list_at(list, i);
		if (ar_model_noted(ticket) != (uint64_t)(uintptr_t)message)
			continue;
		take_over(ticket);
		put_messages(q, ar_model_list_without(list, ticket), unlocks);
		return true;
	}
	put_messages(q, list, unlocks);
	return false;
}

GLIB gboolean g_async_queue_remove(struct glib_async_queue *q, void *message)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_async_queue_remove)(q, message);
	return remove_from(q, lock_queue(q), message, true);
}

GLIB gboolean g_async_queue_remove_unlocked(struct glib_async_queue *q, void *message)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_async_queue_remove_unlocked)(q, message);
	return remove_from(q, look_at_locked(q, NOT_LOCKED("g_async_queue_remove_unlocked")), message, false);
}
