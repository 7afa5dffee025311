/* What libc keeps for the process begins in each execution as it was: the locale, the mask for new files, signgam.
 *
 * expect: ok 2
 * flags: -lm
 */
#define _GNU_SOURCE
#include <assert.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>

static atomic_int x;
static volatile double number = -0.5;

static void *setter(void *unused)
{
	atomic_store(&x, 1);
	return unused;
}

int main(void)
{
	pthread_t t;

	umask(022);
	pthread_create(&t, NULL, setter, NULL);
	atomic_load(&x);
	assert(!strcmp(setlocale(LC_ALL, NULL), "C"));
	assert(setlocale(LC_ALL, "C.UTF-8"));
	assert(!strcmp(setlocale(LC_CTYPE, NULL), "C.UTF-8"));
	assert(umask(077) == 022);
	assert(umask(077) == 077);
	assert(signgam != -1);
	number = lgamma(number);
	assert(signgam == -1);
	pthread_join(t, NULL);
	return 0;
}
