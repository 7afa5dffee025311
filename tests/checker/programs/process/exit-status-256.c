/* Of the status only the lowest eight bits are seen by whoever has started the program.
 *
 * expect: ok 1
 */
int main(void)
{
	return 256;
}
