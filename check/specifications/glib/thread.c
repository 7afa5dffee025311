/*
 * GThread, over the threads of pthreads. The thread has a reference to its GThread until it ends, and so has
 * who has made it, who loses that by joining.
 */
#define _GNU_SOURCE
#include "glib.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

#define SPECIFIED ar_modelled_always("GThread")

struct glib_thread {
	/* as in GThread */
	void *(*function)(void *);
	void *argument;
	gboolean joinable;
	int priority;

	int references;
	uint32_t joining; /* a lock: several may join, and the first does */
	bool joined;
	pthread_t thread;
	void *result;
	char name[];
};

static __thread struct glib_thread *self;

static void leave(struct glib_thread *t)
{
	/* acq_rel: pairs with itself; else the last one may free what others still write */
	if (__atomic_sub_fetch(&t->references, 1, __ATOMIC_ACQ_REL))
		return;
	if (!t->joined)
		pthread_detach(t->thread);
	free(t);
}

static void end(void *thread)
{
	self = NULL;
	leave(thread);
}

static void *begin(void *thread)
{
	struct glib_thread *t = self = thread;

	pthread_cleanup_push(end, t);
	t->result = t->function(t->argument);
	pthread_cleanup_pop(true);
	return NULL;
}

static struct glib_thread *start(const char *name, void *(*function)(void *), void *argument)
{
	size_t size = name ? strlen(name) + 1 : 1;
	struct glib_thread *t = malloc(sizeof *t + size);

	if (!t)
		return NULL;
	*t = (struct glib_thread){
		.function = function, .argument = argument, .joinable = true, .references = 2};
	memcpy(t->name, name ? name : "", size);
	ar_model_next_thread_runs((void (*)(void))function);
	if (!pthread_create(&t->thread, NULL, begin, t))
		return t;
	free(t);
	return NULL;
}

GLIB struct glib_thread *g_thread_new(const char *name, void *(*function)(void *), void *argument)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_new)(name, function, argument);
	struct glib_thread *t = start(name, function, argument);
	if (!t) {
		fprintf(stderr, "GLib: creating thread '%s' failed\n", name ? name : "");
		abort();
	}
	return t;
}

GLIB struct glib_thread *g_thread_try_new(const char *name, void *(*function)(void *), void *argument,
                                          void **error)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_try_new)(name, function, argument, error);
	struct glib_thread *t = start(name, function, argument);
	if (!t)
		glib_thread_error(error, "Error creating thread: Resource temporarily unavailable");
	return t;
}

/* Threads that are not GLib's have one as long as they run. */
GLIB struct glib_thread *g_thread_self(void)
{
	static __thread struct glib_thread foreign = {.references = 1};

	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_self)();
	if (!self)
		self = &foreign;
	return self;
}

GLIB void *g_thread_join(struct glib_thread *t)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_join)(t);
	if (!t->joinable)
		ar_misuse_found("g_thread_join() of a thread that g_thread_new() has not made");
	if (t == self)
		ar_misuse_found("g_thread_join() of the calling thread, which would wait for ever");
	ar_model_lock(&t->joining);
	if (!t->joined)
		pthread_join(t->thread, NULL);
	t->joined = true;
	ar_model_unlock(&t->joining);
	void *result = t->result;
	leave(t);
	return result;
}

GLIB void g_thread_exit(void *result)
{
	if (!SPECIFIED) {
		GLIB_NATIVE(g_thread_exit)(result);
		return;
	}
	if (!self || !self->joinable)
		ar_misuse_found("g_thread_exit() in a thread that g_thread_new() has not made");
	self->result = result;
	pthread_exit(NULL);
}

GLIB struct glib_thread *g_thread_ref(struct glib_thread *t)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_ref)(t);
	/* relaxed: the caller has a reference already */
	__atomic_fetch_add(&t->references, 1, __ATOMIC_RELAXED);
	return t;
}

GLIB void g_thread_unref(struct glib_thread *t)
{
	if (!SPECIFIED)
		GLIB_NATIVE(g_thread_unref)(t);
	else if (t->joinable)
		leave(t);
}

GLIB void g_thread_yield(void)
{
	sched_yield();
}

GLIB const char *g_thread_get_name(struct glib_thread *t)
{
	if (!SPECIFIED)
		return GLIB_NATIVE(g_thread_get_name)(t);
	return t->joinable && t->name[0] ? t->name : NULL;
}
