/* A constructor makes a thread, which waits for a destructor function: both are explored like main, in every execution anew.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t told = PTHREAD_COND_INITIALIZER;
static pthread_t worker;
static int stop, begun, ended;
static char *block;

static void *work(void *unused)
{
	pthread_mutex_lock(&m);
	while (!stop)
		pthread_cond_wait(&told, &m);
	ended++;
	pthread_mutex_unlock(&m);
	return unused;
}

__attribute__((constructor)) static void begin(int argc, char **argv)
{
	assert(argc == 1 && argv[0] && !argv[1]);
	assert(begun == 0 && ended == 0);
	begun++;
	block = malloc(10);
	pthread_create(&worker, NULL, work, NULL);
}

__attribute__((destructor)) static void end(void)
{
	pthread_mutex_lock(&m);
	stop = 1;
	pthread_cond_signal(&told);
	pthread_mutex_unlock(&m);
	pthread_join(worker, NULL);
	assert(begun == 1 && ended == 1);
	free(block);
}

int main(void)
{
	assert(begun == 1);
	return 0;
}
