/* POSIX threads: a key's destructor runs at the end of each thread in which the key has a value. */
#include "thread_end.h"

#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int failed;
static __thread void (*call)(void);

static void thread_ends(void *value)
{
	(void)value;
	call();
}

static void make_key(void)
{
	failed = pthread_key_create(&key, thread_ends);
}

int ar_os_at_thread_end(void (*f)(void))
{
	int error = pthread_once(&once, make_key);

	if (error || failed)
		return error ? error : failed;
	call = f;
	return pthread_setspecific(key, &key);
}
