/* What sscanf writes, also by numbers of arguments, and what it allocates, which the program has to free.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static int a, b, count;
static char *word;
static wchar_t wide[8];
static atomic_int x;

static void *sets(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

static void *scans(void *unused)
{
	char two[2];

	atomic_load(&x);
	assert(!a && !b && !count && !word && !wide[0]);
	assert(sscanf("1 2", "%2$d %1$d%3$n", &a, &b, &count) == 2);
	assert(a == 2 && b == 1 && count == 3);
	assert(sscanf("hello", "%ms", &word) == 1);
	assert(!strcmp(word, "hello"));
	free(word);
	assert(sscanf("xyz", "%m[x]%2c", &word, two) == 2);
	assert(!strcmp(word, "x") && two[1] == 'z');
	free(word);
	assert(sscanf("ab", "%7ls", wide) == 1);
	assert(!wcscmp(wide, L"ab"));
	assert(sscanf("5", "%*d%n", &count) == 0 && count == 1);
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, sets, NULL);
	pthread_create(&u, NULL, scans, NULL);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	return 0;
}
