/* sites: rows of the register of service points, the words it may use, and its hours.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SITES_INTERNAL_H
#define KATVE_SITES_INTERNAL_H

#include <katve/hours.h>
#include <katve/names.h>
#include <katve/study.h>

/* ---- words.c ---- */
/* Canonical word for what was met, or NULL when it is unknown. */
const char *kt_word_form(const char *s);
const char *kt_word_provider(const char *s);
const char *kt_word_appointment(const char *s);
const char *kt_word_fee(const char *s);
/* service_point, peer_support, home_visit; chat, phone, video; course, online_course, college_course,
 * recording. */
const char *kt_word_sub_form(const char *s);
/* The form that a canonical sub-form belongs to. */
const char *kt_word_form_of(const char *sub_form);
enum kt_tri kt_word_tri(const char *s, bool *known);
/* Code of a language name or code in any case ("Suomi" -> "fi"); NULL when there is no such language. */
const char *kt_word_language(const char *s, size_t n);
/* An ISO day of "2020-06-01", "2020-06-01T..", "2020/6/1", "1.6.2020"; false when it is none. */
bool kt_word_day(const char *s, char iso[11]);

/* ---- site_rows.c ---- */
/* Room for n more sites after those that are there (several registers follow one another). */
void kt_sites_reserve(struct kt_study *st, const char *file, size_t n);
/* The next site, everything unknown; `row` of its file for issues. */
size_t kt_sites_add(struct kt_study *st, long row);
/* Names that are missing take any other name, or the id. */
void kt_sites_complete_names(struct kt_study *st, size_t s);
/* Staffed hours: week, profile and texts. */
void kt_sites_set_hours(struct kt_study *st, size_t s, const struct kt_hours *h);
/* A list of codes without blanks and doubles, as service_area and languages have it; NULL when empty. */
const char *kt_sites_append(struct kt_arena *keep, const char *list, const char *one);

/* The municipality of a name, for registers that tell no code and no place: NULL where the text is the name of
 * none or of several. What was not certain is told in `t`. `names` NULL: the zones are no municipalities. */
const char *kt_site_municipality(struct kt_study *st, const struct kt_names *names, const char *text,
                                 long row, struct kt_tally *t);
/* Index over the study's municipalities, NULL when its finest zones are others. */
const struct kt_names *kt_site_municipalities(const struct kt_study *st);

#endif
