/* mode_cover: what a mode is called, and of whom its source says anything.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/model_internal.h"

struct kt_tr kt_mode_how(const char *mode)
{
    static const struct {
        const char *mode;
        struct kt_tr how;
    } known[] = {{"straight", {{"linnuntietä", "fågelvägen", "in a straight line"}}},
                 {"car", {{"autolla", "med bil", "by car"}}},
                 {"walk", {{"kävellen", "till fots", "on foot"}}},
                 {"walk_slow", {{"hitaasti kävellen", "till fots i långsam takt", "on foot at a slow pace"}}},
                 {"cycle", {{"pyörällä", "med cykel", "by bicycle"}}},
                 {"terrain", {{"maastossa", "i terrängen", "across country"}}},
                 {"transit", {{"joukkoliikenteellä", "med kollektivtrafik", "by public transport"}}}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (kt_streq(known[i].mode, mode)) return known[i].how;
    return (struct kt_tr){{mode, mode, mode}};
}

struct kt_out kt_mode_covered(const struct kt_study *st, const struct kt_costs *mode, struct kt_arena *a)
{
    struct kt_out share = kt_scratch_levels(st, a), all = kt_scratch_levels(st, a);
    double *known = KT_NEW(a, double, st->cells.n);
    for (size_t c = 0; c < st->cells.n; c++)
        known[c] = mode->outside && mode->outside[c] ? 0 : st->cells.total[c];
    kt_roll_cells(st, known, &share, *a);
    kt_roll_cells(st, st->cells.total, &all, *a);
    kt_divide_levels(st, &share, &all, 1, &share);
    return share;
}

void kt_blank_outside(const struct kt_costs *mode, double *cell, size_t n)
{
    for (size_t c = 0; mode->outside && c < n; c++)
        if (mode->outside[c]) cell[c] = NAN;
}

void kt_blank_uncovered(const struct kt_study *st, const struct kt_costs *mode, struct kt_out *out,
                        struct kt_arena tmp)
{
    if (!mode->outside) return;
    struct kt_out share = kt_mode_covered(st, mode, &tmp);
    double least = kt_method_num(&kt_road_network, st, "least_known");
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++) {
            if (!(share.value[lv][z] < least)) continue;
            out->value[lv][z] = NAN;
            if (out->lower[lv]) out->lower[lv][z] = out->upper[lv][z] = NAN;
        }
}
