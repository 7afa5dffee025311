/*
 * Whether standard input is a SARIF 2.1.0 log, as far as acqrel writes any: each object has the properties that the
 * standard requires (sections 3.13 to 3.58 of it) and no others than those named here, of the right types. The standard's
 * own JSON schema cannot be copied here; tests/checker/command/format.sh uses it where ACQREL_SARIF_SCHEMA says where it is.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum kind { TEXT, WORD, URI, POSITIVE, INDEX, BOOLEAN, OBJECT, ARRAY };

struct property {
	const char *object, *name;
	bool required;
	enum kind kind;
	const char *detail; /* WORD: one of these, between blanks; OBJECT, ARRAY: of which kind */
};

static const struct property properties[] = {
	{"log", "$schema", false, URI, NULL},
	{"log", "version", true, WORD, " 2.1.0 "},
	{"log", "runs", true, ARRAY, "run"},
	{"run", "tool", true, OBJECT, "tool"},
	{"run", "invocations", false, ARRAY, "invocation"},
	{"run", "originalUriBaseIds", false, OBJECT, "bases"},
	{"run", "columnKind", false, WORD, " utf16CodeUnits unicodeCodePoints "},
	{"run", "results", false, ARRAY, "result"},
	{"tool", "driver", true, OBJECT, "component"},
	{"component", "name", true, TEXT, NULL},
	{"component", "version", false, TEXT, NULL},
	{"component", "rules", false, ARRAY, "rule"},
	{"rule", "id", true, TEXT, NULL},
	{"rule", "shortDescription", false, OBJECT, "message"},
	{"invocation", "executionSuccessful", true, BOOLEAN, NULL},
	{"invocation", "toolExecutionNotifications", false, ARRAY, "notification"},
	{"notification", "level", false, WORD, " none note warning error "},
	{"notification", "message", true, OBJECT, "message"},
	{"notification", "locations", false, ARRAY, "location"},
	{"bases", "ROOT", false, OBJECT, "artifact"},
	{"result", "ruleId", false, TEXT, NULL},
	{"result", "ruleIndex", false, INDEX, NULL},
	{"result", "level", false, WORD, " none note warning error "},
	{"result", "message", true, OBJECT, "message"},
	{"result", "locations", false, ARRAY, "location"},
	{"result", "relatedLocations", false, ARRAY, "location"},
	{"result", "codeFlows", false, ARRAY, "flow"},
	{"flow", "threadFlows", true, ARRAY, "thread"},
	{"thread", "id", false, TEXT, NULL},
	{"thread", "locations", true, ARRAY, "step"},
	{"step", "location", false, OBJECT, "location"},
	{"step", "executionOrder", false, INDEX, NULL},
	{"location", "physicalLocation", false, OBJECT, "physical"},
	{"location", "logicalLocations", false, ARRAY, "logical"},
	{"location", "message", false, OBJECT, "message"},
	{"physical", "artifactLocation", true, OBJECT, "artifact"},
	{"physical", "region", false, OBJECT, "region"},
	{"artifact", "uri", false, URI, NULL},
	{"artifact", "uriBaseId", false, WORD, " ROOT "},
	{"region", "startLine", false, POSITIVE, NULL},
	{"region", "startColumn", false, POSITIVE, NULL},
	{"logical", "name", false, TEXT, NULL},
	{"logical", "kind", false, WORD, " function "},
	{"message", "text", true, TEXT, NULL},
};

#define COUNT (sizeof properties / sizeof properties[0])

static bool complain(const char *object, const char *name, const char *what)
{
	printf("%s.%s %s\n", object, name, what);
	return false;
}

static bool is_uri(const char *s)
{
	for (; *s; s++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:%#", *s))
			return false;
	return true;
}

static bool check_object(const char *object, json_t *o);

static bool check_array(const struct property *p, json_t *a)
{
	bool good = json_is_array(a) || complain(p->object, p->name, "is no array");

	for (size_t i = 0; i < json_array_size(a); i++)
		good &= check_object(p->detail, json_array_get(a, i));
	return good;
}

static bool check_value(const struct property *p, json_t *v)
{
	const char *s = json_string_value(v);
	char word[100];

	snprintf(word, sizeof word, " %s ", s ? s : "");
	switch (p->kind) {
	case TEXT:
		return s && *s;
	case WORD:
		return s && strstr(p->detail, word);
	case URI:
		return s && is_uri(s);
	case POSITIVE:
		return json_is_integer(v) && json_integer_value(v) > 0;
	case INDEX:
		return json_is_integer(v) && json_integer_value(v) >= 0;
	case BOOLEAN:
		return json_is_boolean(v);
	case OBJECT:
		return check_object(p->detail, v);
	default:
		return check_array(p, v);
	}
}

static const struct property *find(const char *object, const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (!strcmp(properties[i].object, object) && !strcmp(properties[i].name, name))
			return &properties[i];
	return NULL;
}

static bool check_object(const char *object, json_t *o)
{
	bool good = json_is_object(o) || complain(object, "", "is no object");
	const char *name;
	json_t *value;

	for (size_t i = 0; i < COUNT; i++)
		if (!strcmp(properties[i].object, object) && properties[i].required &&
		    !json_object_get(o, properties[i].name))
			good = complain(object, properties[i].name, "is missing");
	json_object_foreach(o, name, value)
	{
		const struct property *p = find(object, name);
		if (!p)
			good = complain(object, name, "does not belong there");
		else if (!check_value(p, value))
			good = complain(object, name, "is wrong");
	}
	return good;
}

int main(void)
{
	json_error_t error;
	json_t *log = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
	bool good = log ? check_object("log", log) : complain("log", "", error.text);

	json_decref(log);
	return !good;
}
