/* GLib's lists, tables and strings under a lock; and each thread's own.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static GMutex m;
static GHashTable *table;
static GList *list;
static GPrivate own = G_PRIVATE_INIT(g_free);

static gpointer add(gpointer key)
{
	g_private_set(&own, g_strdup(key));
	g_mutex_lock(&m);
	g_hash_table_insert(table, key, g_strdup_printf("%s!", (char *)key));
	list = g_list_prepend(list, key);
	g_mutex_unlock(&m);
	g_assert_cmpstr(g_private_get(&own), ==, key);
	return NULL;
}

int main(void)
{
	table = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	GThread *t = g_thread_new("add", add, "one");
	add("two");
	g_thread_join(t);
	g_assert_cmpint(g_hash_table_size(table), ==, 2);
	g_assert_cmpint(g_list_length(list), ==, 2);
	g_assert_cmpstr(g_hash_table_lookup(table, "one"), ==, "one!");
	g_list_free(list);
	g_hash_table_unref(table);
	g_private_replace(&own, NULL);
	return 0;
}
