/* derived: sums that pages show and no column holds, as tables, so that every figure has its twin in the files.
 * They are made from the view's own shown figures: nothing that it withholds goes into them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#include <stdio.h>
#include <string.h>

/* A table that grows by rows of ncol values. */
struct table {
    struct kt_table meta;
    const char **row;
    double *value;
    uint8_t *mark;
    size_t cap;
};

static struct table table_of(const char *name, struct kt_tr title, size_t ncol, const char *const *column,
                             const enum kt_kind *kind, size_t cap, struct kt_arena *keep)
{
    return (struct table){
        .meta =
            {.name = name, .title = title, .method = "report", .ncol = ncol, .column = column, .kind = kind},
        .row = KT_NEW(keep, const char *, cap),
        .value = kt_doubles(keep, cap * ncol, NAN),
        .mark = KT_NEW(keep, uint8_t, cap),
        .cap = cap};
}

/* As many decimals as the view keeps of such a figure; six of an index. */
static double tidy(double v, enum kt_kind kind)
{
    double scale = pow(10, kind == KT_K_INDEX ? 6 : kt_kind_decimals(kind));
    return round(v * scale) / scale;
}

static void put_marked(struct table *t, const char *row, const double *v, enum kt_mark mark)
{
    size_t at = t->meta.nrow;
    if (at == t->cap) return;
    for (size_t c = 0; c < t->meta.ncol && mark == KT_SHOWN; c++)
        t->value[at * t->meta.ncol + c] = tidy(v[c], t->meta.kind[c]);
    t->mark[at] = (uint8_t)mark;
    t->row[t->meta.nrow++] = row;
}

static void put(struct table *t, const char *row, const double *v)
{
    put_marked(t, row, v, KT_SHOWN);
}

static void append(struct kt_view *v, struct table *t, struct kt_arena *keep)
{
    struct kt_table *meta = KT_NEW(keep, struct kt_table, 1);
    if (!t->meta.nrow || kt_view_table(v, t->meta.name)) return;
    *meta = t->meta;
    meta->row = t->row;
    meta->value = t->value;
    struct kt_vtable *wider = KT_NEW(keep, struct kt_vtable, v->ntable + 1);
    memcpy(wider, v->table, v->ntable * sizeof *wider);
    wider[v->ntable] = (struct kt_vtable){.meta = meta, .value = t->value, .mark = t->mark};
    v->table = wider;
    v->ntable++;
}

/* "region 18" */
static const char *area(const struct kt_doc *d, struct kt_arena *keep)
{
    const struct kt_zones *zs = &d->rep->study->level[d->level];
    return kt_printf(keep, "%s %s", zs->level_id, zs->code[d->zone]);
}

/* ---- class_people: residents by class of distance ---- */

void kt_class_people(const struct kt_doc *d, double people[KT_CLASSES_MAX], double share[KT_CLASSES_MAX])
{
    const struct kt_scale *sc = &d->rep->classes.access;
    size_t lv = d->rep->fine, *row, n = kt_doc_rows(d, lv, &row);
    double all = 0;
    for (size_t k = 0; k < KT_CLASSES_MAX; k++) people[k] = share[k] = 0;
    for (size_t i = 0; i < n; i++) {
        double p = kt_val(d, lv, "population", row[i]).v;
        int k = kt_scale_class(sc, kt_val(d, lv, "dist_km", row[i]).v);
        if (k < 0 || !(p > 0)) continue;
        people[k] += p;
        all += p;
    }
    for (size_t k = 0; k < sc->n && all > 0; k++) share[k] = people[k] / all;
}

static void put_classes(const struct kt_doc *d, struct table *t, struct kt_arena *keep)
{
    const struct kt_scale *sc = &d->rep->classes.access;
    double people[KT_CLASSES_MAX], share[KT_CLASSES_MAX];
    kt_class_people(d, people, share);
    for (size_t k = 0; k < sc->n; k++) {
        double to = k + 1 < sc->n ? sc->edge[k + 1] : (double)NAN; /* the last class has no end */
        put(t, kt_printf(keep, "%s class %zu", area(d, keep), k + 1),
            (const double[]){sc->edge[k], to, people[k], share[k]});
    }
}

/* ---- gap_people: the 3 × 3; gap_areas: how sure it is ---- */

