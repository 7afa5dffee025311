/*
 * omp_lock_t and omp_nest_lock_t, and locks of constructs. gcc's omp.h has 4 bytes for the first and 16 for
 * the second, clang's 8 for both: what is here needs 4. The mark tells a lock from memory that is none. How
 * often the owner has set a lock of the second kind, only the owner remembers.
 */
#include "openmp.h"

#include "locks.h"

#define MARK 0x6c6f

struct lock {
	uint16_t word, mark;
};

_Static_assert(sizeof(struct lock) <= 4, "there is no more room");

struct held { /* by the thread */
	struct held *next;
	const struct lock *lock;
	unsigned count;
};

static uint32_t unnamed_critical, atomic_block;

static void check(const struct lock *l, const char *sentence)
{
	if (l->mark != MARK)
		openmp_misuse(sentence);
}

#define CHECK(l, function) check(l, function " of a lock that was not initialized, or was destroyed")

static void begin(struct lock *l)
{
	l->word = 0;
	l->mark = MARK;
}

static void end(struct lock *l, const char *sentence)
{
	if (!ar_model_try_lock(&l->word))
		openmp_misuse(sentence);
	ar_model_unlock(&l->word);
	l->mark = 0;
}

static void unset(struct lock *l, const char *nobody, const char *another)
{
	enum ar_model_owner owner = ar_model_unlock(&l->word);

	if (owner != AR_MODEL_OWN)
		openmp_misuse(owner == AR_MODEL_NOBODY ? nobody : another);
}

#define UNSET(l, function) \
	unset(l, function " of a lock that is not set", function " of a lock that another task has set")

void omp_init_lock(void *lock)
{
	begin(lock);
}

void omp_init_lock_with_hint(void *lock, int hint)
{
	(void)hint;
	begin(lock);
}

void omp_destroy_lock(void *lock)
{
	struct lock *l = lock;

	CHECK(l, "omp_destroy_lock");
	end(l, "omp_destroy_lock of a lock that is set");
}

void omp_set_lock(void *lock)
{
	struct lock *l = lock;

	CHECK(l, "omp_set_lock");
	ar_model_lock(&l->word);
}

int omp_test_lock(void *lock)
{
	struct lock *l = lock;

	CHECK(l, "omp_test_lock");
	return ar_model_try_lock(&l->word);
}

void omp_unset_lock(void *lock)
{
	struct lock *l = lock;

	CHECK(l, "omp_unset_lock");
	UNSET(l, "omp_unset_lock");
}

/* --- Those that their owner may set again ------------------------------------------------------------- */

static struct held **held_of(const struct lock *l)
{
	struct held **h = &locals.held;

	while (*h && (*h)->lock != l)
		h = &(*h)->next;
	return h;
}

static void hold(const struct lock *l)
{
	struct held *h = ar_model_allocate(sizeof *h, 16);

	*h = (struct held){locals.held, l, 1};
	locals.held = h;
}

void omp_init_nest_lock(void *lock)
{
	begin(lock);
}

void omp_init_nest_lock_with_hint(void *lock, int hint)
{
	(void)hint;
	begin(lock);
}

void omp_destroy_nest_lock(void *lock)
{
	struct lock *l = lock;

	CHECK(l, "omp_destroy_nest_lock");
	end(l, "omp_destroy_nest_lock of a lock that is set");
}

void omp_set_nest_lock(void *lock)
{
	struct lock *l = lock;

	CHECK(l, "omp_set_nest_lock");
	struct held *h = *held_of(l);
	if (h) {
		h->count++;
		return;
	}
	ar_model_lock(&l->word);
	hold(l);
}

/* Returns how often it is set now. */
int omp_test_nest_lock(void *lock)
{
	struct lock *l = lock;

	CHECK(l, "omp_test_nest_lock");
	struct held *h = *held_of(l);
	if (h)
		return (int)++h->count;
	if (!ar_model_try_lock(&l->word))
		return 0;
	hold(l);
	return 1;
}

void omp_unset_nest_lock(void *lock)
{
	struct lock *l = lock;

	CHECK(l, "omp_unset_nest_lock");
	struct held **h = held_of(l), *last = *h;
	if (last && --last->count)
		return;
	if (last) {
		*h = last->next;
		ar_model_free(last);
	}
	UNSET(l, "omp_unset_nest_lock");
}

/* --- Of constructs ------------------------------------------------------------------------------------ */

void construct_lock(uint32_t *word)
{
	ar_model_lock(word);
}

void construct_unlock(uint32_t *word)
{
	ar_model_unlock(word);
}

uint32_t *construct_unnamed(void)
{
	return &unnamed_critical;
}

uint32_t *construct_atomic(void)
{
	return &atomic_block;
}
