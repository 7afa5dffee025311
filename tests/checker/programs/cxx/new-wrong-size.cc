/* An object is deleted through its base class, which has no virtual destructor.
 *
 * expect: invalid-free
 * flags: -fsized-deallocation
 * report: delete of an object of 4 bytes, but the block was allocated for 16
 */
struct base {
	int number = 1;
};

struct derived : base {
	long more = 2;
};

int main()
{
	base *volatile p = new derived;
	delete p;
}
