/* measure_list: the measures that areas are compared by, and the fifths they fall into.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

static const struct kt_measure measures[KT_MEASURES_MAX] = {
    {"need_per_1000", KT_W_me_need, KT_W_ph_need, true},
    {"near_share", KT_W_me_near, KT_W_ph_near, false},
    {"need_far_share", KT_W_me_far, KT_W_ph_far, true},
    {"dist_median_km", KT_W_me_median, KT_W_ph_median, true},
    {"dist_p90_km", KT_W_me_p90, KT_W_ph_p90, true},
    {"hours_per_1000", KT_W_me_hours, KT_W_ph_hours, false},
    {"access", KT_W_me_access, KT_W_ph_access, false},
    {"access_evening", KT_W_me_evening, KT_W_ph_evening, false},
    {"unmet_share", KT_W_me_unmet, KT_W_ph_unmet, true},
    {"least_served_share", KT_W_me_least, KT_W_ph_least, true},
};

size_t kt_measures_shown(const struct kt_doc *d, size_t level, struct kt_measure out[KT_MEASURES_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < KT_MEASURES_MAX; i++) {
        double lo = INFINITY, hi = -INFINITY;
        for (size_t z = 0; z < d->rep->study->level[level].n; z++) {
            struct kt_val v = kt_val(d, level, measures[i].column, z);
            if (!kt_shown(v)) continue;
            lo = fmin(lo, v.v);
            hi = fmax(hi, v.v);
        }
        if (hi > lo) out[n++] = measures[i];
    }
    return n;
}

void kt_measure_fifths(const struct kt_doc *d, size_t level, const struct kt_measure *m, int *cls)
{
    size_t n = d->rep->study->level[level].n, known = 0;
    struct kt_arena tmp = *d->arena;
    double *key = kt_doubles(&tmp, n, NAN);
    size_t *order = KT_NEW(&tmp, size_t, n);
    for (size_t z = 0; z < n; z++) {
        struct kt_val v = kt_val(d, level, m->column, z);
        cls[z] = v.mark == KT_SUPPRESSED ? KT_CLASS_HIDDEN : KT_CLASS_NONE;
        if (!kt_shown(v)) continue;
        key[z] = m->more_is_worse ? v.v : -v.v;
        known++;
    }
    kt_order(key, n, order);
    for (size_t i = 0, end; i < known; i = end) {
        for (end = i + 1; end < known && !(key[order[end]] > key[order[i]]);) end++;
        for (size_t k = i; k < end; k++) cls[order[k]] = (int)(5 * ((i + end - 1) / 2) / known);
    }
}

void kt_measure_worst(const struct kt_doc *d, size_t level, const struct kt_measure *m, const int *cls,
                      uint8_t *worst)
{
    size_t n = d->rep->study->level[level].n;
    double sign = m->more_is_worse ? 1 : -1, edge = INFINITY;
    for (size_t z = 0; z < n; z++)
        if (cls[z] == 4) edge = fmin(edge, sign * kt_val(d, level, m->column, z).v);
    for (size_t z = 0; z < n; z++) {
        struct kt_val v = kt_val(d, level, m->column, z);
        double better = m->more_is_worse ? v.lo : -v.hi;
        worst[z] = cls[z] == 4 && !(better < edge);
    }
}
