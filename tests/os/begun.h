/* Says that the program has begun: wine now and then stops for good before it has. */
#include <stdio.h>

__attribute__((constructor)) static void say_begun(void)
{
	fputs("begun\n", stderr);
}
