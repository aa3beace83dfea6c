/* What must hold of spatial statistics on any map.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

#include <omp.h>

struct map {
    struct kt_arena whole, a, tmp;
    struct kt_weights raw, w;
    size_t n;
    double *x, *p;
};

static void open_map(struct map *m, size_t side, enum kt_style style, uint32_t seed)
{
    *m = (struct map){.whole = kt_arena_open((size_t)1 << 30), .tmp = kt_arena_open((size_t)1 << 30)};
    m->a = m->whole;
    m->n = side * side;
    struct kt_polygons p = sq_outlines(&m->a, side);
    m->raw = kt_weights_contiguity(&m->a, &p, m->n, false, 0.01, m->tmp);
    m->w = kt_weights_style(&m->a, &m->raw, style);
    m->x = KT_NEW(&m->a, double, m->n);
    m->p = KT_NEW(&m->a, double, m->n);
    for (size_t i = 0; i < m->n; i++) m->x[i] = kt_rng_normal(seed, KT_STREAM_BENCH, (uint32_t)i, 0);
}

static void close_map(struct map *m)
{
    kt_arena_close(m->whole);
    kt_arena_close(m->tmp);
}

/* Vector instructions, threads and the kind of row change no bit. */
KT_TEST(same_bytes_for_any_machine)
{
    for (int style = KT_STYLE_B; style <= KT_STYLE_S; style++) {
        struct map m;
        open_map(&m, 12, (enum kt_style)style, 3);
        double *q = KT_NEW(&m.a, double, m.n);
        struct kt_weights knn = kt_weights_kernel(&m.a, m.x, m.x, m.n, KT_KERNEL_GAUSSIAN, 0, 9, m.tmp);
        const struct kt_weights *both[] = {&m.w, &knn};
        for (int k = 0; k < 2; k++)
            for (int what = KT_PERMUTE_LAG; what <= KT_PERMUTE_SQUARES; what++) {
                struct kt_permute opt = {.seed = 11, .draws = 203};
                omp_set_num_threads(1);
                kt_permute_local(both[k], m.x, (enum kt_permuted)what, &opt, m.p, m.tmp);
                omp_set_num_threads(3);
                opt.scalar = true;
                kt_permute_local(both[k], m.x, (enum kt_permuted)what, &opt, q, m.tmp);
                CHECK(memcmp(m.p, q, m.n * sizeof *q) == 0);
            }
        close_map(&m);
    }
}

/* Areas in another order, with their keys, have the same statistics and the same p. */
KT_TEST(order_of_areas_does_not_matter)
{
    struct map m;
    open_map(&m, 9, KT_STYLE_W, 5);
    size_t n = m.n;
    struct kt_polygons a = sq_outlines(&m.a, 9), b = a;
    double *x = KT_NEW(&m.a, double, 5 * n), *y = KT_NEW(&m.a, double, 5 * n), *v = KT_NEW(&m.a, double, n);
    for (size_t i = 0; i < n; i++) {
        size_t from = (i * 37 + 11) % n;
        memcpy(x + 5 * i, a.x + 5 * from, 5 * sizeof *x);
        memcpy(y + 5 * i, a.y + 5 * from, 5 * sizeof *y);
        v[i] = m.x[from];
    }
    b.x = x;
    b.y = y;
    struct kt_weights raw = kt_weights_contiguity(&m.a, &b, n, false, 0.01, m.tmp);
    struct kt_weights w = kt_weights_style(&m.a, &raw, KT_STYLE_W);
    double *one = KT_NEW(&m.a, double, n), *two = KT_NEW(&m.a, double, n);
    kt_sp_local_moran(&m.w, m.x, true, false, &(struct kt_local){.value = one}, m.tmp);
    kt_sp_local_moran(&w, v, true, false, &(struct kt_local){.value = two}, m.tmp);
    for (size_t i = 0; i < n; i++) CHECK_NEAR(two[i], one[(i * 37 + 11) % n], 1e-12);
    int32_t *key_one = KT_NEW(&m.a, int32_t, n), *key_two = KT_NEW(&m.a, int32_t, n);
    for (size_t i = 0; i < n; i++) key_one[i] = (int32_t)(i * 2654435761u);
    for (size_t i = 0; i < n; i++) key_two[i] = key_one[(i * 37 + 11) % n];
    struct kt_permute opt_one = {.seed = 12, .draws = 499, .key = key_one}, opt_two = opt_one;
    opt_two.key = key_two;
    for (int what = KT_PERMUTE_LAG; what <= KT_PERMUTE_SQUARES; what++) {
        double mean[2], variance[2];
        kt_permute_local(&m.w, m.x, (enum kt_permuted)what, &opt_one, one, m.tmp);
        kt_permute_local(&w, v, (enum kt_permuted)what, &opt_two, two, m.tmp);
        for (size_t i = 0; i < n; i++) CHECK_NEAR(two[i], one[(i * 37 + 11) % n], 0);
        double p_one =
            kt_permute_global(&m.w, m.x, m.x, (enum kt_permuted)what, &opt_one, mean, variance, m.tmp);
        double p_two =
            kt_permute_global(&w, v, v, (enum kt_permuted)what, &opt_two, mean + 1, variance + 1, m.tmp);
        CHECK_NEAR(p_two, p_one, 0);
        CHECK_NEAR(mean[1], mean[0], 1e-9);
    }
    CHECK_NEAR(kt_sp_moran(&w, v, false, false, m.tmp).z, kt_sp_moran(&m.w, m.x, false, false, m.tmp).z,
               1e-10);
    close_map(&m);
}

