/* Of the status only the lowest eight bits are seen by whoever has started the program.
 *
 * expect: exit-failure
 * report: main returned -1 in execution 1
 * report: ends with status 255 here
 */
int main(void)
{
	return -1;
}
