/* A loop of three turns in which only the first can succeed is back where it was after the third, and not stuck.
 *
 * expect: ok
 * options: --spurious-failures
 */
#include <stdatomic.h>

static atomic_int taken;

int main(void)
{
	for (int turn = 0;; turn = turn == 2 ? 0 : turn + 1) {
		int expected = turn;
		if (atomic_compare_exchange_weak(&taken, &expected, 5))
			break;
	}
	return 0;
}
