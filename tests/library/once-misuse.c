/* <acqrel/once.h>: a function that asks for what it is itself doing ends the program with a sentence. */
#include <acqrel/once.h>

static ar_once once;

static void work(void)
{
	ar_once_call(&once, work);
}

int main(void)
{
	ar_once_call(&once, work);
	return 0;
}
