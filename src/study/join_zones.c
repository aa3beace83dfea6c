/* Levels in the order of their codes, each zone with its parent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <string.h>

static struct kt_polygons reorder(const struct kt_polygons *g, size_t n, const size_t *order,
                                  struct kt_arena *keep)
{
    struct kt_polygons p = {.nring = g->nring, .nvert = g->nvert};
    size_t *ring_of = KT_NEW(keep, size_t, n + 1), *vert_of = KT_NEW(keep, size_t, g->nring + 1), r = 0,
           v = 0;
    uint8_t *hole = KT_NEW(keep, uint8_t, g->nring);
    double *x = KT_NEW(keep, double, g->nvert), *y = KT_NEW(keep, double, g->nvert);
    for (size_t z = 0; z < n; z++) {
        ring_of[z] = r;
        for (size_t k = g->ring_of[order[z]]; k < g->ring_of[order[z] + 1]; k++, r++) {
            size_t m = g->vert_of[k + 1] - g->vert_of[k];
            vert_of[r] = v;
            hole[r] = g->hole[k];
            memcpy(x + v, g->x + g->vert_of[k], m * sizeof *x);
            memcpy(y + v, g->y + g->vert_of[k], m * sizeof *y);
            v += m;
        }
    }
    ring_of[n] = r;
    vert_of[r] = v;
    p.ring_of = ring_of, p.vert_of = vert_of, p.hole = hole, p.x = x, p.y = y;
    return p;
}

static void sort_level(struct kt_study *st, size_t lv, struct kt_arena tmp)
{
    struct kt_zones *zs = &st->level[lv];
    size_t *order = KT_NEW(&tmp, size_t, zs->n), *back = KT_NEW(&tmp, size_t, zs->n);
    kt_order_text(zs->code, zs->n, order);
    bool sorted = true;
    for (size_t z = 0; z < zs->n; z++) back[order[z]] = z, sorted &= order[z] == z;
    if (sorted) return;
    const void *text[] = {zs->code,    zs->name[0],     zs->name[1],
                          zs->name[2], zs->lang_status, st->pending.zone_parent[lv]};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        kt_permute((void *)(uintptr_t)text[i], zs->n, zs->n, sizeof(char *), order, tmp);
    if (zs->place) kt_permute(zs->place, zs->n, zs->n, sizeof(char *), order, tmp);
    double *education[] = {zs->basic_education, zs->secondary_education};
    for (int e = 0; e < 2; e++)
        if (education[e]) kt_permute(education[e], zs->n, zs->n, sizeof(double), order, tmp);
    for (size_t i = 0; i < zs->nvariable; i++)
        kt_permute(zs->variable_value[i], zs->n, zs->n, sizeof(double), order, tmp);
    kt_permute(zs->population, zs->n, zs->n, sizeof(double), order, tmp);
    kt_permute(zs->label_x, zs->n, zs->n, sizeof(double), order, tmp);
    kt_permute(zs->label_y, zs->n, zs->n, sizeof(double), order, tmp);
    kt_permute(zs->parent, zs->n, zs->n, sizeof(int32_t), order, tmp);
    kt_permute(st->pending.zone_row[lv], zs->n, zs->n, sizeof(long), order, tmp);
    if (zs->geom.nring) zs->geom = reorder(&zs->geom, zs->n, order, st->keep);
    if (lv) { /* rows that already pointed here follow */
        for (size_t z = 0; z < st->level[lv - 1].n; z++) {
            int32_t *p = &st->level[lv - 1].parent[z];
            if (*p >= 0 && (size_t)*p < zs->n) *p = (int32_t)back[*p];
        }
    } else if (!st->pending.cell_zone) {
        for (size_t c = 0; c < st->cells.n; c++) {
            int32_t *p = &st->cells.zone[c];
            if (*p >= 0 && (size_t)*p < zs->n) *p = (int32_t)back[*p];
        }
    }
}

