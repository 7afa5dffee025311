/* A node of a list is used after it was freed.
 *
 * expect: use-after-free
 */
#include <glib.h>

int main(void)
{
	GList *list = g_list_prepend(NULL, "a");

	g_list_free(list);
	return list->data == NULL;
}
