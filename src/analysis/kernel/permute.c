/* permute: pseudo p-values by conditional and by global permutation. The statistic of an area is a monotone
 * function of one sum over its neighbours' values, so sums are counted, not statistics.
 * Sources: Anselin 1995, Geographical Analysis 27: 93-115; Besag and Clifford 1991, Biometrika 78: 301-304.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "permute_internal.h"

#include <omp.h>
#include <stdlib.h>

/* Draws between two looks at the stopping rule. */
enum { BLOCK = 64 };

struct values {
    const double *dev; /* v - mean */
    const int32_t *whole;
    double largest; /* |dev| */
};

struct tails {
    uint32_t ge, le, drawn;
};

static double p_of(const struct tails *t, enum kt_tail tail)
{
    uint32_t least = t->ge < t->le ? t->ge : t->le;
    double m = (double)t->drawn + 1;
    if (tail == KT_TAIL_GREATER) return ((double)t->ge + 1) / m;
    double folded = ((double)least + 1) / m;
    return tail == KT_TAIL_FOLDED ? folded : fmin(1, 2 * folded);
}

static bool may_stop(const struct tails *t, const struct kt_permute *opt)
{
    uint32_t least = opt->tail == KT_TAIL_GREATER ? t->ge : t->ge < t->le ? t->ge : t->le;
    return opt->stop_at && t->drawn % BLOCK == 0 && least >= opt->stop_at;
}

/* What one area's draws are compared with. */
struct area {
    struct kt_sampler s;
    const double *w; /* of its neighbours, itself left out */
    double own, observed, tolerance;
    int32_t whole, slack; /* the same of whole numbers, for equal weights */
    bool equal;
};

static void count(struct tails *t, double sum, double observed, double tolerance)
{
    t->ge += sum >= observed - tolerance;
    t->le += sum <= observed + tolerance;
}

static void eight(const struct area *a, const struct values *v, enum kt_permuted what,
                  const struct kt_lane_ops *ops, uint32_t lanes, struct tails *t)
{
    kt_lane_rows row;
    double sum[KT_LANE_DRAWS];
    ops->sample(&a->s, t->drawn, row);
    if (a->equal) {
        int32_t whole[KT_LANE_DRAWS];
        ops->sum(row, a->s.degree, v->whole, whole);
        for (uint32_t l = 0; l < lanes; l++) {
            t->ge += whole[l] >= a->whole - a->slack;
            t->le += whole[l] <= a->whole + a->slack;
        }
    } else {
        if (what == KT_PERMUTE_LAG)
            ops->lag(row, a->s.degree, a->w, v->dev, sum);
        else
            ops->squares(row, a->s.degree, a->w, v->dev, a->own, sum);
        for (uint32_t l = 0; l < lanes; l++) count(t, sum[l], a->observed, a->tolerance);
    }
    t->drawn += lanes;
}

/* More neighbours than a lane holds. */
static void one(const struct area *a, const struct values *v, enum kt_permuted what, int32_t *row,
                struct tails *t)
{
    double sum = 0;
    kt_sample_one(&a->s, t->drawn, row);
    for (uint32_t k = 0; k < a->s.degree; k++) {
        double x = v->dev[row[k]], diff = a->own - x;
        sum += a->w[k] * (what == KT_PERMUTE_LAG ? x : diff * diff);
    }
    count(t, sum, a->observed, a->tolerance);
    t->drawn++;
}

/* A neighbour by its rank, and its weight. */
struct link {
    int32_t rank;
    double w;
};

