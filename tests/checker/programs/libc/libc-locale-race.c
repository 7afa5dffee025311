/* The locale is one for all threads: setting it while another thread asks for it is a race.
 *
 * expect: data-race
 * report: setlocale
 */
#include <locale.h>
#include <pthread.h>
#include <stddef.h>

static void *setter(void *unused)
{
	setlocale(LC_ALL, "C.UTF-8");
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, setter, NULL);
	setlocale(LC_ALL, NULL);
	pthread_join(t, NULL);
	return 0;
}
