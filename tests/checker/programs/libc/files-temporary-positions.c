/* What was written to a temporary file is read again from where the program goes, the same in every execution; and flushing
 * brings it to the descriptor.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_int n;

static void bytes(FILE *f)
{
	assert(fgetc(f) == 'o' && getc(f) == 'n' && ungetc('N', f) == 'N' && fgetc(f) == 'N');
	assert(fseek(f, -1, SEEK_END) == 0 && fgetc(f) == '\n' && fgetc(f) == EOF && feof(f) && !ferror(f));
	clearerr(f);
	assert(!feof(f));
}

static void positions(FILE *f)
{
	char line[20];
	fpos_t second;

	assert(fseeko(f, 4, SEEK_SET) == 0 && !fgetpos(f, &second));
	for (int i = 0; i < 2; i++) {
		assert(fgets(line, sizeof line, f) && !strcmp(line, "two\n") && ftell(f) == 8 && ftello(f) == 8);
		assert(!fsetpos(f, &second));
	}
	assert(fputs("TWO", f) >= 0);
	rewind(f);
	assert(fread(line, 1, sizeof line, f) == 8 && !memcmp(line, "one\nTWO\n", 8));
}

static void descriptor(FILE *f)
{
	int fd = fileno(f);
	struct stat s;
	char tail[8];

	assert(fseek(f, 0, SEEK_END) == 0 && fputs("tail", f) >= 0 && fflush(NULL) == 0);
	assert(fstat(fd, &s) == 0 && s.st_size == 12);
	assert(lseek(fd, 8, SEEK_SET) == 8 && read(fd, tail, sizeof tail) == 4 && !memcmp(tail, "tail", 4));
}

static void *work(void *unused)
{
	FILE *f = tmpfile();

	assert(fseek(f, 0, SEEK_END) == 0 && fputs("one\n", f) >= 0);
	atomic_fetch_add(&n, 1);
	assert(fputs("two\n", f) >= 0);
	rewind(f);
	bytes(f);
	positions(f);
	descriptor(f);
	fclose(f);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, work, NULL);
	work(NULL);
	pthread_join(t, NULL);
	return 0;
}
