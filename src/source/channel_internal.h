/* channel: registers of service points that come as JSON (Suomi.fi service catalogue, Kirkanta).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CHANNEL_INTERNAL_H
#define KATVE_CHANNEL_INTERNAL_H

#include "sites_internal.h"
#include "vector_internal.h"

#include <jansson.h>

struct kt_channels {
    struct kt_study *st;
    const char *section, *file;
    struct kt_arena tmp;
    json_t *root;
    struct kt_placer placer;
    size_t n;             /* entries */
    const json_t **entry; /* objects; row i + 1 in issues */
    struct kt_tally left_out, no_place, entered, off, hours, doubtful, town;
    const struct kt_names *municipalities;
    size_t without_hours; /* sites whose hours the source does not tell */
};

/* ---- channels.c ---- */
/* Reads the section's JSON file and finds its entries: one object, a list, pages of lists (`itemList`, `items`,
 * `result`, `data`). `is_entry` tells an entry from another object. Refuses what is no JSON or has none. */
KT_MUST enum kt_status kt_channels_open(struct kt_channels *c, struct kt_study *st, const char *section,
                                        const char *crs, bool (*is_entry)(const json_t *),
                                        struct kt_arena tmp, struct kt_err *err);
/* Closes tallies, frees, and refuses a file of which no site was left. */
KT_MUST enum kt_status kt_channels_close(struct kt_channels *c, enum kt_status status, struct kt_err *err);
/* Member's text, blanks and control characters off, kept; NULL when absent, null, empty or no text. */
const char *kt_json_text(struct kt_study *st, const json_t *object, const char *key);
/* Number, also when written as text; NaN. */
double kt_json_number(const json_t *object, const char *key);
bool kt_json_true(const json_t *object, const char *key);
/* [{language, value}] or {"fi": ...} or a plain text, in `lang` ("" any, fi before sv before the rest). */
const char *kt_json_in_language(struct kt_study *st, const json_t *texts, const char *lang);
/* Finnish text, with the Swedish one behind " / " where it differs. */
const char *kt_json_both(struct kt_study *st, const json_t *texts);
/* Is any of the section's support_words a part of the text, in any case? */
bool kt_says_support(const struct kt_channels *c, const char *text);
/* Minutes of "09:00:00" or "9:00"; -1 when it is no time of day. */
int kt_clock_minutes(const char *s);
/* "2024 Jun 03" of an ISO day or instant (21:00Z and later belong to the next Finnish day); NULL. */
const char *kt_osm_date(struct kt_arena *keep, const char *iso);

#define KT_CHANNEL_PARAMS                                                                                    \
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Register of service points."},                              \
    {                                                                                                        \
        "support_words", KT_T_STRS, "",                                                                      \
            "[digituki, digituke, digituen, digineuvonta, digiopastus, digitaalinen neuvonta, "              \
            "digitaalinen tuki, tietotekniikkaopastus, tietotekniikan opastus, digitalkkari, enter ry, "     \
            "digitalt stöd, digistöd, digital rådgivning, digital support]",                                 \
            0, 0, NULL,                                                                                      \
            "A place gives digital support when the name of one of its services or its own name has one of " \
            "these words; services that have none say no, a place without services is unknown."              \
    }

/* ---- ptv_hours.c ---- */
/* serviceHours of the Suomi.fi service catalogue, v7 to v11. *appointment: "optional", "required" or NULL.
 * False when an entry could not be read (it is left out; `why` says which). */
bool kt_ptv_hours(const json_t *hours, const char *today, struct kt_arena *keep, struct kt_arena tmp,
                  struct kt_hours *out, const char **appointment, const char **why);

/* ---- kirkanta_hours.c ---- */
/* schedules of Kirkanta v4; `periods` is refs.period or NULL. */
void kt_kirkanta_hours(const json_t *schedules, const json_t *periods, bool use_exceptions,
                       struct kt_arena *keep, struct kt_arena tmp, struct kt_hours *staffed,
                       struct kt_hours *self);

#endif
