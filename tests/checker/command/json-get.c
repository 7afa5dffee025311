/*
 * json-get PATH < FILE: checks that standard input is one line with one JSON object, and prints what is at
 * the path, such as error.locations.0.line (nothing: the whole object). Status 1: no such thing there.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *follow(json_t *j, char *path)
{
	for (char *key = strtok(path, "."); key && j; key = strtok(NULL, "."))
		j = json_is_array(j) ? json_array_get(j, (size_t)atoi(key)) : json_object_get(j, key);
	return j;
}

static int print(json_t *j)
{
	if (!j)
		return 1;
	if (json_is_string(j))
		puts(json_string_value(j));
	else if (json_is_array(j))
		printf("[%zu]\n", json_array_size(j));
	else
		puts(json_dumps(j, JSON_ENCODE_ANY));
	return 0;
}

int main(int argc, char **argv)
{
	static char text[1 << 22];
	size_t n = fread(text, 1, sizeof text - 1, stdin);
	json_error_t error;

	if (!n || text[n - 1] != '\n' || memchr(text, '\n', n - 1)) {
		fputs("not one line with a newline at its end\n", stderr);
		return 2;
	}
	json_t *j = json_loads(text, 0, &error);
	if (!j || !json_is_object(j)) {
		fprintf(stderr, "not a JSON object: %s\n", error.text);
		return 2;
	}
	return print(argc > 1 ? follow(j, argv[1]) : j);
}
