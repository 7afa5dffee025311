/*
 * <threads.h>, where it is not the same as pthreads under another name (entry.S has those): its mutexes,
 * condition variables and keys are pthread's, its answers are not.
 */
#include "rt/abi/constructors.h"
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/sync/object.h"

#include <errno.h>
#include <threads.h>

static int answer(int error)
{
	switch (error) {
	case 0:
		return thrd_success;
	case EBUSY:
		return thrd_busy;
	case ETIMEDOUT:
		return thrd_timedout;
	case ENOMEM:
		return thrd_nomem;
	default:
		return thrd_error;
	}
}

EXPORT int thrd_create(thrd_t *thread, thrd_start_t start, void *argument)
{
	if (!rt_in_program()) {
		constructors_make_thread(RETURN_ADDRESS);
		return REAL(thrd_create)(thread, start, argument);
	}
	/* What it returns is all in the lower half of the register. */
	return answer(
		thread_create(thread, NULL, (void *(*)(void *))(uintptr_t)start, argument, RETURN_ADDRESS));
}

INTERPOSE(int, thrd_join)(thrd_t thread, int *result)
{
	void *value;

	int error = thread_join(thread, &value, "thrd_join", RETURN_ADDRESS);
	if (error)
		return answer(error);
	if (result) {
		plain_access((uint64_t)result, sizeof *result, true, RETURN_ADDRESS);
		*result = (int)(intptr_t)value;
	}
	return thrd_success;
}

INTERPOSE(int, mtx_init)(mtx_t *m, int type)
{
	mutex_begin((pthread_mutex_t *)m, "mtx_init", RETURN_ADDRESS);
	return REAL(mtx_init)(m, type);
}

INTERPOSE_WITH_REGISTERS(mtx_lock, c11_lock);

__attribute__((used)) int c11_lock(mtx_t *m, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
                                   const struct hook_frame *frame)
{
	return answer(mutex_lock((pthread_mutex_t *)m, u1, u2, u3, u4, frame));
}

INTERPOSE_WITH_REGISTERS(mtx_trylock, c11_trylock);

__attribute__((used)) int c11_trylock(mtx_t *m, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
                                      const struct hook_frame *frame)
{
	return answer(mutex_trylock((pthread_mutex_t *)m, u1, u2, u3, u4, frame));
}

INTERPOSE_WITH_REGISTERS(mtx_timedlock, c11_timedlock);

__attribute__((used)) int c11_timedlock(mtx_t *m, const struct timespec *t, uint64_t u2, uint64_t u3,
                                        uint64_t u4, const struct hook_frame *frame)
{
	return answer(mutex_timedlock((pthread_mutex_t *)m, t, u2, u3, u4, frame));
}

INTERPOSE_WITH_REGISTERS(mtx_unlock, c11_unlock);

__attribute__((used)) int c11_unlock(mtx_t *m, uint64_t u1, uint64_t u2, uint64_t u3, uint64_t u4,
                                     const struct hook_frame *frame)
{
	(void)u1, (void)u2, (void)u3, (void)u4;
	return answer(mutex_unlock((pthread_mutex_t *)m, frame->pc));
}

INTERPOSE_WITH_REGISTERS(cnd_timedwait, c11_timedwait);

__attribute__((used)) int c11_timedwait(cnd_t *c, mtx_t *m, const struct timespec *t, uint64_t u3,
                                        uint64_t u4, const struct hook_frame *frame)
{
	return answer(condition_timedwait((pthread_cond_t *)c, (pthread_mutex_t *)m, t, u3, u4, frame));
}

INTERPOSE(int, cnd_init)(cnd_t *c)
{
	object_begin(&condition_kind, "cnd_init", (uint64_t)c, 0, RETURN_ADDRESS);
	return thrd_success;
}

INTERPOSE(int, tss_create)(tss_t *key, tss_dtor_t destructor)
{
	return answer(key_create(key, destructor, RETURN_ADDRESS));
}

EXPORT int tss_set(tss_t key, void *value)
{
	return answer(pthread_setspecific(key, value));
}

INTERPOSE(int, thrd_sleep)(const struct timespec *t, struct timespec *left)
{
	return time_sleep_for(t, RETURN_ADDRESS) ? -2 : 0;
}
