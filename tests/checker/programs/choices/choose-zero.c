/* There is nothing to choose from.
 *
 * expect: misuse
 * report: ar_choose(0)
 */
#include <acqrel/check.h>

int main(void)
{
	return (int)ar_choose(0);
}
