/*
 * Named semaphores, of one process. What a name stands for is an object like others, so that who creates it
 * first is explored: its state is 0, or the number of the semaphore (a member's, see thread_sets.c), whose
 * value is in the word of that number. When an execution begins there are none.
 */
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/memory/wide.h"
#include "rt/sync/object.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <stdarg.h>

static int fail(int error)
{
	memory_save((uint64_t)&errno, sizeof errno);
	errno = error;
	return -1;
}

static struct transition make(uint64_t old, uint64_t semaphore, uint32_t variant)
{
	(void)variant;
	return old ? READS_ONLY : BECOMES(semaphore);
}

static struct transition look_up(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)old, (void)operand, (void)variant;
	return READS_ONLY;
}

static struct transition forget(uint64_t old, uint64_t operand, uint32_t variant)
{
	(void)operand, (void)variant;
	return old ? BECOMES(0) : READS_ONLY;
}

static const struct transition_function makes = {.apply = make};
static const struct transition_function looks_up = {.apply = look_up};
static const struct transition_function forgets = {.apply = forget};

static const struct object_kind kind = {
	.name = "a semaphore",
	.used = "that a thread waits on",
	.in_use = object_in_any_use,
	.size = sizeof(uint64_t),
	.state_size = sizeof(uint32_t),
};

/* The number that a name has, the same in all workers; 0: it is none. */
static uint64_t number_of(const char *name, uint64_t pc)
{
	uint64_t number = 0;
	size_t n = 0;

	while (name[n])
		n++;
	plain_access((uint64_t)name, n + 1, false, pc);
	while (*name == '/')
		name++;
	for (n = 0; name[n]; n++) {
		if (name[n] == '/' || n == NAME_MAX - 4)
			return 0;
		number = wide_number((wide)(number << 8 | (unsigned char)name[n]) << 64 | UINT64_MAX);
	}
	return number;
}

static const struct event *perform(const struct transition_function *function, uint64_t name,
                                   uint64_t operand, uint64_t pc)
{
	struct object_call c = {function, object_word(name), operand, pc, ACQ_REL, 8, NULL};

	return object_perform(&c);
}

static int open_it(const char *name, int flags, unsigned value, sem_t **s, uint64_t pc)
{
	struct fiber *f = rt.current;
	uint64_t number = number_of(name, pc), semaphore = 0;

	if (!number)
		return fail(EINVAL);
	if (flags & O_CREAT) {
		if (value > SEM_VALUE_MAX)
			return fail(EINVAL);
		semaphore = waiter_number(f->thread, f->words++);
		object_begin(&kind, "sem_open", object_word(semaphore), value, pc);
	}
	const struct event *e = perform(flags & O_CREAT ? &makes : &looks_up, number, semaphore, pc);
	if (e->value_read) {
		if (flags & O_CREAT && flags & O_EXCL)
			return fail(EEXIST);
		semaphore = e->value_read;
	}
	if (!semaphore)
		return fail(ENOENT);
	*s = (sem_t *)object_word(semaphore);
	return 0;
}

INTERPOSE(sem_t *, sem_open)(const char *name, int flags, ...)
{
	unsigned value = 0;
	sem_t *s = SEM_FAILED;
	va_list arguments;

	va_start(arguments, flags);
	if (flags & O_CREAT) {
		(void)va_arg(arguments, unsigned); /* who may open it */
		value = va_arg(arguments, unsigned);
	}
	va_end(arguments);
	open_it(name, flags, value, &s, RETURN_ADDRESS);
	return s;
}

INTERPOSE(int, sem_close)(sem_t *s)
{
	return object_is_word((uint64_t)s) ? 0 : fail(EINVAL);
}

INTERPOSE(int, sem_unlink)(const char *name)
{
	uint64_t number = number_of(name, RETURN_ADDRESS);
	if (!number || !perform(&forgets, number, 0, RETURN_ADDRESS)->value_read)
		return fail(ENOENT);
	return 0;
}
