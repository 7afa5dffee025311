/* Messages go where output goes, and an error ends the process with its status.
 *
 * expect: exit-failure
 * report: err(3) was called
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <error.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <wchar.h>

static atomic_int x;

static void *setter(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, setter, NULL);
	warnx("the value is %d", atomic_load(&x));
	error(0, ENOENT, "%s", "nothing is there");
	fputs_unlocked("text\n", stderr);
	setlinebuf(stdout);
	putwchar(L'w');
	fputws(L"ide\n", stdout);
	if (atomic_load(&x))
		err(3, "the value was %d", 1);
	pthread_join(t, NULL);
	return 0;
}
