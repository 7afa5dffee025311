/* Input is not modelled.
 *
 * expect: unsupported
 * report: read
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	char c;

	return read(0, &c, 1) == 1;
	return 0;
}
