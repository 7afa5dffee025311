/* A value is asked for by a key that was deleted.
 *
 * expect: misuse
 * report: pthread_getspecific with a key that was deleted
 */
#include <pthread.h>
#include <stddef.h>

int main(void)
{
	pthread_key_t key;

	pthread_key_create(&key, NULL);
	pthread_key_delete(key);
	return pthread_getspecific(key) != NULL;
}
