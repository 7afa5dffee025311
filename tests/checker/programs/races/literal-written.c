/* A string literal is read-only.
 *
 * expect: crash
 * report: a write to memory that is read-only
 */
#include <string.h>

static void change(char *text)
{
	memset(text, 'x', strlen(text));
}

int main(void)
{
	change((char *)"abc");
	return 0;
}
