/*
 * expect: data-race
 * Whoever has a lock for reading is not ordered after others who had it for reading.
 */
#include <pthread.h>

void AnnotateRWLockAcquired(const char *file, int line, void *m, long writes);
void AnnotateRWLockReleased(const char *file, int line, void *m, long writes);

static int lock, data;

static void *change(void *argument)
{
	AnnotateRWLockAcquired(__FILE__, __LINE__, &lock, 0);
	data++;
	AnnotateRWLockReleased(__FILE__, __LINE__, &lock, 0);
	return argument;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, change, NULL);
	change(NULL);
	pthread_join(t, NULL);
	return 0;
}
