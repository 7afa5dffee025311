/*
 * Wide characters are memory like others: what copies them reads and writes.
 *
 * expect: data-race
 * report: wmemcpy
 */
#include <pthread.h>
#include <wchar.h>

static wchar_t name[4] = L"abc", copy[4];

static void *reader(void *unused)
{
	wmemcpy(copy, name, 4);
	return unused;
}

int main(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, reader, NULL);
	name[1] = L'x';
	pthread_join(thread, NULL);
	return 0;
}