KT_TEST(scale_and_origin_do_not_matter)
{
    struct map m;
    open_map(&m, 9, KT_STYLE_W, 6);
    double *v = KT_NEW(&m.a, double, m.n), *q = KT_NEW(&m.a, double, m.n);
    struct kt_permute opt = {.seed = 1, .draws = 499};
    for (size_t i = 0; i < m.n; i++) v[i] = 1e3 - 250 * m.x[i];
    CHECK_NEAR(kt_sp_moran(&m.w, v, false, false, m.tmp).value,
               kt_sp_moran(&m.w, m.x, false, false, m.tmp).value, 1e-10);
    CHECK_NEAR(kt_sp_geary(&m.w, v, true, false, m.tmp).z, kt_sp_geary(&m.w, m.x, true, false, m.tmp).z,
               1e-10);
    kt_permute_local(&m.w, m.x, KT_PERMUTE_LAG, &opt, m.p, m.tmp);
    kt_permute_local(&m.w, v, KT_PERMUTE_LAG, &opt, q, m.tmp);
    for (size_t i = 0; i < m.n; i++) CHECK_NEAR(q[i], m.p[i], 1e-12);
    close_map(&m);
}

/* 10,000 maps without a pattern: p of one area each is uniform on its steps. Two-sided p takes the values
 * 2 j / 100, j = 1..50, equally often: chi-squared over ten classes of five, 9 degrees, 0.1 % point 27.88. */
KT_TEST(p_is_uniform_without_a_pattern)
{
    struct map m;
    double seen[10] = {0}, chi2 = 0;
    open_map(&m, 5, KT_STYLE_W, 0);
    for (uint32_t map = 0; map < 10000; map++) {
        for (size_t i = 0; i < m.n; i++) m.x[i] = kt_rng_normal(90, KT_STREAM_BENCH, (uint32_t)i, map);
        struct kt_permute opt = {.seed = map, .draws = 99};
        kt_permute_local(&m.w, m.x, KT_PERMUTE_LAG, &opt, m.p, m.tmp);
        double j = round(m.p[12] * 50) - 1;
        seen[(size_t)(j / 5)]++;
    }
    for (int c = 0; c < 10; c++) chi2 += (seen[c] - 1000) * (seen[c] - 1000) / 1000;
    CHECK(chi2 < 27.88);
    close_map(&m);
}

