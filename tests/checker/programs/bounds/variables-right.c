/* Variables of all kinds that are used up to their ends, and tables that the linker makes of variables.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <stddef.h>
#include <string.h>

struct entry {
	const char *name;
	int value;
};

#define ENTRY(n) \
	static const struct entry entry_##n __attribute__((section("entries"), used, aligned(8))) = {#n, n}

ENTRY(1);
ENTRY(2);
ENTRY(3);

extern const struct entry __start_entries[], __stop_entries[];

static struct {
	int n, at[];
} flexible = {3, {1, 2, 3}};

static char bytes[13], text[] = "text";
static short odd[3] = {1, 2, 3};
static long long one;
static _Thread_local int local_to_thread[3];
static int zero[0];
extern int alias[4] __attribute__((alias("aliased")));
int aliased[4] = {4, 3, 2, 1};
static void (*functions[2])(void);

static int *last(int *from, size_t n)
{
	return from + n;
}

static void fill(void *p, size_t n)
{
	memset(p, 7, n);
}

int main(int argc, char **argv)
{
	static int counter[5];
	int sum = 0;

	(void)argv;
	for (const struct entry *e = __start_entries; e < __stop_entries; e++)
		sum += e->value;
	assert(sum == 6);
	for (int *p = aliased; p != last(aliased, 4); p++)
		sum += *p;
	for (int i = 0; i < flexible.n; i++)
		sum += flexible.at[i];
	fill(bytes, sizeof bytes);
	fill(odd, sizeof odd);
	fill(&one, sizeof one);
	fill(counter, sizeof counter);
	fill(local_to_thread, sizeof local_to_thread);
	fill(functions, sizeof functions);
	fill(text, strlen(text));
	assert(sum == 22 && alias[3] == 1 && bytes[11 + argc] == 7 && zero == &zero[0]);
	return 0;
}
