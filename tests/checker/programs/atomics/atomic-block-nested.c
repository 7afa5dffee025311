/*
 * expect: misuse
 * report: in an atomic block: they cannot be nested
 */
void __VERIFIER_atomic_begin(void);
void __VERIFIER_atomic_end(void);

int main(void)
{
	__VERIFIER_atomic_begin();
	__VERIFIER_atomic_begin();
	__VERIFIER_atomic_end();
	__VERIFIER_atomic_end();
	return 0;
}
