/* directory_internal: what the directory of support says of a place, on paper and for browsers alike.
 * Sites have no persons, so nothing here needs suppression.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_DIRECTORY_INTERNAL_H
#define KATVE_DIRECTORY_INTERNAL_H

#include "report_internal.h"

enum { KT_SITE_FACTS = 12 };

/* One line: "När" "mån–fre 10.00–18.00". */
struct kt_fact {
    const char *label, *text;
    const char *href; /* NULL: plain text */
    bool stale;       /* checked too long ago */
};

/* Sites that support now and lie in row z of the level of the maps, in row order. O(sites). */
size_t kt_sites_at(const struct kt_doc *d, size_t z, size_t **site);
/* Sites without a place that serve z: by its own code, that of an area above it, or the whole country. */
size_t kt_sites_remote(const struct kt_doc *d, size_t z, size_t **site);
const char *kt_site_name(const struct kt_doc *d, size_t site);
/* Where, when, languages, how, step-free, appointment, fee, phone, web, provider, checked on, as far as they are known;
 * what is not is told in one line at the end. Returns how many. */
size_t kt_site_facts(const struct kt_doc *d, size_t site, struct kt_fact fact[KT_SITE_FACTS]);
/* What an area without a place is told: that it has none, and where the nearest one is. NULL: it has one. */
const char *kt_site_nearest(const struct kt_doc *d, size_t z);
/* How far its residents are from the nearest place, in km and where it is known in minutes; NULL unknown. */
const char *kt_site_way(const struct kt_doc *d, size_t z);
/* By phone or remotely: the names; NULL: nothing is known. */
const char *kt_site_remote_text(const struct kt_doc *d, size_t z);

/* ---- hours_words.c ---- */

/* "Mo-Fr 10:00-18:00" as "maanantaista perjantaihin klo 10–18; muulloin suljettu". NULL: not a week as
 * kt_hours_write writes it. */
const char *kt_hours_words(const struct kt_doc *d, const char *osm);
/* Rules for holidays, seasons and dated days, with the words of the language put in. */
const char *kt_hours_apart(const struct kt_doc *d, const char *osm);

#endif