static int by_rank(const void *pa, const void *pb)
{
    const struct link *a = pa, *b = pb;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

/* Fills what the area is compared with; `mine` and `link` have room for its weights. Neighbours stand by rank, so
 * that the k-th draw goes with the same neighbour whatever the order of rows. */
static void look(struct area *a, const struct kt_weights *w, size_t i, const int32_t *rank,
                 const struct values *v, enum kt_permuted what, double *mine, struct link *link)
{
    double total = 0;
    uint32_t m = 0;
    for (size_t k = w->start[i]; k < w->start[i + 1]; k++)
        if ((size_t)w->col[k] != i) link[m++] = (struct link){rank[w->col[k]], w->w[k]};
    for (uint32_t k = 1; k < m; k++)
        if (link[k].rank < link[k - 1].rank) {
            qsort(link, m, sizeof *link, by_rank);
            break;
        }
    a->own = v->dev[rank[i]];
    a->w = mine;
    a->observed = 0;
    a->whole = 0;
    a->equal = what == KT_PERMUTE_LAG;
    for (uint32_t k = 0; k < m; k++) {
        double x = v->dev[link[k].rank], diff = a->own - x;
        mine[k] = link[k].w;
        a->equal = a->equal && mine[k] == mine[0];
        a->observed += mine[k] * (what == KT_PERMUTE_LAG ? x : diff * diff);
        if (k < KT_LANE_DEGREE) a->whole += v->whole[link[k].rank];
        total += mine[k];
    }
    a->s.degree = m;
    /* Rounding parts each whole number from its value by half a unit at most, so equal sums differ by m. */
    a->slack = (int32_t)m;
    a->equal = a->equal && m <= KT_LANE_DEGREE;
    a->tolerance = 1e-12 * total * v->largest * (what == KT_PERMUTE_LAG ? 1 : 4 * v->largest);
}

/* Place of every row when rows stand by their keys, equals by row: the order in which areas are drawn from. */
static int32_t *rank_of(const int32_t *key, size_t n, struct kt_arena *a)
{
    int32_t *rank = KT_NEW(a, int32_t, n + 1);
    struct kt_arena tmp = *a;
    double *k = KT_NEW(&tmp, double, n + 1);
    size_t *order = KT_NEW(&tmp, size_t, n + 1);
    for (size_t i = 0; i < n; i++) k[i] = key ? key[i] : (double)i;
    kt_order(k, n, order);
    for (size_t i = 0; i < n; i++) rank[order[i]] = (int32_t)i;
    return rank;
}

/* Values by rank. */
static struct values prepare(const double *v, const int32_t *rank, size_t n, size_t degree,
                             struct kt_arena *a)
{
    double *dev = KT_NEW(a, double, n), largest = 0;
    int32_t *whole = KT_NEW(a, int32_t, n);
    for (size_t i = 0; i < n; i++) dev[rank[i]] = v[i];
    double mean = kt_sum(dev, n) / (double)n;
    for (size_t i = 0; i < n; i++) {
        dev[i] -= mean;
        largest = fmax(largest, fabs(dev[i]));
    }
    double scale = largest > 0 ? floor(0x1p30 / (double)(degree ? degree : 1)) / largest : 0;
    for (size_t i = 0; i < n; i++) whole[i] = (int32_t)lrint(dev[i] * scale);
    return (struct values){dev, whole, largest};
}

static size_t largest_row(const struct kt_weights *w)
{
    size_t most = 0;
    for (size_t i = 0; i < w->n; i++) {
        size_t k = w->start[i + 1] - w->start[i];
        most = k > most ? k : most;
    }
    return most;
}

/* Of each thread: its list for Fisher-Yates, rows of one sample, weights of one area. */
struct scratch {
    int32_t *list, *row;
    double *w;
    struct link *link;
};

static struct scratch *scratch_new(size_t n, size_t degree, struct kt_arena *a)
{
    size_t threads = (size_t)omp_get_max_threads();
    struct scratch *s = KT_NEW(a, struct scratch, threads);
    for (size_t t = 0; t < threads; t++) {
        s[t] = (struct scratch){KT_NEW(a, int32_t, n), KT_NEW(a, int32_t, degree + 1),
                                KT_NEW(a, double, degree + 1), KT_NEW(a, struct link, degree + 1)};
        for (size_t i = 0; i < n; i++) s[t].list[i] = (int32_t)i;
    }
    return s;
}

void kt_permute_local(const struct kt_weights *w, const double *v, enum kt_permuted what,
                      const struct kt_permute *opt, double *p, struct kt_arena tmp)
{
    size_t n = w->n, degree = largest_row(w);
    int32_t *rank = rank_of(opt->key, n, &tmp);
    struct values val = prepare(v, rank, n, degree < KT_LANE_DEGREE ? degree : KT_LANE_DEGREE, &tmp);
    uint32_t *biased = KT_NEW(&tmp, uint32_t, degree + 1);
    for (size_t t = 0; t < degree && t + 1 < n; t++) biased[t] = (uint32_t)(0x100000000u % (n - 1 - t));
    struct scratch *scratch = scratch_new(n, degree, &tmp);
    const struct kt_lane_ops *fast = opt->scalar ? NULL : kt_lane_avx2(), *ops = fast ? fast : &kt_lane_plain;
#pragma omp parallel for schedule(dynamic, 64)
    for (size_t i = 0; i < n; i++) {
        struct scratch *s = &scratch[omp_get_thread_num()];
        struct tails t = {0, 0, 0};
        struct area a = {.s = {.seed = opt->seed,
                               .key = opt->key ? (uint32_t)opt->key[i] : (uint32_t)i,
                               .self = (uint32_t)rank[i],
                               .others = (uint32_t)(n - 1),
                               .biased = biased,
                               .list = s->list}};
        look(&a, w, i, rank, &val, what, s->w, s->link);
        while (a.s.degree && t.drawn < opt->draws && !(t.drawn && may_stop(&t, opt))) {
            uint32_t left = opt->draws - t.drawn;
            if (a.s.degree > KT_LANE_DEGREE)
                one(&a, &val, what, s->row, &t);
            else
                eight(&a, &val, what, ops, left < KT_LANE_DRAWS ? left : KT_LANE_DRAWS, &t);
        }
        p[i] = a.s.degree ? p_of(&t, opt->tail) : NAN;
    }
}

static double global_sum(const struct kt_weights *w, const double *x, const double *y, enum kt_permuted what)
{
    double sum = 0;
    for (size_t i = 0; i < w->n; i++) {
        double row = 0;
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            double v = y[w->col[k]], diff = y[i] - v;
            row += w->w[k] * (what == KT_PERMUTE_LAG ? v : diff * diff);
        }
        sum += what == KT_PERMUTE_LAG ? x[i] * row : row;
    }
    return sum;
}

