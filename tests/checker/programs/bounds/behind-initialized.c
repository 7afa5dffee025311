/* A string is copied over the end of a variable with contents, into the one that follows.
 *
 * expect: out-of-bounds
 * report: of a variable of 8 bytes (`name`)
 */
#include <string.h>

char name[8] = "unknown", other[8] = "another";

static void rename_to(char *to, const char *new_name)
{
	memcpy(to, new_name, strlen(new_name) + 1);
}

int main(int argc, char **argv)
{
	(void)argv;
	rename_to(name, argc > 5 ? "short" : "much longer");
	return other[0] != 'a';
}
