/* Not all that is thrown is an exception class; and this one was thrown in an earlier place than it is thrown again.
 *
 * expect: crash
 * report: crash: uncaught exception of type char const*: disk full
 */
int main()
{
	try {
		throw "disk full";
	} catch (const char *) {
		throw;
	}
}
