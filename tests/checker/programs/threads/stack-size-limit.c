/* A stack that is larger than there can be is said to be so.
 *
 * expect: unsupported
 * report: a thread with a stack of 1048576 KiB
 */
#include <assert.h>
#include <pthread.h>
#include <string.h>

static void *fill(void *unused)
{
	char big[24 << 20];

	memset(big, 1, sizeof big);
	assert(big[12345] == 1);
	return unused;
}

int main(void)
{
	pthread_attr_t attributes;
	pthread_t t;

	pthread_attr_init(&attributes);
	assert(!pthread_attr_setstacksize(&attributes, 1 << 30));
	assert(!pthread_create(&t, &attributes, fill, NULL));
	pthread_join(t, NULL);
	pthread_attr_destroy(&attributes);
	return 0;
}
