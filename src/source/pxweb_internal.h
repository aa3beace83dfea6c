/* pxweb: what the heading of a column with values tells ("Miehet 2018 Väestö 31.12.", "0 - 14 2019").
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_PXWEB_INTERNAL_H
#define KATVE_PXWEB_INTERNAL_H

#include "cube_internal.h"

enum kt_side { KT_SIDE_SEX, KT_SIDE_YEAR, KT_SIDE_AGE, KT_SIDE_REST, KT_NSIDE };

/* What the headings have between them: "Yhteensä" is of the sexes, of the ages, or of both. Ages stand side
 * by side where each heading has one, or is their total. */
struct kt_heading_layout {
    bool sexes, ages;
};
struct kt_heading_layout kt_heading_layout(const char *const *head, size_t n);
/* The parts of a heading; "" for what it does not tell. */
void kt_heading_split(const char *s, const struct kt_heading_layout *l, char part[KT_NSIDE][256]);

#endif
