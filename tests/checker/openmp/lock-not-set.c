/* A lock is unset that nobody has set.
 *
 * expect: misuse
 * report: omp_unset_lock of a lock that is not set
 * flags: -fopenmp
 */
#include <omp.h>

int main(void)
{
	omp_lock_t lock;

	omp_init_lock(&lock);
	omp_unset_lock(&lock);
	omp_destroy_lock(&lock);
}
