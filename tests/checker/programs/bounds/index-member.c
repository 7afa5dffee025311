/* The array is a member: the element behind it is another member of the same struct, in the heap.
 *
 * expect: out-of-bounds
 * report: int[4] (`s->slots[i]`)
 */
#include <stdlib.h>

struct set {
	int slots[4], count;
};

static int sum(const struct set *s, int n)
{
	int total = 0;

	for (int i = 0; i < n; i++)
		total += s->slots[i];
	return total;
}

int main(int argc, char **argv)
{
	struct set *s = calloc(1, sizeof *s);

	(void)argv;
	int total = sum(s, 4 + argc);
	free(s);
	return total;
}
