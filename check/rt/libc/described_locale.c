/*
 * Functions of <locale.h>, <libintl.h> and <iconv.h> that allocate: what they do is libc's and stays, since
 * libc keeps it for later calls. Nothing of it is freed, because an execution that goes on from before may
 * need it.
 */
#include "rt/libc/described.h"

#include <iconv.h>
#include <libintl.h>
#include <locale.h>

size_t malloc_usable_size(void *);

/* --- Locales as objects --------------------------------------------------------------------------------- */

static void change_locale(locale_t l)
{
	if (l && l != LC_GLOBAL_LOCALE)
		memory_save((uint64_t)l, sizeof *l);
}

#define LOCALES(prefix)                                                                          \
	DESCRIBED_ALSO(locale_t, prefix##newlocale, (int mask, const char *name, locale_t base), \
	               (mask, name, base), TEXT(name);                                           \
	               change_locale(base))                                                      \
	DESCRIBED_ALSO(locale_t, prefix##duplocale, (locale_t l), (l), (void)0)                  \
	void prefix##freelocale(locale_t);                                                       \
	INTERPOSE(void, prefix##freelocale)(locale_t l)                                          \
	{                                                                                        \
	}
LOCALES()
LOCALES(__)

/* --- Texts in other languages --------------------------------------------------------------------------- */

#undef dgettext
#undef dcgettext
#undef ngettext
#undef dngettext
#undef dcngettext
#define TEXT_IF(s) IF_THERE(s, TEXT(s))
DESCRIBED_ALSO(char *, dgettext, (const char *domain, const char *s), (domain, s), TEXT_IF(domain);
               TEXT_IF(s))
DESCRIBED_ALSO(char *, __dgettext, (const char *domain, const char *s), (domain, s), TEXT_IF(domain);
               TEXT_IF(s))
DESCRIBED_ALSO(char *, dcgettext, (const char *domain, const char *s, int category), (domain, s, category),
               TEXT_IF(domain);
               TEXT_IF(s))
DESCRIBED_ALSO(char *, __dcgettext, (const char *domain, const char *s, int category), (domain, s, category),
               TEXT_IF(domain);
               TEXT_IF(s))
DESCRIBED_ALSO(char *, ngettext, (const char *s, const char *many, unsigned long n), (s, many, n), TEXT_IF(s);
               TEXT_IF(many))
DESCRIBED_ALSO(char *, dngettext, (const char *domain, const char *s, const char *many, unsigned long n),
               (domain, s, many, n), TEXT_IF(domain);
               TEXT_IF(s); TEXT_IF(many))
DESCRIBED_ALSO(char *, dcngettext,
               (const char *domain, const char *s, const char *many, unsigned long n, int category),
               (domain, s, many, n, category), TEXT_IF(domain);
               TEXT_IF(s); TEXT_IF(many))
DESCRIBED_ALSO(char *, bind_textdomain_codeset, (const char *domain, const char *codes), (domain, codes),
               TEXT_IF(domain);
               TEXT_IF(codes))

/* --- Other encodings ------------------------------------------------------------------------------------ */

DESCRIBED(iconv_t, iconv_open, (const char *to, const char *from), (to, from), TEXT(to); TEXT(from))

/* How far the conversion has come is in libc's object. */
DESCRIBED(size_t, iconv,
          (iconv_t conversion, char **restrict in, size_t *restrict in_left, char **restrict out,
           size_t *restrict out_left),
          (conversion, in, in_left, out, out_left), {
		  memory_save((uint64_t)conversion, malloc_usable_size(conversion));
		  if (in && *in) {
			  OUT(in, sizeof *in);
			  OUT(in_left, sizeof *in_left);
			  IN(*in, *in_left);
		  }
		  if (out && *out) {
			  OUT(out, sizeof *out);
			  OUT(out_left, sizeof *out_left);
			  OUT(*out, *out_left);
		  }
	  })

INTERPOSE(int, iconv_close)(iconv_t conversion)
{
	return 0;
}