/* The same for all of y shuffled. */
KT_TEST(global_p_is_uniform_without_a_pattern)
{
    struct map m;
    double seen[10] = {0}, chi2 = 0, mean, variance;
    open_map(&m, 4, KT_STYLE_W, 0);
    for (uint32_t map = 0; map < 10000; map++) {
        for (size_t i = 0; i < m.n; i++) m.x[i] = kt_rng_normal(91, KT_STREAM_BENCH, (uint32_t)i, map);
        struct kt_permute opt = {.seed = map, .draws = 99};
        double p = kt_permute_global(&m.w, m.x, m.x, KT_PERMUTE_LAG, &opt, &mean, &variance, m.tmp);
        seen[(size_t)((round(p * 50) - 1) / 5)]++;
    }
    for (int c = 0; c < 10; c++) chi2 += (seen[c] - 1000) * (seen[c] - 1000) / 1000;
    CHECK(chi2 < 27.88);
    close_map(&m);
}

/* With the stopping rule no more areas than alpha are flagged: 10,000 maps, four standard errors. */
KT_TEST(stopping_early_flags_no_more)
{
    struct map m;
    double flagged = 0;
    open_map(&m, 5, KT_STYLE_W, 0);
    for (uint32_t map = 0; map < 10000; map++) {
        for (size_t i = 0; i < m.n; i++) m.x[i] = kt_rng_normal(92, KT_STREAM_BENCH, (uint32_t)i, map);
        struct kt_permute opt = {.seed = map, .draws = 1999, .stop_at = 50};
        kt_permute_local(&m.w, m.x, KT_PERMUTE_LAG, &opt, m.p, m.tmp);
        flagged += m.p[12] <= 0.05;
    }
    CHECK(fabs(flagged / 10000 - 0.05) < 4 * sqrt(0.05 * 0.95 / 10000));
    close_map(&m);
}

/* Every other area is drawn equally often, never the area itself and never twice. */
KT_TEST(draws_are_fair)
{
    enum { N = 11, DRAWS = 20000 };
    struct map m;
    open_map(&m, 3, KT_STYLE_B, 0);
    size_t start[N + 1] = {0};
    int32_t col[3] = {1, 2, 3};
    double w[3] = {1, 1, 1}, p[N], x[N] = {0};
    for (size_t i = 1; i <= N; i++) start[i] = 3;
    struct kt_weights one = kt_weights_make(&m.a, N, start, col, w);
    /* Values 1 at the three neighbours: a draw equals the observed sum only when it draws just them. */
    x[1] = x[2] = x[3] = 1;
    struct kt_permute opt = {.seed = 4, .draws = DRAWS, .tail = KT_TAIL_GREATER};
    kt_permute_local(&one, x, KT_PERMUTE_LAG, &opt, p, m.tmp);
    double chance = 1.0 / 120; /* 1 of C(10, 3) */
    CHECK(fabs(p[0] - chance) < 4 * sqrt(chance / DRAWS) && isnan(p[1]));
    close_map(&m);
}

/* One outline has a corner where the other passes straight; corners apart by rounding; touching in a point. */
KT_TEST(contiguity_of_awkward_borders)
{
    static const double x[] = {0, 2, 2, 0, 0,      /**/ 2, 4, 4, 2, 2, /**/ 2.0000001,
                               4, 4, 2, 2, /**/ 4, 5,      5, 4, 4};
    static const double y[] = {0, 0, 4, 4, 0, /**/ 0, 0, 2, 2, 0, /**/ 2, 2, 4, 4, 2, /**/ 4, 4, 5, 5, 4};
    static const size_t ring_of[] = {0, 1, 2, 3, 4}, vert_of[] = {0, 5, 10, 15, 20};
    static const uint8_t hole[4];
    struct kt_polygons p = {4, 20, ring_of, vert_of, hole, x, y};
    struct map m;
    open_map(&m, 2, KT_STYLE_B, 0);
    struct kt_weights queen = kt_weights_contiguity(&m.a, &p, 4, false, 1e-3, m.tmp);
    struct kt_weights rook = kt_weights_contiguity(&m.a, &p, 4, true, 1e-3, m.tmp);
    /* 0 | 1 below 2, and 3 touches 2 in a corner. */
    CHECK(queen.nnz == 8 && queen.col[0] == 1 && queen.col[1] == 2 && queen.start[4] - queen.start[3] == 1);
    CHECK(rook.nnz == 6 && rook.nisland == 1 && rook.island[0] == 3);
    close_map(&m);
}

