/* What native.c loads: its constructor and its destructor lock the program's mutex. */
#include <pthread.h>
#include <stdio.h>

extern pthread_mutex_t mutex;

static void say(const char *what)
{
	pthread_mutex_lock(&mutex);
	puts(what);
	pthread_mutex_unlock(&mutex);
}

__attribute__((constructor)) static void come(void)
{
	say("the library comes");
}

__attribute__((destructor)) static void go(void)
{
	say("the library goes");
}

int sleeps_and_counts(int n)
{
	struct timespec t = {0, 1000};

	nanosleep(&t, NULL);
	return n + 1;
}
