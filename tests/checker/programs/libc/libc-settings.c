/* What asks about the process is answered; the name of a thread, tables of chance and options begin anew.
 *
 * expect: ok 2
 */
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

char *initstate(unsigned seed, char *state, size_t size);
char *setstate(char *state);
long random(void);

static atomic_int x;
static char table[64] __attribute__((aligned(8)));

static void *setter(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

int main(void)
{
	pthread_t t;
	char name[16], *words[] = {(char *)"p", (char *)"-a", (char *)"b", (char *)"-c", NULL};

	pthread_create(&t, NULL, setter, NULL);
	atomic_load(&x);
	prctl(PR_GET_NAME, name);
	assert(strcmp(name, "mine"));
	prctl(PR_SET_NAME, "mine");
	prctl(PR_GET_NAME, name);
	assert(!strcmp(name, "mine"));
	assert(fcntl(1, F_GETFD) >= 0);
	assert(!table[0]);
	char *before = initstate(7, table, sizeof table);
	long first = random();
	setstate(before);
	initstate(7, table, sizeof table);
	assert(random() == first);
	setstate(before);
	assert(getopt(4, words, "ac") == 'a' && getopt(4, words, "ac") == -1 && optind == 2);
	pthread_join(t, NULL);
	return 0;
}
