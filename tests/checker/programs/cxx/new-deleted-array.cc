/* What comes from new does not go back with delete[].
 *
 * expect: invalid-free
 * report: the block comes from new and has to go back with delete, not delete[]
 */
int main()
{
	int *volatile p = new int(3);
	delete[] p;
}
