/*
 * What GLib and GObject count references to with atomics of their own. The count is theirs; that one thread
 * has given its reference back before another thread gives back the last one, and all that this orders, is a
 * step on a state beside the object. GLib's function comes right behind it.
 */
#include "glib.h"

static ar_model_result count(uint64_t state, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return AR_MODEL_BECOMES(state + 1);
}

static const ar_model_call counts = GLIB_ORDERED_STEP(count);

static void step(const void *object)
{
	if (ar_modelled_always("GLib's reference counts") && object)
		ar_model_step(ar_model_own(ar_model_pair((uint64_t)(uintptr_t)object, 'R')), &counts, 0);
}

/* clang-format off */
#define GIVES_BACK(name) GLIB void name(void *o) { step(o); GLIB_NATIVE(name)(o); }
#define TAKES(name)      GLIB void *(name)(void *o) { step(o); return GLIB_NATIVE(name)(o); }
#define REFERENCES(name) TAKES(name##_ref) GIVES_BACK(name##_unref)

REFERENCES(g_array)
REFERENCES(g_byte_array)
REFERENCES(g_bytes)
REFERENCES(g_date_time)
REFERENCES(g_hash_table)
REFERENCES(g_key_file)
REFERENCES(g_main_context)
REFERENCES(g_main_loop)
REFERENCES(g_mapped_file)
REFERENCES(g_match_info)
REFERENCES(g_ptr_array)
REFERENCES(g_regex)
REFERENCES(g_source)
REFERENCES(g_time_zone)
REFERENCES(g_tree)
REFERENCES(g_uri)
REFERENCES(g_variant)
REFERENCES(g_object)
REFERENCES(g_closure)
TAKES(g_object_ref_sink)
TAKES(g_variant_ref_sink)
TAKES(g_ref_string_acquire)
GIVES_BACK(g_ref_string_release)
/* clang-format on */
