/* hsy_grid: the population grid of the Helsinki region, 250 m.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"

/* In cells under 100 people all nine ages are 99. One 99 is a count, and so are nine that add up. */
static bool hidden(const double *age, size_t n, double total)
{
    for (size_t a = 0; a < n; a++)
        if (age[a] != 99.0) return false;
    return total != 99.0 * (double)n;
}

static const struct kt_preset_field field[] = {
    {"columns.id", "INDEX"},
    {"columns.total", "ASUKKAITA|population"},
    {"ages.0-9", "IKA0_9|age_0_9"},
    {"ages.10-19", "IKA10_19|age_10_19"},
    {"ages.20-29", "IKA20_29|age_20_29"},
    {"ages.30-39", "IKA30_39|age_30_39"},
    {"ages.40-49", "IKA40_49|age_40_49"},
    {"ages.50-59", "IKA50_59|age_50_59"},
    {"ages.60-69", "IKA60_69|age_60_69"},
    {"ages.70-79", "IKA70_79|age_70_79"},
    {"ages.80-", "IKA_YLI80|age_80"},
};

static const struct kt_preset preset = {.name = "the HSY grid",
                                        .crs = "EPSG:3879",
                                        .field = field,
                                        .nfield = sizeof field / sizeof *field,
                                        .hidden = hidden};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_people_run(st, section, &preset, tmp, err);
}

const struct kt_importer kt_hsy_grid = {
    .name = "hsy_grid",
    .summary = "Persons by age in the 250 m grid of the Helsinki region.",
    .reads = "people",
    .source = "Helsinki Region Environmental Services HSY, Väestötietoruudukko",
    .param = kt_people_param,
    .nparam = KT_PEOPLE_NPARAM,
    .run = run,
};
