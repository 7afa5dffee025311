/*
 * expect: unsupported
 * report: dlopen of what is not loaded yet
 */
#include <dlfcn.h>

int main(void)
{
	return dlopen("libm.so.6.not-there", RTLD_NOW) != 0;
}
