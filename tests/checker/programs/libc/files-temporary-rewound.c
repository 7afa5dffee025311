/* Where the next byte is belongs to the thread whose file it is, too.
 *
 * expect: unsupported
 * report: a temporary file that another thread has opened
 */
#include <pthread.h>
#include <stdio.h>

static FILE *f;

static void *back(void *unused)
{
	rewind(f);
	return unused;
}

int main(void)
{
	pthread_t t;

	f = tmpfile();
	pthread_create(&t, NULL, back, NULL);
	fputs("hello\n", f);
	pthread_join(t, NULL);
	return fclose(f);
}
