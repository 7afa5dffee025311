/* The environment, chance and the standard streams are in every execution as they were in the first.
 *
 * expect: ok 2
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static atomic_int x;
static unsigned char chance[8], first[8];
static int executions;

static void *other(void *unused)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

static void use_chance(void)
{
	int fd = open("/dev/urandom", O_RDONLY);

	assert(fd > 2 && read(fd, first, sizeof first) == sizeof first && !close(fd));
	assert(getrandom(chance, sizeof chance, 0) == sizeof chance && memcmp(chance, first, sizeof chance));
	srand48(7);
	double d = drand48();
	srand48(7);
	assert(d == drand48() && d >= 0 && d < 1);
}

int main(void)
{
	pthread_t t;
	struct stat s;
	struct tm tm;
	time_t now = time(NULL);
	cpu_set_t set;
	char name[64];

	assert(!getenv("ACQREL_TEST_A") && !executions++ && !chance[0] && !chance[1]);
	pthread_create(&t, NULL, other, NULL);
	use_chance();
	assert(!setenv("ACQREL_TEST_A", "1", 1) && !setenv("ACQREL_TEST_A", "2", 0));
	assert(!strcmp(getenv("ACQREL_TEST_A"), "1"));
	assert(!putenv("ACQREL_TEST_A=3") && !strcmp(getenv("ACQREL_TEST_A"), "3"));
	assert(!unsetenv("ACQREL_TEST_A") && !getenv("ACQREL_TEST_A") && !setenv("ACQREL_TEST_A", "4", 1));
	assert(setenv("", "", 1) == -1 && errno == EINVAL);
	setlocale(LC_ALL, "");
	assert(localtime_r(&now, &tm) && strftime(name, sizeof name, "%Y", &tm) == 4);
	assert(!stat("/", &s) && S_ISDIR(s.st_mode) && getcwd(name, 1) == NULL);
	assert(!pthread_getaffinity_np(t, sizeof set, &set) && !pthread_setaffinity_np(t, sizeof set, &set));
	assert(!sched_getaffinity(0, sizeof set, &set) && CPU_COUNT(&set) && sched_getcpu() == 0);
	assert(getpid() == getpid() && getpid() != getppid());
	assert(close(77) == -1 && errno == EBADF && !close(1) && !fclose(stdout));
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	pthread_join(t, NULL);
	return 0;
}
