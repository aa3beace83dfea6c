/* A small schema with every type, and reading of texts against it; for the tests of study files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_STUDY_FILE_H
#define KATVE_STUDY_FILE_H

#include <katve/schema.h>
#include <katve/settings.h>

#include <stdio.h>
#include <string.h>

static const struct kt_param sf_zones[] = {
    {"level", KT_T_STR, "", NULL, 0, 0, NULL, "Name of the level."},
    {"source", KT_T_PATH, "", "", 0, 0, NULL, "Outlines."},
    {"columns", KT_T_MAP, "", "{code: code, parent: region}", 0, 0, "code parent name_fi population",
     "Columns."},
    {"generalised", KT_T_BOOL, "", "false", 0, 0, NULL, "Schematic outlines?"},
};
static const struct kt_param sf_people[] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Cells."},
    {"ages", KT_T_MAP, "", "", 0, 0, NULL, "Age bands."},
    {"missing", KT_T_STRS, "", "[\"-1\", \"..\", \".\"]", 0, 0, NULL, "Markers of suppressed counts."},
};
static const struct kt_param sf_method[] = {
    {"catchment_km", KT_T_NUM, "km", "30", 0.1, 500, NULL, "Reach."},
    {"decay", KT_T_CHOICE, "", "gauss", 0, 0, "step gauss", "How reach fades."},
    {"bands_min", KT_T_NUMS, "min", "[15, 30, 60]", 0, 600, NULL, "Bands."},
    {"draws", KT_T_INT, "", "1000", 1, INFINITY, NULL, "Draws."},
    {"since", KT_T_DATE, "", "", 0, 0, NULL, "First day."},
};
static const struct kt_section sf_more[] = {
    {"zones", true, true, sf_zones, sizeof sf_zones / sizeof *sf_zones, "Areas."},
    {"people", false, true, sf_people, sizeof sf_people / sizeof *sf_people, "People."},
    {"methods.e2sfca", false, false, sf_method, sizeof sf_method / sizeof *sf_method, "Access."},
    {"methods.nearest", false, false, sf_method, 1, "Nearest."},
};

/* The core sections and the above. */
static inline struct kt_schema sf_schema(struct kt_arena *a)
{
    size_t more = sizeof sf_more / sizeof *sf_more;
    struct kt_section *s = KT_NEW(a, struct kt_section, kt_ncore_section + more);
    for (size_t i = 0; i < kt_ncore_section; i++) s[i] = kt_core_section[i];
    for (size_t i = 0; i < more; i++) s[kt_ncore_section + i] = sf_more[i];
    return (struct kt_schema){s, kt_ncore_section + more};
}

/* A study file without problems; people.csv must lie beside it. */
static const char sf_good[] = "study: {id: demo, title_fi: \"Näkymä\", year: 2019, date: 2020-06-01}\n"
                              "zones:\n"
                              "  - level: municipality\n"
                              "    columns: {code: kunta, name_fi: nimi}\n"
                              "    generalised: yes\n"
                              "  - level: region\n"
                              "people:\n"
                              "  source: people.csv\n"
                              "  ages: {\"0-15\": a0_15, \"16-24\": \"a16+a20\", 75-: a75}\n"
                              "methods:\n"
                              "  e2sfca:\n"
                              "    catchment_km: 25.5\n"
                              "    bands_min: [5, 10]\n"
                              "report:\n"
                              "  languages: [fi, sv]\n"
                              "  only: [005, \"091\"]\n";

static inline bool sf_write(const char *path, const void *text, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (!f) return false;
    bool good = fwrite(text, 1, n, f) == n;
    return fclose(f) == 0 && good;
}

#endif
