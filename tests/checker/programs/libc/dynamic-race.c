/*
 * expect: data-race
 * report: in pthread_mutex_lock()
 * An interposer that looks the function up when it is first called: its own variable is not protected by anything.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>

static int (*next)(pthread_mutex_t *);
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

int pthread_mutex_lock(pthread_mutex_t *m)
{
	if (!next)
		next = (int (*)(pthread_mutex_t *))dlsym(RTLD_NEXT, "pthread_mutex_lock");
	return next(m);
}

static void *use(void *argument)
{
	pthread_mutex_lock(&mutex);
	count++;
	pthread_mutex_unlock(&mutex);
	return argument;
}

int main(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, use, NULL);
	pthread_mutex_lock(&mutex);
	count++;
	pthread_mutex_unlock(&mutex);
	pthread_join(thread, NULL);
	return count != 2;
}
