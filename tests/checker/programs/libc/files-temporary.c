/* Temporary files: each execution begins without any. What is asked of a file that is not there is told.
 *
 * expect: ok 2
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int n;

static void *count(void *unused)
{
	atomic_fetch_add(&n, 1);
	return unused;
}

static void stream(void)
{
	char line[20];
	FILE *f = tmpfile();

	assert(f && fprintf(f, "%d and %s\n", 1, "two") == 10 && fputs("three\n", f) >= 0 && fputc('4', f) == '4');
	rewind(f);
	assert(fgets(line, sizeof line, f) && !strcmp(line, "1 and two\n"));
	assert(fread(line, 1, sizeof line, f) == 7 && !memcmp(line, "three\n4", 7) && feof(f));
	assert(fclose(f) == 0);
}

static void descriptor(void)
{
	char name[] = "/tmp/fileXXXXXX", wrong[] = "/tmp/file", bytes[3];
	int fd = mkstemp(name);

	assert(fd >= 0 && strcmp(name, "/tmp/fileXXXXXX") && unlink(name) == 0);
	assert(write(fd, "abc", 3) == 3 && lseek(fd, 0, SEEK_SET) == 0 && read(fd, bytes, 3) == 3);
	assert(!memcmp(bytes, "abc", 3) && read(fd, bytes, 3) == 0 && close(fd) == 0);
	assert(mkstemp(wrong) == -1 && errno == EINVAL);
}

int main(void)
{
	unsigned char chance[16];
	pthread_t t;

	stream();
	pthread_create(&t, NULL, count, NULL);
	count(NULL);
	pthread_join(t, NULL);
	descriptor();
	assert(!fopen("/no/such/file", "r") && errno == ENOENT);
	assert(open("/no/such/file", O_RDONLY) == -1 && errno == ENOENT);
	FILE *f = fopen("/dev/urandom", "rb");
	assert(f && fread(chance, sizeof chance, 1, f) == 1 && fclose(f) == 0);
	return 0;
}
