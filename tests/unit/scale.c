/* Classes: fixed, natural and thirds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/draw.h>

static struct kt_arena arena(void)
{
    static struct kt_arena whole;
    if (!whole.beg) whole = kt_arena_open(1 << 26);
    return whole;
}

static unsigned state = 7;
static double draw(void)
{
    state = state * 1664525u + 1013904223u;
    return (double)(state >> 8) / (1 << 24);
}

KT_TEST(edges_belong_upwards_and_ends_are_open)
{
    struct kt_scale sc = kt_scale_fixed(5, (double[]){0, 15, 25, 30, 40, 60});
    CHECK(kt_scale_class(&sc, 14.999) == 0);
    CHECK(kt_scale_class(&sc, 15) == 1);
    CHECK(kt_scale_class(&sc, -5) == 0);
    CHECK(kt_scale_class(&sc, 600) == 4);
    CHECK(kt_scale_class(&sc, NAN) == KT_CLASS_NONE);
}

KT_TEST(shares_count_people)
{
    struct kt_scale sc = kt_scale_fixed(2, (double[]){0, 10, 20});
    double v[] = {5, 15, NAN, 12}, w[] = {30, 60, 500, 10}, share[KT_CLASSES_MAX];
    CHECK_NEAR(kt_scale_shares(&sc, v, w, 4, share), 0.7, 1e-12);
    CHECK_NEAR(share[0], 0.3, 1e-12);
}

/* Weighted sum of squares about the class means. */
static double cost(const double *v, const double *w, size_t n, const int *cls, int k)
{
    double sum = 0;
    for (int c = 0; c < k; c++) {
        double sw = 0, sx = 0;
        for (size_t i = 0; i < n; i++)
            if (cls[i] == c) {
                sw += w[i];
                sx += w[i] * v[i];
            }
        for (size_t i = 0; i < n; i++)
            if (cls[i] == c) sum += w[i] * (v[i] - sx / sw) * (v[i] - sx / sw);
    }
    return sum;
}

/* Every way to cut 10 sorted values into three. */
static double best_of_all(const double *v, const double *w, size_t n)
{
    double best = INFINITY;
    int cls[16];
    for (size_t a = 1; a + 1 < n; a++)
        for (size_t b = a + 1; b < n; b++) {
            for (size_t i = 0; i < n; i++) cls[i] = (i >= a) + (i >= b);
            best = fmin(best, cost(v, w, n, cls, 3));
        }
    return best;
}

KT_TEST(jenks_is_the_best_of_all_cuts)
{
    for (int round = 0; round < 40; round++) {
        double v[10], w[10];
        int cls[10];
        for (int i = 0; i < 10; i++) {
            v[i] = 1000 + 100 * draw();
            w[i] = 1 + 1000 * draw();
        }
        kt_sort(v, 10);
        struct kt_scale sc = kt_scale_jenks(v, w, 10, 3, arena());
        CHECK(sc.n == 3);
        for (int i = 0; i < 10; i++) cls[i] = kt_scale_class(&sc, v[i]);
        CHECK_NEAR(cost(v, w, 10, cls, 3), best_of_all(v, w, 10), 1e-9);
    }
}

KT_TEST(edges_are_round_and_ascend)
{
    double v[] = {1.02, 1.31, 1.18, 7.4, 7.9, 8.2, 31, 33, 29, 31}, w[10];
    for (int i = 0; i < 10; i++) w[i] = 1;
    struct kt_scale sc = kt_scale_jenks(v, w, 10, 3, arena());
    CHECK_NEAR(sc.edge[1], 4.4, 1e-12);
    CHECK_NEAR(sc.edge[2], 19, 1e-12);
    CHECK(sc.edge[0] <= 1.02 && sc.edge[3] >= 33);
}

KT_TEST(few_values_make_few_classes)
{
    double v[] = {2, 2, 5, 5, NAN}, w[] = {1, 1, 1, 1, 1};
    CHECK(kt_scale_jenks(v, w, 5, 5, arena()).n == 2);
    CHECK(kt_scale_jenks(v, w, 0, 5, arena()).n == 1);
    CHECK(kt_scale_tertiles(v, w, 5, arena()).n == 2);
}

KT_TEST(many_values_stay_quick_and_whole)
{
    enum { MANY = 20000 };
    struct kt_arena a = arena();
    double *v = KT_NEW(&a, double, MANY), *w = KT_NEW(&a, double, MANY), share[KT_CLASSES_MAX];
    for (int i = 0; i < MANY; i++) {
        v[i] = pow(draw(), 3) * 100;
        w[i] = draw();
    }
    struct kt_scale sc = kt_scale_jenks(v, w, MANY, 5, a);
    CHECK(sc.n == 5);
    double sum = 0;
    kt_scale_shares(&sc, v, w, MANY, share);
    for (int c = 0; c < 5; c++) sum += share[c];
    CHECK_NEAR(sum, 1, 1e-12);
}

KT_TEST(tertiles_hold_a_third_of_the_people_each)
{
    double v[3000], w[3000], share[KT_CLASSES_MAX];
    for (int i = 0; i < 3000; i++) {
        v[i] = draw() * 50;
        w[i] = 1 + draw();
    }
    struct kt_scale sc = kt_scale_tertiles(v, w, 3000, arena());
    kt_scale_shares(&sc, v, w, 3000, share);
    for (int c = 0; c < 3; c++) CHECK(fabs(share[c] - 1.0 / 3) < 0.002);
}

KT_TEST_MAIN
