/* A lock is destroyed while it is set.
 *
 * expect: misuse
 * report: omp_destroy_lock of a lock that is set
 * flags: -fopenmp
 */
#include <omp.h>

int main(void)
{
	omp_lock_t lock;

	omp_init_lock(&lock);
	omp_set_lock(&lock);
	omp_destroy_lock(&lock);
}