/* A study whose last level is not one row gets a country above it. */
static enum kt_status add_country(struct kt_study *st, struct kt_err *err)
{
    struct kt_zones *top = &st->level[st->nlevel - 1];
    if (top->n == 1) return KT_OK;
    if (st->nlevel == KT_LEVELS_MAX)
        return kt_fail(err, KT_EINPUT, "at most %d levels of zones", KT_LEVELS_MAX - 1);
    static const char *const key[KT_NLANG] = {"study.country_fi", "study.country_sv", "study.country_en"};
    static const char *const dflt[KT_NLANG] = {"Suomi", "Finland", "Finland"};
    struct kt_arena *keep = st->keep;
    struct kt_zones *zs = &st->level[st->nlevel];
    *zs = (struct kt_zones){.level_id = "country", .n = 1, .generalised = top->generalised};
    zs->code = KT_NEW(keep, const char *, 1);
    zs->code[0] = kt_opt_str(st, "study.country_code", "FI");
    for (int l = 0; l < KT_NLANG; l++) {
        zs->name[l] = KT_NEW(keep, const char *, 1);
        zs->name[l][0] = kt_opt_str(st, key[l], dflt[l]);
        zs->credit[l] = top->credit[l] ? top->credit[l] : "";
    }
    zs->lang_status = KT_NEW(keep, const char *, 1);
    zs->parent = KT_NEW(keep, int32_t, 1);
    zs->population = kt_doubles(keep, 1, NAN);
    zs->label_x = kt_doubles(keep, 1, NAN);
    zs->label_y = kt_doubles(keep, 1, NAN);
    zs->geom.ring_of = KT_NEW(keep, size_t, 2);
    zs->geom.vert_of = KT_NEW(keep, size_t, 1);
    for (size_t z = 0; z < top->n; z++) top->parent[z] = 0;
    st->pending.zone_parent[st->nlevel - 1] = NULL;
    st->nlevel++;
    return KT_OK;
}

static enum kt_status find_parents(struct kt_study *st, size_t lv, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_zones *zs = &st->level[lv], *up = &st->level[lv + 1];
    const char **code = st->pending.zone_parent[lv];
    const char *file = st->pending.zone_file[lv];
    if (!code && up->n > 1 && !up->geom.nring) return KT_OK; /* given as rows */
    struct kt_locator loc = kt_locator_build(up, &tmp);
    struct kt_tally lost = {
        KT_ERROR, "code-without-zone", file, "parent", "Use codes of the level above; the place decided.", 0};
    size_t by_place = 0;
    for (size_t z = 0; z < zs->n; z++) {
        long row = st->pending.zone_row[lv] ? st->pending.zone_row[lv][z] : 0;
        int32_t p = code ? kt_zone_find_lenient(up, code[z]) : -1;
        if (p < 0 && up->n == 1) p = 0;
        if (p < 0 && code && code[z])
            kt_tally_add(st, &lost, row, "zone %.40s names parent %.40s, which does not exist", zs->code[z],
                         code[z]);
        if (p < 0) {
            p = kt_locator_find(&loc, zs->label_x[z], zs->label_y[z]);
            if (p < 0) p = kt_locator_nearest(&loc, zs->label_x[z], zs->label_y[z], INFINITY);
            by_place++;
        }
        if (p < 0) {
            kt_tally_close(st, &lost);
            return kt_study_refuse(st, err, "no-parent", file, row, "parent",
                                   "Name the column with the parent's code, or give outlines.",
                                   "nothing tells where zone %.40s belongs", zs->code[z]);
        }
        zs->parent[z] = p;
    }
    kt_tally_close(st, &lost);
    if (by_place)
        kt_issues_add(&st->issues, KT_NOTE, "parent-by-place", file, 0, "parent",
                      kt_printf(&tmp, "%zu zones found their parent by place, not by code", by_place),
                      "Name the column with the parent's code.");
    return KT_OK;
}

enum kt_status kt_join_zones(struct kt_study *st, struct kt_arena tmp, struct kt_err *err)
{
    if (!st->nlevel || !st->level[0].n)
        return kt_study_refuse(st, err, "no-zones", "", 0, "zones", "Give zones in the study file.",
                               "there are no zones");
    for (size_t lv = 0; lv < st->nlevel; lv++) sort_level(st, lv, tmp);
    KT_TRY(add_country(st, err));
    for (size_t lv = 0; lv + 1 < st->nlevel; lv++) KT_TRY(find_parents(st, lv, tmp, err));
    st->level[st->nlevel - 1].parent[0] = -1;
    return KT_OK;
}
