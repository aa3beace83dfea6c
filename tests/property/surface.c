/* Costs over rasters against a textbook Dijkstra whose steps are measured anew: how much of the straight line
 * between two centres lies in each cell, found by clipping. Even ground gives known lengths.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/rng.h>
#include <katve/surface.h>

enum { NX = 23, NY = 17, ALL = NX * NY };

static double draw(uint32_t row, uint32_t k)
{
    return kt_rng_uniform(11, KT_STREAM_BENCH, row, k);
}

static struct kt_surface make(uint32_t seed, float *pace, int neighbours)
{
    for (uint32_t v = 0; v < ALL; v++)
        pace[v] = draw(seed << 16 | v, 1) < 0.25 ? NAN : (float)(0.1 + 3 * draw(seed << 16 | v, 2));
    return (struct kt_surface){NX, NY, 100, seed % 2 ? 100 : 130, pace, neighbours};
}

/* Share of the line from (0, 0) to (ex, ey) within the cell centred at (cx, cy). */
static double share(int ex, int ey, int cx, int cy)
{
    double t0 = 0, t1 = 1, d[2] = {ex, ey}, c[2] = {cx, cy};
    for (int k = 0; k < 2; k++) {
        double lo = c[k] - 0.5, hi = c[k] + 0.5;
        if (d[k] == 0) {
            if (lo >= 0 || hi <= 0) return 0;
            continue;
        }
        double a = lo / d[k], b = hi / d[k];
        t0 = fmax(t0, fmin(a, b));
        t1 = fmin(t1, fmax(a, b));
    }
    return fmax(t1 - t0, 0);
}

static int32_t step_cost(const struct kt_surface *s, int x, int y, int ex, int ey)
{
    double sum = 0;
    int beside = 0;
    if (x + ex < 0 || x + ex >= NX || y + ey < 0 || y + ey >= NY) return KT_FAR;
    for (int cy = -2; cy <= 2; cy++)
        for (int cx = -2; cx <= 2; cx++) {
            double part = share(ex, ey, cx, cy);
            if (part < 1e-9) continue;
            sum += part * (double)s->pace[(y + cy) * NX + x + cx];
        }
    if (abs(ex) == 1 && abs(ey) == 1)
        beside = isnan(s->pace[y * NX + x + ex]) + isnan(s->pace[(y + ey) * NX + x]);
    return isnan(sum) || beside == 2 ? KT_FAR : (int32_t)rint(sum * hypot(ex * s->dx, ey * s->dy) * 1000);
}

static void dijkstra(const struct kt_surface *s, const struct kt_start *start, size_t nstart, int32_t *cost)
{
    uint8_t done[ALL] = {0};
    for (int v = 0; v < ALL; v++) cost[v] = KT_FAR;
    for (size_t i = 0; i < nstart; i++)
        if (start[i].cost < cost[start[i].node]) cost[start[i].node] = start[i].cost;
    for (;;) {
        int best = -1;
        for (int v = 0; v < ALL; v++)
            if (!done[v] && cost[v] < KT_FAR && (best < 0 || cost[v] < cost[best])) best = v;
        if (best < 0) return;
        done[best] = 1;
        for (int ey = -2; ey <= 2; ey++)
            for (int ex = -2; ex <= 2; ex++) {
                int kind = ex * ex + ey * ey;
                if (!(kind == 1 || kind == 2 || (kind == 5 && s->neighbours == 16))) continue;
                int32_t c = step_cost(s, best % NX, best / NX, ex, ey);
                int u = best + ey * NX + ex;
                if (c < KT_FAR && cost[best] + c < cost[u]) cost[u] = cost[best] + c;
            }
    }
}

static size_t starts_of(const struct kt_surface *s, uint32_t seed, struct kt_start *start, size_t most)
{
    size_t n = 0;
    for (uint32_t i = 0; n < most; i++) {
        int32_t v = (int32_t)(draw(seed, 100 + i) * ALL);
        if (!isnan(s->pace[v])) start[n++] = (struct kt_start){v, (int32_t)(i * 700)};
    }
    return n;
}

/* The clipping adds in another order than the kernel: a step may differ by a millisecond. */
static bool near(int32_t a, int32_t b)
{
    return a == b || (a < KT_FAR && b < KT_FAR && abs(a - b) <= 40);
}

