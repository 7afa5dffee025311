/* Lists of strings, objects that grow in chunks, and wide text that is taken apart: what they come to is what libc
 * makes of them, in each execution anew, and all that they allocate is found to be freed.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <argz.h>
#include <assert.h>
#include <envz.h>
#include <execinfo.h>
#include <monetary.h>
#include <obstack.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define obstack_chunk_alloc malloc
#define obstack_chunk_free  free

static atomic_int x;
static struct obstack objects;
static char *list;
static size_t size;

static void *other(void *unused)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

static int is(const char *bytes, size_t n)
{
	return size == n && !memcmp(list, bytes, n);
}
#define IS(literal) is((literal), sizeof(literal))

static void vectors(void)
{
	char *words[] = {"one", "two", NULL};
	unsigned count = 0;

	assert(!list && !size);
	argz_create(words, &list, &size);
	assert(IS("one\0two"));
	argz_add(&list, &size, "three");
	argz_insert(&list, &size, list + 5, "mid");
	assert(IS("one\0mid\0two\0three"));
	argz_delete(&list, &size, list + 4);
	argz_replace(&list, &size, "t", "dd", &count);
	assert(count == 2 && IS("one\0ddwo\0ddhree"));
	argz_append(&list, &size, "x\0y", 4);
	argz_replace(&list, &size, "dd", "", &count);
	assert(IS("one\0wo\0hree\0x\0y"));
	free(list);
	argz_create_sep(":a::b:", ':', &list, &size);
	argz_add_sep(&list, &size, "c,d", ',');
	assert(IS("a\0b\0\0c\0d"));
	while (size)
		argz_delete(&list, &size, list);
	assert(!list);
}

static void variables(void)
{
	envz_add(&list, &size, "A", "1");
	envz_add(&list, &size, "B", NULL);
	envz_add(&list, &size, "A", "2");
	assert(IS("B\0A=2") && !strcmp(envz_get(list, size, "A"), "2"));
	envz_merge(&list, &size, "A=3\0C=4", 8, 0);
	assert(IS("B\0A=2\0C=4"));
	envz_merge(&list, &size, "A=3", 4, 1);
	envz_strip(&list, &size);
	assert(IS("C=4\0A=3"));
	envz_remove(&list, &size, "C");
	assert(IS("A=3"));
	envz_remove(&list, &size, "A");
	assert(!list && !size);
}

static void stack_of_objects(void)
{
	obstack_init(&objects);
	char *first = obstack_copy(&objects, "first", 6);
	for (int i = 0; i < 2000; i++)
		obstack_grow(&objects, "0123456789", 10);
	char *large = obstack_finish(&objects);
	assert(!strcmp(first, "first") && !memcmp(large + 19990, "0123456789", 10));
	assert(obstack_memory_used(&objects) > 20000);
	obstack_free(&objects, large);
	assert((char *)obstack_alloc(&objects, 4) != NULL);
	obstack_free(&objects, NULL);
}

static void others(void)
{
	char text[32] = {0}, money[32];
	wchar_t wide[8];
	int number = 0, read = 0;
	void *here = (void *)others;

	assert(swscanf(L"12 abc xyz", L"%d %3s%n %ls", &number, text, &read, wide) == 3);
	assert(number == 12 && !strcmp(text, "abc") && read == 6 && !wcscmp(wide, L"xyz"));
	assert(strfmon(money, sizeof money, "%!.2n|%!.1n", 2.5, 0.25) > 0 && strchr(money, '|'));
	cpu_set_t *set = CPU_ALLOC(64);
	CPU_FREE(set);
	char **names = backtrace_symbols(&here, 1);
	assert(names && *names[0]);
	free(names);
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	vectors();
	variables();
	stack_of_objects();
	others();
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	pthread_join(t, NULL);
	return 0;
}
