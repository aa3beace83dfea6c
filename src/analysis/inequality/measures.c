/* measures: Gini, Theil, Atkinson, Palma and their kin over ordered rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/inequality/inequality_internal.h"

const char *const kt_inequality_name[KT_INEQ_N] = {"gini", "gini_corrected", "theil_t", "theil_l",
                                                   "ge2",  "atkinson",       "palma"};

struct kt_ordered kt_ordered_of(const double *x, const double *rank, const double *w, size_t n,
                                struct kt_arena *a)
{
    struct kt_ordered o = {
        .x = KT_NEW(a, double, n), .w = KT_NEW(a, double, n), .rank = KT_NEW(a, double, n)};
    double *key = KT_NEW(a, double, n);
    size_t *order = KT_NEW(a, size_t, n);
    for (size_t i = 0; i < n; i++) {
        double wi = w ? w[i] : 1;
        bool usable = isfinite(x[i]) && isfinite(wi) && wi > 0 && (!rank || isfinite(rank[i]));
        key[i] = !usable ? (double)NAN : rank ? rank[i] : x[i];
    }
    kt_order(key, n, order);
    for (size_t i = 0; i < n && !isnan(key[order[i]]); i++) {
        o.x[o.n] = x[order[i]];
        o.w[o.n] = w ? w[order[i]] : 1;
        o.rank[o.n++] = key[order[i]];
    }
    return o;
}

/* A running sum that keeps what rounding drops (Neumaier). */
struct sum {
    double s, lost;
};

static void add(struct sum *a, double v)
{
    double t = a->s + v;
    a->lost += fabs(a->s) >= fabs(v) ? (a->s - t) + v : (v - t) + a->s;
    a->s = t;
}

static double total(struct sum a)
{
    return a.s + a.lost;
}

/* Share of the total that the worst-off p of the persons have. */
static double share_below(const struct kt_ordered *o, double p, double weight, double held)
{
    struct sum w = {0}, wx = {0};
    for (size_t i = 0; i < o->n; i++) {
        double room = p * weight - total(w);
        if (room <= 0) break;
        double take = fmin(room, o->w[i]);
        add(&w, take);
        add(&wx, take * o->x[i]);
    }
    return total(wx) / held;
}

struct totals {
    double weight, held, mean;
    size_t rows;
    bool zero, negative;
};

static struct totals totals_of(const struct kt_ordered *o)
{
    struct sum w = {0}, wx = {0};
    struct totals t = {0};
    for (size_t i = 0; i < o->n; i++) {
        if (!(o->w[i] > 0)) continue; /* not drawn in this replicate */
        add(&w, o->w[i]);
        add(&wx, o->w[i] * o->x[i]);
        t.rows++;
        t.zero = t.zero || o->x[i] == 0;
        t.negative = t.negative || o->x[i] < 0;
    }
    t.weight = total(w);
    t.held = total(wx);
    t.mean = t.held / t.weight;
    return t;
}

static double atkinson(const struct totals *t, double log_sum, double power_sum, double epsilon)
{
    if (t->zero && epsilon >= 1) return 1;
    if (epsilon == 1) return 1 - exp(log_sum / t->weight);
    return 1 - pow(power_sum / t->weight, 1 / (1 - epsilon));
}

