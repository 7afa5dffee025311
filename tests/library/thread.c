/* Threads: what they return, who they are, what they are called, that they see what came before them. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>
#include <errno.h>
#include <string.h>

static int before, during;

static void *work(void *arg)
{
	assert(before == 1);
	during = 2;
	return (char *)arg + 1;
}

static void result(void)
{
	char bytes[2];
	void *end;
	ar_thread t;

	before = 1;
	assert(ar_thread_spawn(&t, work, bytes) == 0);
	ar_thread_join(t, &end);
	assert(end == bytes + 1);
	assert(during == 2);
}

struct seen {
	ar_thread_handle self;
	uint64_t id;
	const char *name;
};

static void *look(void *arg)
{
	struct seen *seen = (struct seen *)arg;

	seen->self = ar_thread_current();
	seen->id = ar_thread_id(seen->self);
	seen->name = ar_thread_name(seen->self);
	ar_thread_yield();
	return NULL;
}

static void options(void)
{
	static const char name[] = "a name that is longer than the kernel's";
	static char too_long[AR_THREAD_NAME_SIZE + 1];
	ar_thread_options o = {name, 1};
	struct seen seen;
	ar_thread t;

	assert(ar_thread_spawn_with(&t, &o, look, &seen) == 0);
	ar_thread_handle handle = ar_thread_handle_of(t);
	uint64_t id = ar_thread_id(handle);
	assert(strcmp(ar_thread_name(handle), name) == 0);
	ar_thread_join(t, NULL);
	assert(seen.self == handle && seen.id == id && id != 0);

	assert(ar_thread_spawn_with(&t, NULL, look, &seen) == 0);
	ar_thread_join(t, NULL);
	assert(seen.id != 0 && seen.id != id);

	memset(too_long, 'x', AR_THREAD_NAME_SIZE - 1);
	too_long[AR_THREAD_NAME_SIZE - 1] = '\0';
	o.name = too_long;
	assert(ar_thread_spawn_with(&t, &o, look, &seen) == 0);
	ar_thread_join(t, NULL);
	memset(too_long, 'x', AR_THREAD_NAME_SIZE);
	assert(ar_thread_spawn_with(&t, &o, look, &seen) == ENAMETOOLONG);
	if (!ar_checking()) {
		o.name = NULL;
		o.stack_size = SIZE_MAX / 2;
		assert(ar_thread_spawn_with(&t, &o, look, &seen) != 0);
	}
}

/* 64 KiB on the stack, and the thread writes all of it. */
static void *use_stack(void *arg)
{
	volatile char block[64 * 1024];

	for (size_t i = 0; i < sizeof block; i += 512)
		block[i] = 1;
	return arg;
}

static void stack(void)
{
	ar_thread_options o = {NULL, 96 * 1024};
	ar_thread t;

	assert(ar_thread_spawn_with(&t, &o, use_stack, NULL) == 0);
	ar_thread_join(t, NULL);
}

static void self(void)
{
	assert(ar_thread_current() == ar_thread_current());
	assert(ar_thread_id(ar_thread_current()) != 0);
	assert(ar_thread_name(ar_thread_current())[0] == '\0');
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(100, 1); i++) {
		result();
		options();
		stack();
		self();
	}
	return 0;
}
