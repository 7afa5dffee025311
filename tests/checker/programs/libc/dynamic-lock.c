/*
 * expect: ok 2
 * Functions of libc that the program finds by name are those that the checker stands in for, wherever it looks.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static int (*lock)(pthread_mutex_t *), (*unlock)(pthread_mutex_t *);
static int (*join)(pthread_t, void **);
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

static void *use(void *argument)
{
	lock(&mutex);
	count++;
	unlock(&mutex);
	return argument;
}

int main(void)
{
	pthread_t thread;
	void *libc = dlopen("libc.so.6", RTLD_LAZY);

	lock = (int (*)(pthread_mutex_t *))dlsym(RTLD_NEXT, "pthread_mutex_lock");
	unlock = (int (*)(pthread_mutex_t *))dlsym(RTLD_DEFAULT, "pthread_mutex_unlock");
	join = (int (*)(pthread_t, void **))dlsym(libc, "pthread_join");
	if (!lock || !unlock || !join || dlsym(RTLD_DEFAULT, "no_such_function") || dlclose(libc))
		abort();
	pthread_create(&thread, NULL, use, NULL);
	lock(&mutex);
	count++;
	unlock(&mutex);
	join(thread, NULL);
	return count != 2;
}
