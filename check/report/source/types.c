#define _GNU_SOURCE
#include "report/source/types.h"

#include <dwarf.h>
#include <string.h>

uint64_t type_size(Dwarf_Die *type)
{
	Dwarf_Word size;

	return dwarf_aggregate_size(type, &size) ? 0 : size;
}

static bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute attribute;

	return dwarf_attr_integrate(die, DW_AT_type, &attribute) && dwarf_formref_die(&attribute, type);
}

/* Locks and the like are shown as a whole: what is inside is libc's affair. */
static bool is_opaque(Dwarf_Die *type)
{
	const char *name = dwarf_diename(type);

	return dwarf_tag(type) == DW_TAG_typedef && name &&
	       (!strncmp(name, "pthread_", 8) || !strncmp(name, "mtx_t", 5) || !strncmp(name, "cnd_t", 5) ||
	        !strcmp(name, "sem_t") || !strcmp(name, "once_flag"));
}

/* Takes typedefs and qualifiers off. False: there is nothing under them to look into. */
static bool strip(Dwarf_Die *type)
{
	for (;;) {
		switch (dwarf_tag(type)) {
		case DW_TAG_typedef:
			if (is_opaque(type))
				return false;
			break;
		case DW_TAG_const_type:
		case DW_TAG_volatile_type:
		case DW_TAG_atomic_type:
		case DW_TAG_restrict_type:
			break;
		default:
			return true;
		}
		if (!type_of(type, type))
			return false;
	}
}

static bool offset_of(Dwarf_Die *member, uint64_t *offset)
{
	Dwarf_Attribute attribute;
	Dwarf_Word value = 0;

	if (dwarf_attr(member, DW_AT_data_member_location, &attribute) && dwarf_formudata(&attribute, &value))
		return false;
	*offset = value;
	return true;
}

/* The member of a struct or union that the offset lies in; *offset becomes the one inside it. */
static bool find_member(Dwarf_Die *type, uint64_t *offset, Dwarf_Die *member, Dwarf_Die *member_type)
{
	uint64_t start;

	if (dwarf_child(type, member))
		return false;
	do {
		int tag = dwarf_tag(member);
		if ((tag != DW_TAG_member && tag != DW_TAG_inheritance) ||
		    dwarf_hasattr(member, DW_AT_declaration) || dwarf_hasattr(member, DW_AT_external) ||
		    !offset_of(member, &start) || !type_of(member, member_type))
			continue;
		if (*offset >= start && *offset - start < type_size(member_type)) {
			*offset -= start;
			return true;
		}
	} while (!dwarf_siblingof(member, member));
	return false;
}

#define MOST_DIMENSIONS 8

/* The lengths of an array's dimensions, and in bytes[d] what one step in dimension d is. */
static size_t dimensions(Dwarf_Die *array, uint64_t element, uint64_t *bytes)
{
	uint64_t lengths[MOST_DIMENSIONS];
	Dwarf_Die range;
	size_t n = 0;

	if (dwarf_child(array, &range))
		return 0;
	do {
		Dwarf_Attribute attribute;
		Dwarf_Word value = 0;
		if (dwarf_tag(&range) != DW_TAG_subrange_type || n == MOST_DIMENSIONS)
			continue;
		if (dwarf_attr(&range, DW_AT_count, &attribute))
			dwarf_formudata(&attribute, &value);
		else if (dwarf_attr(&range, DW_AT_upper_bound, &attribute) &&
		         !dwarf_formudata(&attribute, &value))
			value++;
		lengths[n++] = value;
	} while (!dwarf_siblingof(&range, &range));
	for (size_t d = n; d-- > 0;)
		bytes[d] = d + 1 == n ? element : bytes[d + 1] * lengths[d + 1];
	return n;
}

/* Appends the subscripts; true: the bytes lie within one element, whose type is then in *type. */
static bool enter_array(struct arena *a, const char **name, Dwarf_Die *type, uint64_t *offset, uint64_t size)
{
	uint64_t bytes[MOST_DIMENSIONS];
	Dwarf_Die element;

	if (!type_of(type, &element))
		return false;
	size_t n = dimensions(type, type_size(&element), bytes);
	for (size_t d = 0; d < n; d++) {
		if (!bytes[d])
			return false;
		uint64_t first = *offset / bytes[d], last = (*offset + (size ? size : 1) - 1) / bytes[d];
		if (last > first) {
			*name = arena_print(a, "%s[%llu..%llu]", *name, (unsigned long long)first,
			                    (unsigned long long)last);
			return false;
		}
		*name = arena_print(a, "%s[%llu]", *name, (unsigned long long)first);
		*offset %= bytes[d];
	}
	*type = element;
	return n > 0;
}

/* Names like _M_impl are the C++ library's: its objects are shown as a whole, by the program's names. */
static bool is_internal(const char *word)
{
	return word[0] == '_' && word[1] >= 'A' && word[1] <= 'Z';
}

/* Appends ".member" and enters it. */
static bool enter_member(struct arena *a, const char **name, Dwarf_Die *type, uint64_t *offset)
{
	Dwarf_Die member, member_type;

	if (!find_member(type, offset, &member, &member_type))
		return false;
	const char *word = dwarf_diename(&member);
	if (word && !strncmp(word, "__", 2))
		return false;
	if (word && dwarf_tag(&member) == DW_TAG_member && !is_internal(word))
		*name = arena_print(a, "%s.%s", *name, word);
	*type = member_type;
	return true;
}

static struct value_type scalar(Dwarf_Die *type)
{
	struct value_type v = {.known = true};
	Dwarf_Attribute attribute;
	Dwarf_Word encoding = 0;

	if (dwarf_tag(type) == DW_TAG_pointer_type)
		v.is_pointer = true;
	else if (dwarf_tag(type) == DW_TAG_base_type && dwarf_attr(type, DW_AT_encoding, &attribute) &&
	         !dwarf_formudata(&attribute, &encoding)) {
		v.is_signed = encoding == DW_ATE_signed || encoding == DW_ATE_signed_char;
		v.is_bool = encoding == DW_ATE_boolean;
	} else
		v.known = false;
	return v;
}

/* Objects of libacqrel and of GLib, whose members are not the program's. */
static bool is_of_library(Dwarf_Die *type)
{
	static const char *const glib[] = {"_GMutex", "_GRecMutex", "_GRWLock", "_GCond", "_GOnce"};
	const char *name = dwarf_diename(type);

	for (size_t i = 0; name && i < sizeof glib / sizeof glib[0]; i++)
		if (!strcmp(name, glib[i]))
			return true;
	return name && !strncmp(name, "ar_", 3);
}

const char *type_describe(struct arena *a, const char *name, Dwarf_Die type, uint64_t offset, uint64_t size,
                          bool whole_library, struct value_type *value)
{
	*value = (struct value_type){0};
	while (strip(&type)) {
		int tag = dwarf_tag(&type);
		bool inside = offset || type_size(&type) > size;
		if (tag == DW_TAG_array_type) {
			if ((!inside && size) || !enter_array(a, &name, &type, &offset, size))
				return name;
		} else if (tag == DW_TAG_structure_type || tag == DW_TAG_union_type ||
		           tag == DW_TAG_class_type) {
			if (whole_library && is_of_library(&type))
				return name;
			if ((!inside && size) || !enter_member(a, &name, &type, &offset))
				return name;
		} else {
			*value = scalar(&type);
			return name;
		}
	}
	return name;
}
