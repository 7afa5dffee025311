/*
 * expect: ok
 * A program may call its functions what it likes: C reserves neither the names of system calls nor those of POSIX.
 */
#include <assert.h>
#include <pthread.h>

#define OWN(name)                         \
	static int name##_calls;          \
	int name(int n);                  \
	int name(int n)                   \
	{                                 \
		name##_calls++;           \
		return n + name##_calls;  \
	}

#define ALL                                                                                                         \
	OWN(send) OWN(recv) OWN(wait) OWN(read) OWN(write) OWN(select) OWN(poll) OWN(bind) OWN(connect) OWN(accept) \
	OWN(listen) OWN(pause) OWN(pipe) OWN(kill) OWN(alarm) OWN(open) OWN(close) OWN(stat) OWN(sleep) OWN(usleep) \
	OWN(index) OWN(dup) OWN(socket) OWN(random) OWN(getpid) OWN(getppid) OWN(mmap) OWN(munmap) OWN(mprotect)     \
	OWN(madvise) OWN(prctl) OWN(bzero) OWN(strdup) OWN(fdopen) OWN(getline)     \
	OWN(sigaction) OWN(sigprocmask) OWN(sigaltstack) OWN(setitimer) OWN(setenv) OWN(getrlimit)

ALL

int sched_yield(void)
{
	return 1;
}

static int next;

static void *use(void *arg)
{
	pthread_mutex_t *m = arg;

	pthread_mutex_lock(m);
	next = send(next);
	next = recv(next);
	pthread_mutex_unlock(m);
	return NULL;
}

int main(void)
{
	static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
	pthread_t t;
	int sum = 0;

	pthread_create(&t, NULL, use, &m);
	use(&m);
	pthread_join(t, NULL);
	assert(next == 6);
	assert(sched_yield() == 1 && getpid(1) == 2 && mmap(1) == 2 && write(1) == 2 && wait(7) == 8);
#undef OWN
#define OWN(name) sum += name##_calls;
	ALL
	assert(sum == 8);
	return 0;
}
