/* What a handler does when time is up is not explored, and that is said.
 *
 * expect: incomplete
 * report: the handler does when the time of alarm() has come
 */
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t late;

static void be_late(int number)
{
	late = number;
}

int main(void)
{
	signal(SIGALRM, be_late);
	alarm(1);
	return late;
}