KT_TEST(reach_agrees_with_the_textbook)
{
    struct kt_arena whole = kt_arena_open(0), keep = whole;
    for (uint32_t seed = 1; seed <= 8; seed++) {
        float pace[ALL];
        struct kt_surface s = make(seed, pace, seed % 3 ? 16 : 8);
        struct kt_start start[3];
        size_t n = starts_of(&s, seed, start, 1 + seed % 3), wrong = 0, reached = 0;
        int32_t truth[ALL], cutoff = seed % 2 ? 2000000 : 600000;
        struct kt_reach w;
        kt_surface_reach_init(&w, &s, cutoff, &keep);
        for (int round = 0; round < 2; round++) kt_surface_reach(&w, &s, start, n, cutoff);
        dijkstra(&s, start, n, truth);
        for (int v = 0; v < ALL; v++) {
            bool edge = abs(truth[v] - cutoff) <= 40; /* may fall on either side */
            wrong += !edge && (truth[v] <= cutoff ? !near(w.cost[v], truth[v]) : w.cost[v] != KT_FAR);
            wrong += isnan(pace[v]) && w.cost[v] != KT_FAR;
            reached += w.cost[v] < KT_FAR;
        }
        CHECK(wrong == 0);
        CHECK(reached == w.n && reached > 5);
    }
    kt_arena_close(whole);
}

KT_TEST(the_two_nearest_agree_with_one_search_for_each_site)
{
    struct kt_arena whole = kt_arena_open(0), keep = whole, tmp = kt_arena_open(0);
    enum { SITES = 9 };
    float pace[ALL];
    struct kt_surface s = make(21, pace, 16);
    struct kt_start start[SITES];
    uint32_t first[SITES + 1];
    int32_t one[SITES][ALL], out[4][ALL];
    size_t wrong = 0, second = 0;
    starts_of(&s, 5, start, SITES);
    struct kt_reach w;
    kt_surface_reach_init(&w, &s, KT_FAR - 1, &keep);
    for (uint32_t i = 0; i <= SITES; i++) first[i] = i;
    for (size_t i = 0; i < SITES; i++) {
        kt_surface_reach(&w, &s, &start[i], 1, KT_FAR - 1);
        memcpy(one[i], w.cost, sizeof one[i]);
    }
    kt_surface_nearest_two(&s, start, first, SITES, out[0], out[1], out[2], out[3], tmp);
    for (int v = 0; v < ALL; v++) {
        int32_t c[2] = {KT_FAR, KT_FAR}, at[2] = {-1, -1};
        for (int32_t i = 0; i < SITES; i++) {
            int32_t d = one[i][v];
            if (d < c[0])
                c[1] = c[0], at[1] = at[0], c[0] = d, at[0] = i;
            else if (d < c[1])
                c[1] = d, at[1] = i;
        }
        wrong += c[0] != out[0][v] || at[0] != out[1][v] || c[1] != out[2][v] || at[1] != out[3][v];
        second += at[1] >= 0;
    }
    CHECK(wrong == 0);
    CHECK(second > ALL / 2);
    kt_arena_close(whole);
    kt_arena_close(tmp);
}

KT_TEST(even_ground_gives_known_lengths)
{
    struct kt_arena whole = kt_arena_open(0), keep = whole;
    float pace[ALL];
    for (int v = 0; v < ALL; v++) pace[v] = 1;
    struct kt_start corner = {0, 0};
    for (int k = 8; k <= 16; k += 8) {
        struct kt_surface s = {NX, NY, 10, 10, pace, k};
        struct kt_reach w;
        double worst = 1;
        kt_surface_reach_init(&w, &s, KT_FAR - 1, &keep);
        kt_surface_reach(&w, &s, &corner, 1, KT_FAR - 1);
        CHECK(w.n == ALL && w.cost[NX - 1] == (NX - 1) * 10000 && w.cost[5 * NX + 5] == 5 * 14142);
        if (k == 16) CHECK(w.cost[8 * NX + 4] == 4 * 22361); /* four knight's moves */
        for (int v = 1; v < ALL; v++) worst = fmax(worst, w.cost[v] / (1e4 * hypot(v % NX, v / NX)));
        CHECK(worst > (k == 8 ? 1.07 : 1.02) && worst < (k == 8 ? 1.0824 : 1.0276));
    }
    kt_arena_close(whole);
}

KT_TEST(barriers_are_not_jumped)
{
    struct kt_arena whole = kt_arena_open(0), keep = whole;
    float pace[25];
    for (int v = 0; v < 25; v++) pace[v] = v % 5 + v / 5 == 4 ? NAN : 1; /* a river from corner to corner */
    struct kt_surface s = {5, 5, 10, 10, pace, 16};
    struct kt_start corner = {0, 0};
    struct kt_reach w;
    kt_surface_reach_init(&w, &s, KT_FAR - 1, &keep);
    kt_surface_reach(&w, &s, &corner, 1, KT_FAR - 1);
    CHECK(w.n == 10 && w.cost[24] == KT_FAR);
    float one = 2;
    struct kt_surface dot = {1, 1, 10, 10, &one, 16}; /* a raster of one cell */
    kt_surface_reach_init(&w, &dot, 100, &keep);
    kt_surface_reach(&w, &dot, &corner, 1, 100);
    CHECK(w.n == 1 && w.cost[0] == 0);
    kt_arena_close(whole);
}

KT_TEST_MAIN
