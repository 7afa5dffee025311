/*
 * expect: incomplete
 * report: what a data race may read that AnnotateBenignRace
 * A race that the program calls benign is none, but then not all that it may read is explored.
 */
#include <pthread.h>

void AnnotateBenignRaceSized(const char *file, int line, const volatile void *address, unsigned long size, const char *why);
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);

static int hits, last;

static void *count(void *argument)
{
	hits++;
	AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
	last = 1;
	AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
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
