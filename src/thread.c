#include "os/os.h"
#include "thread_record.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

enum { NONE, JOINABLE, JOINED, DETACHED }; /* what an ar_thread is */

static void *begin(void *arg)
{
	struct ar_thread_record *r = arg;

	ar_record_is_mine(r);
	if (r->name[0])
		ar_os_name_thread(r->name);
	return r->f(r->arg);
}

#define PAGE ((size_t)64 * 1024) /* the largest that is in use */

#ifdef _WIN32
#define LARGEST_STACK (UINT_MAX - PAGE) /* winpthreads drops the bits beyond */
#else
#define LARGEST_STACK (SIZE_MAX - PAGE)
#endif

/* All systems want whole pages, and some a minimum. */
static size_t stack_size(size_t at_least)
{
#ifdef PTHREAD_STACK_MIN
	if (at_least < (size_t)PTHREAD_STACK_MIN)
		at_least = (size_t)PTHREAD_STACK_MIN;
#endif
	return (at_least + PAGE - 1) / PAGE * PAGE;
}

static int start(struct ar_thread_record *r, size_t stack)
{
	pthread_attr_t attributes;

	if (stack == 0)
		return pthread_create(&r->thread, NULL, begin, r);
	if (stack > LARGEST_STACK)
		return EAGAIN;
	int err = pthread_attr_init(&attributes);
	if (err)
		return err;
	err = pthread_attr_setstacksize(&attributes, stack_size(stack));
	if (!err)
		err = pthread_create(&r->thread, &attributes, begin, r);
	pthread_attr_destroy(&attributes);
	return err;
}

/* Starts a thread with a record of its own, in *started. */
static int spawn(struct ar_thread_record **started, const ar_thread_options *options, void *(*f)(void *),
                 void *arg)
{
	const char *name = options && options->name ? options->name : "";

	if (strlen(name) >= AR_THREAD_NAME_SIZE)
		return ENAMETOOLONG;
	struct ar_thread_record *r = ar_record_take(2);
	if (!r)
		return ENOMEM;
	strcpy(r->name, name);
	r->f = f;
	r->arg = arg;
	int err = start(r, options ? options->stack_size : 0);
	if (err)
		ar_record_put(r);
	else
		*started = r;
	return err;
}

int ar_thread_spawn_with(ar_thread *t, const ar_thread_options *options, void *(*f)(void *), void *arg)
{
	struct ar_thread_record *r;
	int err = spawn(&r, options, f, arg);

	if (!err)
		*t = (ar_thread){r, JOINABLE};
	return err;
}

int ar_thread_spawn(ar_thread *t, void *(*f)(void *), void *arg)
{
	return ar_thread_spawn_with(t, NULL, f, arg);
}

/* What is wrong with using t as a thread that can still be joined. */
static void check(const ar_thread *t, const char *name, const char *was, const char *function,
                  const char *place)
{
	static const char *const but[] = {
		[NONE] = "but no thread was spawned in it",
		[JOINED] = "but it has been joined already",
		[DETACHED] = "but it has been detached",
	};

	if (t->state_ != JOINABLE)
		ar_misuse("the thread", name, was, function, place, but[t->state_]);
}

void ar_thread_join_by(ar_thread *t, void **result, const char *name, const char *function, const char *place)
{
	check(t, name, "was joined", function, place);
	if (t->handle_ == ar_record_of_caller())
		ar_misuse("the thread", name, "was joined", function, place,
		          "but it is the caller itself, who would wait for ever");
	if (pthread_join(t->handle_->thread, result) != 0)
		ar_misuse("the thread", name, "was joined", function, place,
		          "but it waits for the caller, and both would wait for ever");
	t->state_ = JOINED;
	ar_record_put(t->handle_);
}

void ar_thread_detach_by(ar_thread *t, const char *name, const char *function, const char *place)
{
	check(t, name, "was detached", function, place);
	t->handle_->left = ar_os_detach(t->handle_->thread);
	t->state_ = DETACHED;
	ar_record_leave(t->handle_);
}

ar_thread_handle ar_thread_handle_by(const ar_thread *t, const char *name, const char *function,
                                     const char *place)
{
	check(t, name, "was asked for its handle", function, place);
	return t->handle_;
}

void ar_thread_yield(void)
{
	ar_os_yield();
}

void ar_thread_sleep_until(ar_time deadline)
{
	ar_atomic_u32 never_woken = AR_ATOMIC_INIT(0);

	while (ar_os_wait(&never_woken, 0, deadline))
		;
}