void kt_gap_people(const struct kt_doc *d, double people[9], size_t areas[9])
{
    size_t *row, n = kt_doc_rows(d, d->rep->fine, &row);
    for (int c = 0; c < 9; c++) people[c] = 0, areas[c] = 0;
    for (size_t i = 0; i < n; i++) {
        int cls = kt_gap_class(d, row[i]);
        double p = kt_val(d, d->rep->fine, "population", row[i]).v;
        if (cls < 0) continue;
        areas[cls]++;
        if (p > 0) people[cls] += p;
    }
}

static void put_gap(const struct kt_doc *d, struct table *t, struct kt_arena *keep)
{
    double people[9], all = 0;
    size_t areas[9];
    kt_gap_people(d, people, areas);
    for (int c = 0; c < 9; c++) all += people[c];
    for (int c = 0; c < 9 && all > 0; c++) {
        double need = c % 3 + 1, supply = c / 3 + 1;
        put(t, kt_printf(keep, "%s need %.0f supply %.0f", area(d, keep), need, supply),
            (const double[]){need, supply, (double)areas[c], people[c], people[c] / all});
    }
}

static void put_gap_areas(const struct kt_doc *d, struct table *t, struct kt_arena *keep)
{
    struct kt_gap_count g = kt_gap_zones(d);
    if (!g.classed) return;
    put(t, area(d, keep),
        (const double[]){(double)g.classed, (double)g.uncertain, (double)g.drawn, (double)g.sure,
                         (double)g.may, g.people, g.share, g.sure_people});
}

/* ---- ages_left_out: who lives beyond the standard, by age; the old together ---- */

enum { BANDS_MAX = 10, OLD = 75 };

struct band {
    int from;
    const char *suffix;
};

static size_t bands(const struct kt_view *v, size_t level, struct band out[BANDS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < v->ncol && n < BANDS_MAX; i++) {
        int from;
        const char *name = v->col[i].meta->name;
        if (v->col[i].meta->rows == (int)level && sscanf(name, "far_%d", &from) == 1)
            out[n++] = (struct band){from, name + strlen("far_")};
    }
    return n;
}

static void put_ages(const struct kt_doc *d, struct table *t, struct kt_arena *keep)
{
    struct band b[BANDS_MAX];
    size_t n = bands(d->rep->view, d->level, b);
    double far = kt_val(d, d->level, "pop_far", d->zone).v,
           all = kt_val(d, d->level, "population", d->zone).v;
    double old_all = 0, old_far = 0;
    enum kt_mark old_mark = KT_SHOWN;
    int old = 0;
    for (size_t i = 0; i < n; i++) {
        struct kt_val residents = kt_val(d, d->level, kt_printf(keep, "pop_%s", b[i].suffix), d->zone),
                      beyond = kt_val(d, d->level, kt_printf(keep, "far_%s", b[i].suffix), d->zone);
        put_marked(t, kt_printf(keep, "%s age %s", area(d, keep), b[i].suffix),
                   (const double[]){residents.v, beyond.v, beyond.v / residents.v, residents.v / all,
                                    beyond.v / far},
                   beyond.mark);
        if (b[i].from < OLD) continue;
        if (!old) old = b[i].from;
        if (beyond.mark > old_mark) old_mark = beyond.mark;
        old_all += residents.v;
        old_far += beyond.v;
    }
    if (old)
        put_marked(t, kt_printf(keep, "%s age %d and over", area(d, keep), old),
                   (const double[]){old_all, old_far, old_far / old_all, old_all / all, old_far / far},
                   old_mark);
}

/* ---- measure_spread: what the spines show of all areas of a level ---- */