void kt_measures(const struct kt_ordered *o, double epsilon, double out[KT_INEQ_N])
{
    struct totals t = totals_of(o);
    for (int k = 0; k < KT_INEQ_N; k++) out[k] = NAN;
    if (!(t.weight > 0) || t.negative || !(t.mean > 0)) return;
    struct sum below = {0}, gini = {0}, log_sum = {0}, theil = {0}, square = {0}, power = {0};
    for (size_t i = 0; i < o->n; i++) {
        double w = o->w[i], z = o->x[i] / t.mean;
        if (!(w > 0)) continue;
        /* In units of the total weight, about its middle: constant x gives 0 to the last digits. */
        add(&gini, w / t.weight * (z - 1) * (2 * total(below) + w - t.weight) / t.weight);
        add(&below, w);
        double l = z > 0 ? log(z) : 0;
        add(&log_sum, w * l);
        add(&theil, w * z * l);
        add(&square, w * (z - 1) * (z - 1));
        if (epsilon != 1) add(&power, w * (z > 0 || epsilon < 1 ? pow(z, 1 - epsilon) : 0));
    }
    out[KT_INEQ_GINI] = fmax(0, total(gini));
    if (t.rows > 1) out[KT_INEQ_GINI_CORR] = out[KT_INEQ_GINI] * (double)t.rows / (double)(t.rows - 1);
    out[KT_INEQ_THEIL_T] = fmax(0, total(theil) / t.weight);
    if (!t.zero) out[KT_INEQ_THEIL_L] = fmax(0, -total(log_sum) / t.weight);
    out[KT_INEQ_GE2] = total(square) / t.weight / 2;
    out[KT_INEQ_ATKINSON] = atkinson(&t, total(log_sum), total(power), epsilon);
    double worst = share_below(o, 0.4, t.weight, t.held);
    if (worst > 0) out[KT_INEQ_PALMA] = (1 - share_below(o, 0.9, t.weight, t.held)) / worst;
}

double kt_concentration_ordered(const struct kt_ordered *o)
{
    struct totals t = totals_of(o);
    if (!(t.weight > 0) || !(t.mean > 0)) return NAN;
    struct sum below = {0}, c = {0};
    for (size_t i = 0, end; i < o->n; i = end) {
        struct sum w = {0}, wz = {0};
        for (end = i; end < o->n && o->rank[end] == o->rank[i]; end++) {
            add(&w, o->w[end]);
            add(&wz, o->w[end] * (o->x[end] / t.mean - 1));
        }
        add(&c, total(wz) / t.weight * (2 * total(below) + total(w) - t.weight) / t.weight);
        add(&below, total(w));
    }
    return total(c);
}

void kt_inequality_measures(const double *x, const double *w, size_t n, double epsilon, double out[KT_INEQ_N],
                            struct kt_arena tmp)
{
    struct kt_ordered o = kt_ordered_of(x, NULL, w, n, &tmp);
    kt_measures(&o, epsilon, out);
}

double kt_entropy(const double *x, const double *w, size_t n, double alpha, struct kt_arena tmp)
{
    double out[KT_INEQ_N];
    struct kt_ordered o = kt_ordered_of(x, NULL, w, n, &tmp);
    kt_measures(&o, 0.5, out);
    if (alpha == 0) return out[KT_INEQ_THEIL_L];
    if (alpha == 1) return out[KT_INEQ_THEIL_T];
    struct totals t = totals_of(&o);
    if (isnan(out[KT_INEQ_GINI]) || (t.zero && alpha < 0)) return NAN;
    struct sum s = {0};
    for (size_t i = 0; i < o.n; i++) add(&s, o.w[i] * (pow(o.x[i] / t.mean, alpha) - 1));
    return total(s) / t.weight / (alpha * (alpha - 1));
}

double kt_concentration(const double *x, const double *rank, const double *w, size_t n, struct kt_arena tmp)
{
    struct kt_ordered o = kt_ordered_of(x, rank, w, n, &tmp);
    return kt_concentration_ordered(&o);
}

void kt_lorenz(const double *x, const double *rank, const double *w, size_t n, const double *p, size_t np,
               double *share, struct kt_arena tmp)
{
    struct kt_ordered o = kt_ordered_of(x, rank, w, n, &tmp);
    struct totals t = totals_of(&o);
    for (size_t k = 0; k < np; k++)
        share[k] = t.held > 0 && !t.negative ? fmin(1, share_below(&o, p[k], t.weight, t.held)) : (double)NAN;
}
