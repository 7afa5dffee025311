/*
 * Attributes of threads and objects are libc's own. That is where a call of it reads and writes memory of the
 * program, which the compiler has not instrumented: so that two threads which do that at the same time race,
 * and the memory comes back.
 */
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/sync/object.h"

#include <sched.h>
#include <signal.h>

static void reads(const void *p, size_t size, uint64_t pc)
{
	plain_access((uint64_t)p, size, false, pc);
}

static void writes(void *p, size_t size, uint64_t pc)
{
	plain_access((uint64_t)p, size, true, pc);
	memory_save((uint64_t)p, size);
}

/* A call about the attributes `a` that writes them. */
#define SETS(name, type, parameters, arguments)          \
	INTERPOSE(int, name) parameters                  \
	{                                                \
		writes(a, sizeof(type), RETURN_ADDRESS); \
		return REAL(name) arguments;             \
	}

/* One that reads them and writes *value. */
#define GETS(name, type, parameters, arguments)               \
	INTERPOSE(int, name) parameters                       \
	{                                                     \
		reads(a, sizeof(type), RETURN_ADDRESS);       \
		writes(value, sizeof *value, RETURN_ADDRESS); \
		return REAL(name) arguments;                  \
	}

#define KIND(prefix, type)                         \
	SETS(prefix##_init, type, (type * a), (a)) \
	SETS(prefix##_destroy, type, (type * a), (a))

#define PART(prefix, part, type, part_type)                                     \
	SETS(prefix##_set##part, type, (type * a, part_type value), (a, value)) \
	GETS(prefix##_get##part, type, (const type *a, part_type *value), (a, value))

KIND(pthread_attr, pthread_attr_t)
PART(pthread_attr, detachstate, pthread_attr_t, int)
PART(pthread_attr, guardsize, pthread_attr_t, size_t)
PART(pthread_attr, inheritsched, pthread_attr_t, int)
PART(pthread_attr, schedpolicy, pthread_attr_t, int)
PART(pthread_attr, scope, pthread_attr_t, int)
PART(pthread_attr, stacksize, pthread_attr_t, size_t)
SETS(pthread_attr_setschedparam, pthread_attr_t, (pthread_attr_t * a, const struct sched_param *value),
     (a, value))
GETS(pthread_attr_getschedparam, pthread_attr_t, (const pthread_attr_t *a, struct sched_param *value),
     (a, value))

KIND(pthread_mutexattr, pthread_mutexattr_t)
PART(pthread_mutexattr, prioceiling, pthread_mutexattr_t, int)
PART(pthread_mutexattr, protocol, pthread_mutexattr_t, int)
PART(pthread_mutexattr, pshared, pthread_mutexattr_t, int)
PART(pthread_mutexattr, robust, pthread_mutexattr_t, int)
PART(pthread_mutexattr, type, pthread_mutexattr_t, int)

KIND(pthread_condattr, pthread_condattr_t)
PART(pthread_condattr, clock, pthread_condattr_t, clockid_t)
PART(pthread_condattr, pshared, pthread_condattr_t, int)

KIND(pthread_rwlockattr, pthread_rwlockattr_t)
PART(pthread_rwlockattr, kind_np, pthread_rwlockattr_t, int)
PART(pthread_rwlockattr, pshared, pthread_rwlockattr_t, int)

KIND(pthread_barrierattr, pthread_barrierattr_t)
PART(pthread_barrierattr, pshared, pthread_barrierattr_t, int)

/*
 * Stacks are the checker's: one that the program brings is not used, only its size is that of the thread's.
 */
SETS(pthread_attr_setstack, pthread_attr_t, (pthread_attr_t * a, void *stack, size_t size), (a, stack, size))

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
PART(pthread_attr, stackaddr, pthread_attr_t, void *)
#pragma GCC diagnostic pop

INTERPOSE(int, pthread_attr_getstack)(const pthread_attr_t *a, void **stack, size_t *size)
{
	reads(a, sizeof *a, RETURN_ADDRESS);
	writes(stack, sizeof *stack, RETURN_ADDRESS);
	writes(size, sizeof *size, RETURN_ADDRESS);
	return REAL(pthread_attr_getstack)(a, stack, size);
}

/*
 * --- On which processors a thread runs, and its signals, make no difference -------------------------------
 */

INTERPOSE(int, pthread_attr_setaffinity_np)(pthread_attr_t *a, size_t size, const cpu_set_t *set)
{
	reads(set, size, RETURN_ADDRESS);
	writes(a, sizeof *a, RETURN_ADDRESS);
	return 0;
}

INTERPOSE(int, pthread_attr_setsigmask_np)(pthread_attr_t *a, const sigset_t *mask)
{
	reads(mask, sizeof *mask, RETURN_ADDRESS);
	writes(a, sizeof *a, RETURN_ADDRESS);
	return 0;
}
