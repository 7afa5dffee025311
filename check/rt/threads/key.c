/* pthread_key_create and its relatives: values per thread, with destructors when the thread ends. */
#include "rt/abi/real.h"
#include "rt/error/violation.h"
#include "rt/memory/early.h"
#include "rt/memory/plain.h"
#include "rt/run/fiber.h"
#include "rt/run/undo.h"
#include "rt/sync/object.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>

struct key {
	bool used;
	void (*destructor)(void *);
};

/*
 * A number is never given again, so that a thread's values need not be cleared. How many there are at a time
 * is limited.
 */
static struct key keys[MAX_KEY_NUMBERS];
static uint32_t used; /* numbers given */
static uint32_t living;

/* libc's own keys have lower numbers. */
#define FIRST_KEY PTHREAD_KEYS_MAX

static void *before_main[MAX_KEY_NUMBERS]; /* the initial thread's values, set by constructors */

/* NULL: the initial thread, before main. */
static void **values_of(const struct fiber *f)
{
	return f ? f->values : before_main;
}

void keys_init(void)
{
	rt_copy(values_of(fiber_get(0)), before_main, used * sizeof *before_main);
}

static bool is_ours(pthread_key_t key)
{
	return key >= FIRST_KEY && !rt.below;
}

/* What constructors do is there in every execution. */
static void save(void *p, size_t n)
{
	if (rt.current)
		undo_save(p, n);
}

static void note_effect(void)
{
	if (rt.current)
		rt.current->effects++;
}

static struct key *key_of(pthread_key_t key)
{
	uint32_t i = key - FIRST_KEY;

	return key >= FIRST_KEY && i < used && keys[i].used ? &keys[i] : NULL;
}

/* Before main there is no fiber. */
static void **own_values(void)
{
	return values_of(rt.current ? fiber_lender(rt.current) : NULL);
}

int key_create(pthread_key_t *key, void (*destructor)(void *), uint64_t pc)
{
	if (living == PTHREAD_KEYS_MAX)
		return EAGAIN;
	if (used == MAX_KEY_NUMBERS)
		violation_unsupported(pc, "more than %d keys made in an execution", MAX_KEY_NUMBERS);
	save(&living, sizeof living);
	living++;
	save(&used, sizeof used);
	save(&keys[used], sizeof keys[used]);
	keys[used] = (struct key){true, destructor};
	if (rt.current)
		plain_access((uint64_t)key, sizeof *key, true, pc);
	*key = FIRST_KEY + used++;
	note_effect();
	return 0;
}

EXPORT int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
	bool ours = rt_in_program() || early_calls(RETURN_ADDRESS);
	return ours ? key_create(key, destructor, RETURN_ADDRESS) : REAL(pthread_key_create)(key, destructor);
}

EXPORT int pthread_key_delete(pthread_key_t key)
{
	if (!is_ours(key))
		return REAL(pthread_key_delete)(key);
	struct key *k = key_of(key);
	if (!k)
		return EINVAL;
	save(k, sizeof *k);
	k->used = false;
	save(&living, sizeof living);
	living--;
	note_effect();
	return 0;
}

EXPORT void *pthread_getspecific(pthread_key_t key)
{
	if (!is_ours(key))
		return REAL(pthread_getspecific)(key);
	if (!key_of(key))
		violation_simple(ACQ_MISUSE, RETURN_ADDRESS, "pthread_getspecific with a key that was %s",
		                 key - FIRST_KEY < used ? "deleted" : "never made");
	return own_values()[key - FIRST_KEY];
}

EXPORT int pthread_setspecific(pthread_key_t key, const void *value)
{
	if (!is_ours(key))
		return REAL(pthread_setspecific)(key, value);
	if (!key_of(key))
		return EINVAL;
	save(&own_values()[key - FIRST_KEY], sizeof(void *));
	own_values()[key - FIRST_KEY] = (void *)value;
	note_effect();
	return 0;
}

void keys_destroy(struct fiber *f)
{
	for (int round = 0; round < PTHREAD_DESTRUCTOR_ITERATIONS; round++) {
		bool again = false;
		for (uint32_t i = 0; i < used; i++) {
			void *value = values_of(f)[i];
			if (!value || !keys[i].used || !keys[i].destructor)
				continue;
			save(&values_of(f)[i], sizeof(void *));
			values_of(f)[i] = NULL;
			keys[i].destructor(value);
			again = true;
		}
		if (!again)
			return;
	}
}
