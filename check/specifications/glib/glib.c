#define _GNU_SOURCE
#include "glib.h"

#include <dlfcn.h>
#include <stdio.h>
#include <time.h>

void *glib_native(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);

	if (!function) {
		fprintf(stderr, "acqrel: the GLib that is loaded has no %s()\n", name);
		abort();
	}
	return function;
}

uint64_t glib_me(void)
{
	static __thread uint64_t me;

	if (!me)
		me = ar_model_ticket();
	return me;
}

void glib_thread_error(void **error, const char *message)
{
	unsigned domain = ((unsigned (*)(void))glib_native("g_thread_error_quark"))();

	((void (*)(void **, unsigned, int, const char *))glib_native("g_set_error_literal"))(error, domain, 0,
	                                                                                     message);
}

uint64_t glib_deadline(int64_t end_time)
{
	if (end_time < 0)
		return 0;
	return end_time > INT64_MAX / 1000 ? UINT64_MAX - 1 : (uint64_t)end_time * 1000;
}

uint64_t glib_deadline_in(uint64_t time)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	uint64_t since = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
	return time > (UINT64_MAX - 1 - since) / 1000 ? UINT64_MAX - 1 : since + time * 1000;
}

ar_model_result glib_stay(uint64_t state, uint64_t argument, unsigned variant)
{
	(void)state, (void)argument, (void)variant;
	return AR_MODEL_STAYS;
}

static const ar_model_call looks = GLIB_STEP(glib_stay, AR_MODEL_CALL, 0, AR_MODEL_ORDERS_NOTHING);

uint64_t glib_look(uint64_t *state)
{
	return ar_model_step(state, &looks, 0);
}
