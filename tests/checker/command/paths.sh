# Files of the user's are shown whatever their folders are called; the checker's own are not.
. "$HERE/lib.sh"
needs_runtime

cat >main.c <<'C'
#include <pthread.h>
void bump(int i);
static void *add(void *arg)
{
	bump(2);
	return arg;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, add, NULL);
	bump(2);
	pthread_join(t, NULL);
	return 0;
}
C
for folder in lib/check/rt check/engine lib/acqrel/include src/check/report build usr/include; do
	mkdir -p $folder
	printf 'static int table[4];\nvoid bump(int i)\n{\n\ttable[i]++;\n}\n' >$folder/bump.c
	for file in $folder/bump.c $PWD/$folder/bump.c; do
		run 1 "$ACQREL" check --no-help main.c $file
		says '^error: data race on `table\[2\]`$'
		says "^  --> $folder/bump.c:4:[0-9]+, thread add, in bump\(\)$"
		says 'called from add\(\) at main.c:5'
	done
done
finish
