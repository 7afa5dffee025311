/* The function that has called setjmp has returned; nothing is there any more.
 *
 * expect: misuse
 * report: longjmp to a function that has returned since it called setjmp
 */
#include <setjmp.h>

static jmp_buf handler;

__attribute__((noinline, noclone)) static void saves(int depth)
{
	volatile char room[4096];

	room[0] = (char)depth;
	if (depth)
		saves(depth - 1);
	else if (setjmp(handler))
		room[1] = 1;
	room[2] = room[0];
}

__attribute__((noinline, noclone)) static void jumps(int depth)
{
	volatile char room[64];

	room[0] = 1;
	if (depth)
		jumps(depth - 1);
	else
		longjmp(handler, 1);
	room[2] = room[0];
}

int main(void)
{
	saves(3);
	jumps(3);
	return 0;
}
