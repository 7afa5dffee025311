/*
 * What of GLib works on what it is given: containers, strings, numbers, errors, the time. No two threads can
 * wait for each other there, or hand anything over, other than by what the program does around the calls.
 * They may be called by several threads, and no order is missed by that: where it makes a difference, it is
 * that of the program's own accesses. What such a function does to memory is not seen (uninstrumented.c says
 * so). Some lock to protect a cache of GLib's, or the stream that they write to, which is no part of what
 * they promise.
 *
 * Not in the list, on purpose: what has a state that all threads share (g_quark_from_string, g_intern_string,
 * g_random_int, g_setenv), events and their loops, and everything that is counted and freed by atomics, which
 * check/specifications/glib has.
 */
#include "rt/threads/quiet_functions.h"

#include "rt/memory/symbols.h"

static const char *const of_glib[] = {
	"g_array_",      "g_ascii_",        "g_assert",        "g_base64_",     "g_build_",
	"g_byte_array_", "g_bytes_",        "g_checksum_",     "g_clear_error", "g_compute_",
	"g_date_",       "g_direct_",       "g_double_",       "g_error_",      "g_filename_",
	"g_format_size", "g_get_monotonic", "g_get_real_time", "g_hash_table_", "g_hex_",
	"g_hmac_",       "g_hook_",         "g_int64_",        "g_int_",        "g_key_file_",
	"g_list_",       "g_locale_",       "g_log",           "g_node_",       "g_path_",
	"g_pattern_",    "g_print",         "g_private_",      "g_propagate_",  "g_ptr_array_",
	"g_qsort_",      "g_queue_",        "g_rand_",         "g_return_if_",  "g_sequence_",
	"g_set_error",   "g_shell_",        "g_slist_",        "g_str",         "g_timer_",
	"g_tree_",       "g_ucs4_",         "g_uchar_",        "g_unichar_",    "g_uri_",
	"g_usleep",      "g_utf16_",        "g_utf8_",         "g_uuid_",       "g_variant_",
	"g_vasprintf",   "g_warn_message",
};

bool quiet_function(const char *library, const char *name)
{
	if (!symbols_begins_with(library, "libglib-2.0.so"))
		return false;
	for (size_t i = 0; i < sizeof of_glib / sizeof of_glib[0]; i++)
		if (symbols_begins_with(name, of_glib[i]))
			return true;
	return false;
}
