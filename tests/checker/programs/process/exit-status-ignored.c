/* However the program ends is no error if the user says so.
 *
 * options: --ignore-exit-status
 * expect: ok 1
 */
int main(void)
{
	return 1;
}