double kt_permute_global(const struct kt_weights *w, const double *x, const double *y, enum kt_permuted what,
                         const struct kt_permute *opt, double *mean, double *variance, struct kt_arena tmp)
{
    double *sum = KT_NEW(&tmp, double, opt->draws), observed = global_sum(w, x, y, what), scale = 0;
    double *room = KT_NEW(&tmp, double, 2 * w->n * (size_t)omp_get_max_threads());
    int32_t *rank = rank_of(opt->key, w->n, &tmp);
#pragma omp parallel for schedule(static)
    for (uint32_t d = 0; d < opt->draws; d++) {
        double *to = room + 2 * w->n * (size_t)omp_get_thread_num(), *list = to + w->n;
        for (size_t i = 0; i < w->n; i++) list[rank[i]] = y[i];
        kt_shuffle(list, w->n, opt->seed, d);
        for (size_t i = 0; i < w->n; i++) to[i] = list[rank[i]];
        /* x = y is one variable: both sides move together. */
        sum[d] = global_sum(w, x == y ? to : x, to, what);
    }
    struct tails t = {0, 0, opt->draws};
    for (uint32_t d = 0; d < opt->draws; d++) scale = fmax(scale, fabs(sum[d]));
    for (uint32_t d = 0; d < opt->draws; d++) count(&t, sum[d], observed, 1e-12 * scale);
    *mean = kt_sum(sum, opt->draws) / opt->draws;
    *variance = 0;
    for (uint32_t d = 0; d < opt->draws; d++)
        *variance += (sum[d] - *mean) * (sum[d] - *mean) / (opt->draws > 1 ? opt->draws - 1 : 1);
    return p_of(&t, opt->tail);
}
