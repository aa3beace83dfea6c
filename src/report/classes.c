/* classes: the class edges of a run, chosen once so that a colour means the same on every page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Distances that people know; the two limits of the standard join them. */
static const double ladder[] = {1, 2, 3, 5, 10, 15, 20, 30, 40, 60, 100, 150};

/* How evenly a scale spreads people: entropy of its class shares. */
static double evenness(const struct kt_scale *sc, const double *v, const double *w, size_t n)
{
    double share[KT_CLASSES_MAX] = {0}, h = 0;
    kt_scale_shares(sc, v, w, n, share);
    for (size_t i = 0; i < sc->n; i++)
        if (share[i] > 0) h -= share[i] * log(share[i]);
    return h;
}

static struct kt_scale with_edges(double near_km, double far_km, double a, double b, double top)
{
    double in[4] = {near_km, far_km, a, b};
    kt_sort(in, 4);
    double edge[6] = {0, in[0], in[1], in[2], in[3], fmax(top, in[3] * 1.25)};
    return kt_scale_fixed(5, edge);
}

/* Both limits are always edges; of the ladder, the two more edges that spread people best. */
static struct kt_scale access_scale(const double *v, const double *w, size_t n, double near_km, double far_km)
{
    double top = 0, best = -1;
    for (size_t i = 0; i < n; i++)
        if (v[i] > top) top = v[i];
    double max = 0;
    for (size_t i = 0; i < COUNT(ladder) && max < top; i++) max = ladder[i];
    struct kt_scale out = with_edges(near_km, far_km, far_km * 2, far_km * 4, max);
    for (size_t i = 0; i < COUNT(ladder); i++) {
        for (size_t k = i + 1; k < COUNT(ladder); k++) {
            double a = ladder[i], b = ladder[k];
            if (a == near_km || a == far_km || b == near_km || b == far_km) continue;
            struct kt_scale sc = with_edges(near_km, far_km, a, b, max);
            double h = evenness(&sc, v, w, n);
            if (h > best + 1e-12) {
                best = h;
                out = sc;
            }
        }
    }
    return out;
}

static const double *shown(const struct kt_view *v, size_t level, const char *name, const double *nothing)
{
    const struct kt_vcol *c = kt_view_find(v, (int)level, name);
    return c ? c->value : nothing;
}

/* People per need × supply cell, from the view's own columns. */
static void count_gap_people(struct kt_report_classes *c, size_t n, const double *people, const double *need,
                             const double *supply)
{
    for (size_t z = 0; z < n; z++) {
        int i = kt_scale_class(&c->need, need[z]), k = kt_scale_class(&c->supply, supply[z]);
        if (i >= 0 && k >= 0 && i < 3 && k < 3 && people[z] > 0) c->gap_people[k * 3 + i] += people[z];
    }
}

void kt_report_classify(const struct kt_view *v, size_t level, double near_km, double far_km,
                        struct kt_report_classes *c, struct kt_arena tmp)
{
    size_t n = v->study->level[level].n;
    const double *nothing = kt_doubles(&tmp, n, NAN);
    const double *people = shown(v, level, "population", nothing), *km = shown(v, level, "dist_km", nothing);
    const double *need = shown(v, level, "need_per_1000", nothing);
    *c = (struct kt_report_classes){0};
    c->supply_column = kt_view_find(v, (int)level, "access") ? "access" : "hours_per_1000";
    const double *supply = shown(v, level, c->supply_column, nothing);
    c->access = access_scale(km, people, n, near_km, far_km);
    kt_scale_shares(&c->access, km, people, n, c->access_share);
    c->need = kt_scale_tertiles(need, people, n, tmp);
    c->supply = kt_scale_tertiles(supply, people, n, tmp);
    count_gap_people(c, n, people, need, supply);
}
