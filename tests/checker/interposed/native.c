/* See native.sh. */
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#define THREADS 4
#define ROUNDS  20000

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t before_main;
static mtx_t c11_mutex;
static long counter, under_rwlock;

/* The program's own: calls get here, not to libc's. */
int sched_getcpu(void)
{
	return 4711;
}

static void at_exit(void)
{
	printf("at exit: %ld\n", counter);
}

__attribute__((constructor)) static void constructor(void)
{
	int value;

	sem_init(&before_main, 0, 1);
	sem_wait(&before_main);
	pthread_mutex_lock(&mutex);
	counter++;
	pthread_mutex_unlock(&mutex);
	sem_post(&before_main);
	sem_getvalue(&before_main, &value);
	printf("constructor: %d %d\n", value, sem_trywait(&before_main));
	atexit(at_exit);
}

static void *work(void *unused)
{
	(void)unused;
	for (int i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&mutex);
		counter++;
		pthread_mutex_unlock(&mutex);
		pthread_rwlock_wrlock(&rwlock);
		under_rwlock++;
		pthread_rwlock_unlock(&rwlock);
	}
	pthread_mutex_lock(&mutex);
	pthread_cond_broadcast(&condition);
	pthread_mutex_unlock(&mutex);
	return NULL;
}

static void several_threads(void)
{
	pthread_t threads[THREADS];
	struct timespec past = {1, 0};

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, work, NULL);
	pthread_mutex_lock(&mutex);
	while (counter < THREADS * ROUNDS + 1)
		pthread_cond_wait(&condition, &mutex);
	printf("timed out: %d\n", pthread_cond_timedwait(&condition, &mutex, &past));
	pthread_mutex_unlock(&mutex);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	printf("threads: %ld %ld\n", counter, under_rwlock);
}

static void by_address(void)
{
	int (*volatile lock)(pthread_mutex_t *) = pthread_mutex_lock;
	int (*found)(pthread_mutex_t *) =
		(int (*)(pthread_mutex_t *))(uintptr_t)dlsym(RTLD_DEFAULT, "pthread_mutex_trylock");
	struct timespec past = {1, 0};

	lock(&mutex);
	printf("by address: %d", found(&mutex));
	printf(" %d", pthread_mutex_timedlock(&mutex, &past));
	printf(" %d\n", pthread_mutex_unlock(&mutex));
	mtx_init(&c11_mutex, mtx_plain);
	printf("C11: %d", mtx_lock(&c11_mutex));
	printf(" %d", mtx_trylock(&c11_mutex) == thrd_busy);
	printf(" %d\n", mtx_unlock(&c11_mutex));
}

static void print(const char *format, ...)
{
	char text[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	fputs(text, stdout);
}

/* Arguments of all kinds, and as many as there are. */
static void arguments(void)
{
	char name[64] = "/acqrel-native-", file[] = "native-XXXXXX";
	struct stat s;

	print("arguments: %d %s %.2f %.2f %ld %g\n", 1, "two", 3.0, 4.5, 5L, strtod("6.25", NULL));
	snprintf(name + strlen(name), sizeof name - strlen(name), "%ld", (long)getpid());
	sem_t *named = sem_open(name, O_CREAT | O_EXCL, 0600, 3);
	int value = -1;
	if (named != SEM_FAILED)
		sem_getvalue(named, &value);
	printf("named: %d", value);
	printf(" %d\n", sem_unlink(name));
	close(mkstemp(file));
	unlink(file);
	umask(0);
	close(open(file, O_CREAT | O_WRONLY, 0640));
	printf("mode: %d", stat(file, &s));
	printf(" %o", s.st_mode & 0777);
	printf(" %d\n", unlink(file));
	srand48(1);
	printf("random: %.6f", drand48());
	printf(" %d %d\n", rand(), sched_getcpu());
}

static void load(int n)
{
	void *library = dlopen("./comes-and-goes.so", RTLD_NOW);
	int (*count)(int) = library ? (int (*)(int))(uintptr_t)dlsym(library, "sleeps_and_counts") : NULL;

	printf("loaded: %d\n", count ? count(n) : -1);
	if (library)
		dlclose(library);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	by_address();
	several_threads();
	arguments();
	load(1);
	load(2);
	exit(0);
}
