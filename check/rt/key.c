/* pthread_key_create and its relatives: values per thread, with destructors when the thread ends. */
#include "object.h"
#include "undo.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>

struct key {
	bool used;
	void (*destructor)(void *);
};

/* A number is never given again, so that a thread's values need not be cleared. How many there are at a time is limited. */
static struct key keys[MAX_KEY_NUMBERS];
static uint32_t used; /* numbers given */
static uint32_t living;

/* Keys made before main have numbers of libc's; ours begin above them. */
#define FIRST_KEY PTHREAD_KEYS_MAX

static void **values_of(const struct fiber *f)
{
	return f->values;
}

static struct key *key_of(pthread_key_t key)
{
	uint32_t i = key - FIRST_KEY;

	return key >= FIRST_KEY && i < used && keys[i].used ? &keys[i] : NULL;
}

int key_create(pthread_key_t *key, void (*destructor)(void *), uint64_t pc)
{
	if (living == PTHREAD_KEYS_MAX)
		return EAGAIN;
	if (used == MAX_KEY_NUMBERS)
		violation_unsupported(pc, "more than %d keys made in an execution", MAX_KEY_NUMBERS);
	undo_save(&living, sizeof living);
	living++;
	undo_save(&used, sizeof used);
	undo_save(&keys[used], sizeof keys[used]);
	keys[used] = (struct key){true, destructor};
	plain_access((uint64_t)key, sizeof *key, true, pc);
	*key = FIRST_KEY + used++;
	rt.current->effects++;
	return 0;
}

EXPORT int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
	return rt_in_program() ? key_create(key, destructor, RETURN_ADDRESS)
	                       : REAL(pthread_key_create)(key, destructor);
}

EXPORT int pthread_key_delete(pthread_key_t key)
{
	if (!rt_in_program())
		return REAL(pthread_key_delete)(key);
	struct key *k = key_of(key);
	if (!k)
		return EINVAL;
	undo_save(k, sizeof *k);
	k->used = false;
	undo_save(&living, sizeof living);
	living--;
	rt.current->effects++;
	return 0;
}

EXPORT void *pthread_getspecific(pthread_key_t key)
{
	if (!rt_in_program() || key < FIRST_KEY)
		return REAL(pthread_getspecific)(key);
	if (!key_of(key))
		violation_simple(ACQ_MISUSE, RETURN_ADDRESS, "pthread_getspecific with a key that was %s",
		                 key - FIRST_KEY < used ? "deleted" : "never made");
	return values_of(rt.current)[key - FIRST_KEY];
}

EXPORT int pthread_setspecific(pthread_key_t key, const void *value)
{
	if (!rt_in_program() || key < FIRST_KEY)
		return REAL(pthread_setspecific)(key, value);
	if (!key_of(key))
		return EINVAL;
	undo_save(&values_of(rt.current)[key - FIRST_KEY], sizeof(void *));
	values_of(rt.current)[key - FIRST_KEY] = (void *)value;
	rt.current->effects++;
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
			undo_save(&values_of(f)[i], sizeof(void *));
			values_of(f)[i] = NULL;
			keys[i].destructor(value);
			again = true;
		}
		if (!again)
			return;
	}
}
