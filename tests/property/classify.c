/* Classes: optimal against every other cut, weights against repeated values, and the odd inputs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/classify.h>
#include <katve/rng.h>

static struct kt_arena tmp;

static double draw(uint32_t i, uint32_t j)
{
    return kt_rng_uniform(3, KT_STREAM_BENCH, i, j);
}

static double squares(const double *v, const double *w, size_t from, size_t to)
{
    double sw = 0, mean = 0, s = 0;
    for (size_t i = from; i < to; i++) {
        sw += w[i];
        mean += w[i] * v[i];
    }
    for (size_t i = from; i < to; i++) s += w[i] * (v[i] - mean / sw) * (v[i] - mean / sw);
    return s;
}

/* Least over all cuts of v[from..n-1] into k classes. */
static double least(const double *v, const double *w, size_t from, size_t n, size_t k)
{
    if (k == 1) return squares(v, w, from, n);
    double best = INFINITY;
    for (size_t i = from + 1; i + k - 1 <= n; i++)
        best = fmin(best, squares(v, w, from, i) + least(v, w, i, n, k - 1));
    return best;
}

KT_TEST(fisher_is_the_best_of_all_cuts_far_from_zero_too)
{
    tmp = kt_arena_open(1 << 24);
    for (uint32_t round = 0; round < 60; round++) {
        double v[13], w[13];
        size_t last[5], k = 1 + round % 5, n = 5 + round % 9;
        for (uint32_t i = 0; i < 13; i++) {
            v[i] = (round % 2 ? 1e7 : 0) + draw(i, round);
            w[i] = round % 3 ? 1 + 500 * draw(i, 1000 + round) : 1;
        }
        kt_sort(v, n);
        double got = kt_fisher(v, w, n, k, last, tmp), want = least(v, w, 0, n, k), parts = 0;
        CHECK(fabs(got - want) <= 1e-8 * want + 1e-12);
        for (size_t c = 0, from = 0; c < k; from = last[c++] + 1) parts += squares(v, w, from, last[c] + 1);
        CHECK(fabs(parts - want) <= 1e-8 * want + 1e-12);
    }
}

KT_TEST(one_far_value_does_not_blur_the_others)
{
    double v[202], w[202];
    size_t with[4], without[3];
    for (uint32_t i = 0; i < 200; i++) {
        v[i] = draw(i, 7);
        w[i] = 1;
    }
    kt_sort(v, 200);
    v[200] = 1e9;
    w[200] = 1;
    double far = kt_fisher(v, w, 201, 4, with, tmp), near = kt_fisher(v, w, 200, 3, without, tmp);
    CHECK_NEAR(far, near, 1e-6);
    for (int c = 0; c < 3; c++) CHECK(with[c] == without[c]);
}

static struct kt_edges edges(enum kt_break_style style, size_t k, const double *v, const double *w, size_t n)
{
    static struct kt_arena keep;
    struct kt_err err = {0};
    struct kt_edges e;
    if (!keep.beg) keep = kt_arena_open(1 << 24);
    struct kt_break_spec spec = {.style = style, .nclass = k};
    CHECK(kt_break(&spec, v, w, n, &e, &keep, tmp, &err) == KT_OK);
    return e;
}

KT_TEST(weights_are_repeated_values_and_order_tells_nothing)
{
    double v[40], w[40], turned[40], many[200];
    size_t n = 0;
    for (uint32_t i = 0; i < 40; i++) {
        v[i] = round(30 * draw(i, 11));
        w[i] = 1 + floor(4 * draw(i, 12));
        turned[39 - i] = v[i];
        for (int j = 0; j < (int)w[i]; j++) many[n++] = v[i];
    }
    for (enum kt_break_style s = KT_BREAK_FISHER; s <= KT_BREAK_HEADTAILS; s++) {
        struct kt_edges a = edges(s, 4, v, NULL, 40), b = edges(s, 4, turned, NULL, 40);
        CHECK(a.n == b.n);
        for (size_t i = 0; i <= a.n; i++) CHECK(a.edge[i] == b.edge[i]);
        if (s == KT_BREAK_QUANTILE || s == KT_BREAK_SD) continue; /* other definitions with weights */
        struct kt_edges c = edges(s, 4, v, w, 40), d = edges(s, 4, many, NULL, n);
        CHECK(c.n == d.n);
        for (size_t i = 0; i <= c.n && c.n == d.n; i++) CHECK_NEAR(c.edge[i], d.edge[i], 1e-12);
        CHECK_NEAR(kt_edges_fit(&c, v, w, 40, tmp).gvf, kt_edges_fit(&d, many, NULL, n, tmp).gvf, 1e-12);
    }
}

