/* A local array is read before its first element, where an index is below zero.
 *
 * expect: out-of-bounds
 * report: index -1 is outside the array, char[16] (`text[at]`)
 */
#include <pthread.h>

static int last(int at)
{
	char text[16] = "no new line";

	while (text[at] != '\n')
		at--;
	return at;
}

int main(int argc, char **argv)
{
	(void)argv;
	return last(10 + argc);
}
