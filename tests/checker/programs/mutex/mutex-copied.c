/* A struct is copied with the mutex in it, which was used: the copy is no mutex.
 *
 * expect: misuse
 * report: use of a copy of a mutex
 */
#include <pthread.h>

static struct account {
	pthread_mutex_t m;
	int balance;
} one = {PTHREAD_MUTEX_INITIALIZER, 1}, other;

int main(void)
{
	pthread_mutex_lock(&one.m);
	one.balance++;
	pthread_mutex_unlock(&one.m);
	other = one;
	pthread_mutex_lock(&other.m);
	other.balance++;
	pthread_mutex_unlock(&other.m);
	return 0;
}