KT_TEST(odd_inputs_have_defined_results)
{
    const double nan3[3] = {NAN, 2, INFINITY}, same[3] = {2, 2, 2}, two[2] = {1, 5}, zero[2] = {0, 0};
    struct kt_err err = {0};
    struct kt_edges e;
    struct kt_arena keep = kt_arena_open(1 << 20);
    for (enum kt_break_style s = KT_BREAK_FISHER; s <= KT_BREAK_BOX; s++) {
        e = edges(s, 5, nan3, NULL, 3);
        CHECK(e.n == 1 && e.edge[0] == 2 && e.edge[1] == 2 && kt_edges_class(&e, 2) == 0);
        e = edges(s, 5, same, NULL, 3);
        CHECK(e.n == 1 && isnan(kt_edges_fit(&e, same, NULL, 3, tmp).gvf));
        e = edges(s, 5, two, NULL, 2);
        CHECK(e.n >= 1 && kt_edges_class(&e, 1) >= 0 && kt_edges_class(&e, 5) >= kt_edges_class(&e, 1));
        CHECK(kt_edges_class(&e, NAN) == -1);
        struct kt_break_spec spec = {.style = s, .nclass = 5};
        struct kt_err none = {0};
        CHECK(kt_break(&spec, two, zero, 2, &e, &keep, tmp, &none) == KT_EINPUT);
    }
    struct kt_break_spec bad = {.style = KT_BREAK_FIXED, .nclass = 2, .fixed = (const double[]){1, 1, 2}};
    CHECK(kt_break(&bad, two, NULL, 2, &e, &keep, tmp, &err) == KT_EINPUT);
    CHECK(strstr(err.text, "edge 2") != NULL);
    kt_arena_close(keep);
}

KT_TEST(quantile_types_as_published)
{
    /* Hyndman & Fan on 1..10 at 0.37, worked by hand from their table of definitions. */
    const double x[10] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    const double want[10] = {0, 4, 4, 4, 3.7, 4.2, 4.07, 4.33, 4.156666666666667, 4.1675};
    for (int t = 1; t <= 9; t++) CHECK_NEAR(kt_quantile_type(x, 10, 0.37, t), want[t], 1e-12);
    CHECK(kt_quantile_type(x, 10, 0.5, 2) == 5.5 && kt_quantile_type(x, 10, 0.5, 1) == 5);
    CHECK(isnan(kt_quantile_type(x, 0, 0.5, 7)) && isnan(kt_quantile_type(x, 10, 0.5, 10)));
    CHECK(kt_quantile_type(x, 1, 0.9, 6) == 1);
}

KT_TEST(pretty_cuts_hold_the_range)
{
    double cut[50];
    for (uint32_t i = 0; i < 200; i++) {
        double lo = (draw(i, 21) - 0.5) * pow(10, (double)(i % 9)),
               hi = lo + draw(i, 22) * pow(10, (double)(i % 7));
        size_t n = kt_pretty(lo, hi, 5, cut, 50);
        CHECK(n >= 2 && cut[0] <= lo + 1e-9 * fabs(lo) && cut[n - 1] >= hi - 1e-9 * fabs(hi) && n < 15);
    }
    CHECK(kt_pretty(0, 0, 5, cut, 50) >= 2 && kt_pretty(NAN, 1, 5, cut, 50) == 0);
}

KT_TEST_MAIN
