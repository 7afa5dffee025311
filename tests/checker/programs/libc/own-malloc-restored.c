/*
 * expect: ok 3
 * What a malloc() of the program's own gets from libc's is taken back with every execution, and what it counts as well.
 */
#define _GNU_SOURCE
#include <assert.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static void *(*next_malloc)(size_t);
static void (*next_free)(void *);
static atomic_int living;

__attribute__((constructor)) static void find(void)
{
	next_malloc = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
	next_free = (void (*)(void *))dlsym(RTLD_NEXT, "free");
}

void *malloc(size_t size)
{
	if (!next_malloc)
		find();
	atomic_fetch_add_explicit(&living, 1, memory_order_relaxed);
	return next_malloc(size);
}

void free(void *p)
{
	if (!next_free)
		find();
	if (p)
		atomic_fetch_sub_explicit(&living, 1, memory_order_relaxed);
	next_free(p);
}

static void *kept;

static void *use(void *argument)
{
	kept = malloc(16); /* two add, one of them subtracts */
	return argument;
}

int main(void)
{
	pthread_t thread;
	int before = atomic_load_explicit(&living, memory_order_relaxed);

	pthread_create(&thread, NULL, use, NULL);
	free(malloc(16));
	pthread_join(thread, NULL);
	assert(atomic_load_explicit(&living, memory_order_relaxed) == before + 1);
	char *copy = strdup("as libc does, through malloc()");
	assert(atomic_load_explicit(&living, memory_order_relaxed) == before + 2);
	free(copy);
	free(kept);
	return 0;
}
