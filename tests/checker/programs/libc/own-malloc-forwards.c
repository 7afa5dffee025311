/*
 * expect: use-after-free
 * report: called from main() at
 * What dlsym(RTLD_NEXT) finds for a malloc() of the program's own is the checker's: an error in what that allocates is found.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

static void *(*next_malloc)(size_t);
static void *(*next_calloc)(size_t, size_t);
static void (*next_free)(void *);

static void find(void)
{
	next_malloc = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
	next_calloc = (void *(*)(size_t, size_t))dlvsym(RTLD_NEXT, "calloc",
#if defined(__x86_64__)
	                                                "GLIBC_2.2.5");
#else
	                                                "GLIBC_2.17");
#endif
	next_free = (void (*)(void *))dlsym(RTLD_NEXT, "free");
}

void *malloc(size_t size)
{
	if (!next_malloc)
		find();
	return next_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	if (!next_calloc)
		find();
	return next_calloc(n, size);
}

void free(void *p)
{
	if (!next_free)
		find();
	next_free(p);
}

static int *shared;

static void *use(void *argument)
{
	*shared = 1;
	return argument;
}

int main(void)
{
	pthread_t thread;

	shared = malloc(sizeof *shared);
	*shared = 0;
	pthread_create(&thread, NULL, use, NULL);
	free(shared);
	pthread_join(thread, NULL);
	return 0;
}
