/* All values of an int are too many, and some would not do.
 *
 * expect: unsupported
 * report: too many values
 */
int __VERIFIER_nondet_int(void);

int main(void)
{
	return __VERIFIER_nondet_int() == 1234567;
}
