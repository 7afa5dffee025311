/* In which order threads write to one file is not explored.
 *
 * expect: unsupported
 * report: a temporary file that another thread has opened
 */
#include <pthread.h>
#include <stdio.h>

static FILE *f;

static void *say(void *unused)
{
	fputs("hello\n", f);
	return unused;
}

int main(void)
{
	pthread_t t;

	f = tmpfile();
	pthread_create(&t, NULL, say, NULL);
	say(NULL);
	pthread_join(t, NULL);
	return fclose(f);
}
