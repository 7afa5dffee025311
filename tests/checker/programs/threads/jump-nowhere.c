/* No setjmp has filled the buffer.
 *
 * expect: misuse
 * report: longjmp with a buffer that no setjmp has filled
 */
#include <setjmp.h>

static jmp_buf handler;

int main(void)
{
	longjmp(handler, 1);
}
