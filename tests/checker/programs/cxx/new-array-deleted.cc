/* What comes from new[] goes back with delete[].
 *
 * expect: invalid-free
 * report: the block comes from new[] and has to go back with delete[], not delete
 */
int main(int argc, char **)
{
	int *volatile p = new int[argc + 3];
	delete p;
}