KT_TEST(files_of_weights_come_back)
{
    struct map m;
    struct kt_err err = {0};
    open_map(&m, 4, KT_STYLE_W, 0);
    for (int gwt = 0; gwt < 2; gwt++) {
        char path[64];
        strcpy(path, gwt ? "/tmp/katve-w-XXXXXX.gwt" : "/tmp/katve-w-XXXXXX.gal");
        int fd = mkstemps(path, 4);
        CHECK(fd >= 0);
        close(fd);
        const struct kt_weights *w = gwt ? &m.w : &m.raw;
        struct kt_weights back;
        CHECK(kt_weights_write(path, w, NULL, &err) == KT_OK);
        CHECK(kt_weights_read(path, NULL, m.n, &m.a, &back, m.tmp, &err) == KT_OK);
        CHECK(back.nnz == w->nnz && memcmp(back.col, w->col, w->nnz * sizeof *w->col) == 0);
        CHECK(memcmp(back.w, w->w, w->nnz * sizeof *w->w) == 0);
        CHECK(kt_weights_read(path, NULL, m.n + 1, &m.a, &back, m.tmp, &err) == KT_EINPUT);
        unlink(path);
    }
    close_map(&m);
}

/* An area whose smaller tail is full stops early; where the answer is extreme nothing changes. */
KT_TEST(stopping_early_keeps_clear_answers)
{
    struct map m;
    open_map(&m, 10, KT_STYLE_W, 8);
    double *q = KT_NEW(&m.a, double, m.n);
    for (size_t i = 0; i < m.n; i++) m.x[i] += i < 30 ? 4 : 0;
    struct kt_permute opt = {.seed = 2, .draws = 1999};
    kt_permute_local(&m.w, m.x, KT_PERMUTE_LAG, &opt, m.p, m.tmp);
    opt.stop_at = 20;
    kt_permute_local(&m.w, m.x, KT_PERMUTE_LAG, &opt, q, m.tmp);
    size_t same = 0;
    for (size_t i = 0; i < m.n; i++) {
        same += q[i] == m.p[i];
        CHECK(fabs(q[i] - m.p[i]) < 0.25);
        CHECK((m.p[i] <= 0.005) == (q[i] <= 0.005) || fabs(m.p[i] - 0.005) < 0.003);
    }
    CHECK(same > 10 && same < m.n);
    close_map(&m);
}

KT_TEST(duplicated_points_and_tiny_maps)
{
    static const double x[] = {1, 1, 1, 5, NAN}, y[] = {2, 2, 2, 5, 1};
    struct map m;
    open_map(&m, 2, KT_STYLE_B, 0);
    for (size_t n = 0; n <= 5; n++) {
        struct kt_weights k = kt_weights_knn(&m.a, x, y, n, 2, m.tmp);
        struct kt_weights b = kt_weights_band(&m.a, x, y, n, 0, 6, 1, m.tmp);
        struct kt_weights e = kt_weights_kernel(&m.a, x, y, n, KT_KERNEL_EPANECHNIKOV, 0, 2, m.tmp);
        for (size_t i = 0; i < b.nnz; i++) CHECK(isfinite(b.w[i]) && b.w[i] > 0);
        for (size_t i = 0; i < e.nnz; i++) CHECK(isfinite(e.w[i]) && e.w[i] > 0);
        if (n > 2) CHECK(k.col[0] == 1 && k.col[1] == 2);
        if (n == 5) CHECK(k.nisland == 1 && k.island[0] == 4 && b.nisland == 1);
        if (n >= 2) {
            double v[] = {3, 1, 4, 1, 5}, p[5];
            struct kt_permute opt = {.seed = 2, .draws = 99};
            struct kt_test_result t = kt_sp_moran(&b, v, false, false, m.tmp);
            CHECK(!isfinite(t.z) || fabs(t.value) < 10);
            kt_permute_local(&b, v, KT_PERMUTE_LAG, &opt, p, m.tmp);
        }
    }
    close_map(&m);
}

KT_TEST_MAIN
