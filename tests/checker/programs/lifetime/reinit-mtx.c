/* A C11 mutex is initialized while it is locked.
 *
 * expect: misuse
 * report: mtx_init of a mutex that is locked
 */
#include <pthread.h>
#include <threads.h>

static mtx_t c11;

int main(void)
{
	mtx_init(&c11, mtx_plain);
	mtx_lock(&c11);
	return mtx_init(&c11, mtx_plain);
}