static double point(const double *sorted, size_t n, double p)
{
    double h = p * (double)(n - 1);
    size_t i = (size_t)h;
    return i + 1 < n ? sorted[i] + (h - (double)i) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

bool kt_spread(const struct kt_doc *d, size_t level, const char *column, double out[4])
{
    size_t n = d->rep->study->level[level].n, known = 0;
    struct kt_arena tmp = *d->arena;
    double *sorted = kt_doubles(&tmp, n, NAN);
    for (size_t z = 0; z < n; z++) {
        struct kt_val v = kt_val(d, level, column, z);
        if (kt_shown(v)) sorted[known++] = v.v;
    }
    if (known < 2) return false;
    kt_sort(sorted, known);
    out[0] = sorted[0];
    out[1] = point(sorted, known, 0.25);
    out[2] = point(sorted, known, 0.75);
    out[3] = sorted[known - 1];
    return true;
}

static void put_spread(const struct kt_doc *d, struct table *t, struct kt_arena *keep)
{
    struct kt_measure m[KT_MEASURES_MAX];
    size_t n = kt_measures_shown(d, d->level, m);
    for (size_t i = 0; i < n; i++) {
        double q[4];
        if (kt_spread(d, d->level, m[i].column, q))
            put(t, kt_printf(keep, "%s %s", d->rep->study->level[d->level].level_id, m[i].column), q);
    }
}

/* ---- all of them ---- */

struct tables {
    struct table classes, gap, gap_areas, ages, spread;
};

static void fill(struct tables *t, const struct kt_report *rep, struct kt_arena *keep, struct kt_arena tmp)
{
    size_t nlevel = rep->study->nlevel;
    for (size_t lv = 0; lv < nlevel; lv++)
        for (size_t z = 0; z < rep->study->level[lv].n; z++) {
            struct kt_arena own = tmp;
            struct kt_doc d = {.rep = rep, .level = lv, .zone = z, .arena = &own};
            put_ages(&d, &t->ages, keep);
            if (lv + 2 < nlevel) continue; /* documents are about regions and the country */
            put_classes(&d, &t->classes, keep);
            put_gap(&d, &t->gap, keep);
            put_gap_areas(&d, &t->gap_areas, keep);
            if (z == 0) put_spread(&d, &t->spread, keep);
        }
}

void kt_report_derive(const struct kt_report *rep, struct kt_view *v, struct kt_arena *keep,
                      struct kt_arena tmp)
{
    static const char *const class_col[] = {"from_km", "to_km", "residents", "share"},
                             *const gap_col[] = {"need_third", "supply_third", "areas", "residents", "share"},
                             *const sure_col[] = {"areas",       "uncertain",        "gap",
                                                  "gap_certain", "gap_may",          "gap_residents",
                                                  "gap_share",   "certain_residents"},
                             *const age_col[] = {"residents", "far", "far_share", "share_of_residents",
                                                 "share_of_far"},
                             *const spread_col[] = {"least", "quarter", "three_quarters", "most"};
    static const enum kt_kind class_kind[] = {KT_K_KM, KT_K_KM, KT_K_PERSONS, KT_K_SHARE},
                              gap_kind[] = {KT_K_INDEX, KT_K_INDEX, KT_K_COUNT, KT_K_PERSONS, KT_K_SHARE},
                              sure_kind[] = {KT_K_COUNT, KT_K_COUNT,   KT_K_COUNT, KT_K_COUNT,
                                             KT_K_COUNT, KT_K_PERSONS, KT_K_SHARE, KT_K_PERSONS},
                              age_kind[] = {KT_K_PERSONS, KT_K_PERSONS, KT_K_SHARE, KT_K_SHARE, KT_K_SHARE},
                              spread_kind[] = {KT_K_INDEX, KT_K_INDEX, KT_K_INDEX, KT_K_INDEX};
    size_t docs = 0, zones = 0, nlevel = rep->study->nlevel;
    for (size_t lv = 0; lv < nlevel; lv++) {
        zones += rep->study->level[lv].n;
        if (lv + 2 >= nlevel) docs += rep->study->level[lv].n;
    }
    struct tables t = {
        table_of("class_people",
                 (struct kt_tr){{"Väestö etäisyysluokittain", "Befolkningen efter avståndsklass",
                                 "Residents by class of distance"}},
                 4, class_col, class_kind, docs * KT_CLASSES_MAX, keep),
        table_of("gap_people",
                 (struct kt_tr){{"Väestö tarpeen ja tarjonnan mukaan", "Befolkningen efter behov och utbud",
                                 "Residents by need and supply"}},
                 5, gap_col, gap_kind, docs * 9, keep),
        table_of("gap_areas",
                 (struct kt_tr){{"Alueet vajeluokassa", "Områden i bristklassen", "Areas in the gap class"}},
                 8, sure_col, sure_kind, docs, keep),
        table_of("ages_left_out",
                 (struct kt_tr){{"Ulkopuolelle jäävät iän mukaan", "De som blir utanför efter ålder",
                                 "Those left out, by age"}},
                 5, age_col, age_kind, zones * (BANDS_MAX + 1), keep),
        table_of("measure_spread",
                 (struct kt_tr){{"Mittarien vaihtelu alueittain", "Måttens spridning mellan områden",
                                 "Spread of measures between areas"}},
                 4, spread_col, spread_kind, nlevel * KT_MEASURES_MAX, keep)};
    fill(&t, rep, keep, tmp);
    append(v, &t.classes, keep);
    append(v, &t.gap, keep);
    append(v, &t.gap_areas, keep);
    append(v, &t.ages, keep);
    append(v, &t.spread, keep);
}
