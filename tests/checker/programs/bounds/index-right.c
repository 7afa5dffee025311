/* What looks like an access outside an array and is none: the address behind the last element, members that
 * stand for as many elements as were allocated, unions, structs that are copied as a whole.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct flexible {
	size_t n;
	int at[];
};

struct none {
	size_t n;
	int at[0];
};

struct one {
	size_t n;
	int at[1];
};

union both {
	int words[2];
	char bytes[8];
};

static int table[8], grid[3][4];

static int *end_of(int *from, size_t n)
{
	return &from[n];
}

static int sum(const int *from, const int *end)
{
	int total = 0;

	for (const int *p = from; p != end; p++)
		total += *p;
	return total;
}

int main(int argc, char **argv)
{
	int n = 7 + argc, local[8], copy[8], vla[n];
	struct flexible *f = malloc(sizeof *f + sizeof(int[8]));
	struct none *z = malloc(sizeof *z + sizeof(int[8]));
	struct one *o = malloc(sizeof *o + sizeof(int[8]));
	union both both = {{0}};

	(void)argv;
	for (int i = 0; i < n; i++)
		table[i] = local[i] = vla[i] = f->at[i] = z->at[i] = o->at[i] = i;
	for (int *p = &table[0]; p < &table[n]; p++)
		*p += 1;
	for (int i = n; i-- > 0;)
		table[i]--;
	memcpy(copy, local, sizeof copy);
	memcpy(&grid[1][0], local, sizeof grid[1]);
	both.words[argc] = 1;
	assert(both.bytes[3 + argc] == 1);
	assert(sum(table, &table[n]) == 28 && sum(copy, end_of(copy, 8)) == 28);
	assert(sum(vla, &vla[n]) == 28 && sum(grid[argc], grid[argc + 1]) == 6);
	assert(sum(grid[1], &grid[1][argc + 3]) == 6);
	assert(sum(f->at, &f->at[8]) == 28 && sum(z->at, &z->at[8]) == 28 && sum(o->at, &o->at[8]) == 28);
	free(f);
	free(z);
	free(o);
	return 0;
}
