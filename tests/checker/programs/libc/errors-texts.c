/* What libc keeps for a thread goes back with the program.
 *
 * expect: ok 10
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

static atomic_int x;

static void *sets(void *unused)
{
	for (int i = 0; i < 3; i++)
		atomic_fetch_add(&x, 1);
	return unused;
}

static void *asks(void *unused)
{
	struct in_addr address = {.s_addr = htonl(0x04030201)};
	char *text;

	text = inet_ntoa(address);
	int n = atomic_load(&x);
	assert(!strcmp(text, "4.3.2.1"));
	address.s_addr = 0;
	inet_ntoa(address);
	assert(strstr(strerror(5000 + n), "500"));
	assert(strstr(strsignal(900 + n), "90"));
	n = atomic_load(&x);
	assert(strstr(strerror(7000 + n), "700"));
	assert(strstr(strsignal(800 + n), "80"));
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, sets, NULL);
	pthread_create(&u, NULL, asks, NULL);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	return 0;
}
