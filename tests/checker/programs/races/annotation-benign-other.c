/*
 * expect: data-race
 * Ignoring writes, or a benign race elsewhere, does not reach further than that.
 */
#include <pthread.h>

void AnnotateBenignRaceSized(const char *file, int line, const volatile void *address, unsigned long size, const char *why);
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int hits, last;

static void *count(void *argument)
{
	hits++;
	AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
	AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
	pthread_mutex_lock(&m);
	last++;
	pthread_mutex_unlock(&m);
	last++;
	return argument;
}

int main(void)
{
	pthread_t t;

	AnnotateBenignRaceSized(__FILE__, __LINE__, &hits, sizeof hits, "only a statistic");
	pthread_create(&t, NULL, count, NULL);
	count(NULL);
	pthread_join(t, NULL);
	return 0;
}
