/* host PLUGIN: a thread that has used a plugin, which is closed by then, ends as any other. */
#undef NDEBUG
#include <assert.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static void *use(void *path)
{
	int (*plugin_use)(void);
	void *plugin = dlopen(path, RTLD_NOW);

	if (!plugin)
		puts(dlerror());
	assert(plugin);
	void *found = dlsym(plugin, "plugin_use");
	assert(found);
	memcpy(&plugin_use, &found, sizeof found);
	assert(plugin_use());
	assert(dlclose(plugin) == 0);
	return NULL;
}

int main(int argc, char **argv)
{
	pthread_t thread;

	assert(argc == 2);
	assert(pthread_create(&thread, NULL, use, argv[1]) == 0);
	assert(pthread_join(thread, NULL) == 0);
	return 0;
}
