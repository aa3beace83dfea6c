/* statfi_grid: Statistics Finland's population grids of 1 km and 5 km, with the columns of every year.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"

/* Under ten inhabitants only their number is told, the rest is -1 (people.missing). */
static const struct kt_preset_field field[] = {
    {"columns.id", "grd_id|grid_id|id_nro|gid"},    {"columns.zone", "kunta|kuntanro|kuntakoodi|natcode"},
    {"columns.total", "vaesto|he_vakiy"},           {"columns.corner_x", "xkoord|euref_x|x_koord"},
    {"columns.corner_y", "ykoord|euref_y|y_koord"}, {"ages.0-14", "ika_0_14|he_0_14"},
    {"ages.15-64", "ika_15_64|he_15_64"},           {"ages.65-", "ika_65_|ika_65|he_65_"},
};

static const struct kt_preset preset = {.name = "the population grid",
                                        .crs = "EPSG:3067",
                                        .field = field,
                                        .nfield = sizeof field / sizeof *field,
                                        .grid = true};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_people_run(st, section, &preset, tmp, err);
}

const struct kt_importer kt_statfi_grid = {
    .name = "statfi_grid",
    .summary = "Persons by age in Statistics Finland's grid cells of 1 km or 5 km.",
    .reads = "people",
    .source = "Statistics Finland, WFS layers vaestoruutu:vakiYYYY_1km and vakiYYYY_5km",
    .param = kt_people_param,
    .nparam = KT_PEOPLE_NPARAM,
    .run = run,
};
