/* What functions that take strings apart write is undone.
 *
 * expect: ok 21
 */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_int x;
static char text[] = ",one,,two", fields[] = "a::b", *rest, *end;
static int number;
static short small;
static char word[8], letters[4];
static double fraction;

static void step(void)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
}

static void *other(void *unused)
{
	step();
	step();
	return unused;
}

int main(void)
{
	pthread_t t;
	char *p = fields;

	pthread_create(&t, NULL, other, NULL);
	assert(text[4] == ',' && fields[1] == ':' && !rest && !end && !number && !word[0] && !small);
	step();
	assert(!strcmp(strtok_r(text, ",", &rest), "one"));
	step();
	assert(!strcmp(strtok_r(NULL, ",", &rest), "two") && !strtok_r(NULL, ",", &rest));
	assert(!strcmp(strsep(&p, ":"), "a") && !strcmp(strsep(&p, ":"), "") && !strcmp(strsep(&p, ":"), "b"));
	assert(!strsep(&p, ":"));
	step();
	assert(sscanf("12 abc xyz 7 2.5", "%d %7s %3c%hd%*[ ]%lf", &number, word, letters, &small, &fraction) == 5);
	assert(number == 12 && !strcmp(word, "abc") && !memcmp(letters, "xyz", 3) && small == 7 && fraction == 2.5);
	assert(sscanf("x", "%d", &number) == 0 && sscanf("", "%d", &number) == EOF);
	step();
	assert(strtol("77x", &end, 10) == 77 && *end == 'x');
	step();
	pthread_join(t, NULL);
	return 0;
}
