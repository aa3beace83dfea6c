/* sites: the words that a register of service points may use, brought to the study's own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SITES_INTERNAL_H
#define KATVE_SITES_INTERNAL_H

#include <katve/study.h>

/* Canonical word for what was met, or NULL when it is unknown. */
const char *kt_word_form(const char *s);
const char *kt_word_provider(const char *s);
const char *kt_word_appointment(const char *s);
const char *kt_word_fee(const char *s);
enum kt_tri kt_word_tri(const char *s, bool *known);
/* Code of a language name or code in any case ("Suomi" -> "fi"); NULL when there is no such language. */
const char *kt_word_language(const char *s, size_t n);
/* An ISO day of "2020-06-01", "2020-06-01T..", "2020/6/1", "1.6.2020"; false when it is none. */
bool kt_word_day(const char *s, char iso[11]);

#endif
