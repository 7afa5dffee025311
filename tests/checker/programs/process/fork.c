/* Processes are not modelled.
 *
 * expect: unsupported
 * report: fork
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
	fork();
	return 0;
}
