/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(ranks_follow_unmet_share)
{
    struct fixture f;
    const char *over[] = {"methods.capacity_gap.standard=40"};
    fx_open(&f, over, 1);
    CHECK(fx_run(&f, &kt_zone_rank) == KT_OK);
    bool seen[FX_ZONES + 1] = {false};
    double p = 0;
    for (size_t z = 0; z < FX_ZONES; z++) {
        double rank = fx_get(&f, 0, "rank", z);
        CHECK(rank >= 1 && rank <= FX_ZONES && !seen[(int)rank]);
        seen[(int)rank] = true;
        p += fx_get(&f, 0, "p_worst", z);
        CHECK(fx_has_interval(&f, 0, "rank", z));
        for (size_t y = 0; y < FX_ZONES; y++)
            if (fx_get(&f, 0, "unmet_share", y) > fx_get(&f, 0, "unmet_share", z))
                CHECK(fx_get(&f, 0, "rank", y) < rank);
    }
    CHECK_NEAR(p, 1, 1e-12); /* the worst fifth of four is one zone */
    CHECK_NEAR(fx_get(&f, 0, "rank", 3), 1, 0);
    CHECK_NEAR(fx_get(&f, 0, "p_worst", 3), 1, 0);
    CHECK(isnan(fx_get(&f, 2, "rank", 0)));
    fx_close(&f);
}

/* With a standard that every zone in reach of a site meets, those zones lack nothing alike: no draw may
 * order them, and the chance of being worst is shared too. */
KT_TEST(tied_zones_share_their_ranks)
{
    struct fixture f;
    const char *over[] = {"methods.capacity_gap.standard=0.01"};
    fx_open(&f, over, 1);
    CHECK(fx_run(&f, &kt_zone_rank) == KT_OK);
    const struct kt_column *rank = kt_result_find(&f.r, 0, "rank");
    size_t tied = 0;
    for (size_t z = 0; z < FX_ZONES; z++) {
        if (fx_get(&f, 0, "unmet_share", z) > 0) continue;
        tied++;
        CHECK(rank->upper[z] == FX_ZONES);
    }
    CHECK(tied >= 2);
    for (size_t z = 0; z < FX_ZONES; z++)
        if (fx_get(&f, 0, "unmet_share", z) == 0) CHECK(rank->lower[z] == (double)(FX_ZONES - tied + 1));
    fx_close(&f);
}

/* Every method says what it lacks instead of running on nothing. */
KT_TEST(needs_are_checked)
{
    for (size_t i = 0; i < FX_METHODS; i++) {
        struct fixture f;
        struct kt_arena tmp = kt_arena_open((size_t)1 << 26);
        fx_open(&f, NULL, 0);
        const struct kt_method *m = fx_methods[i].method;
        if (strncmp(fx_methods[i].room, "model/", 6) != 0) continue;
        enum kt_status status = m->run(m, &f.st, &f.r, tmp, &f.err);
        CHECK(status == (m->needs[0] ? KT_EINPUT : KT_OK));
        kt_arena_close(tmp);
        fx_close(&f);
    }
}

KT_TEST_MAIN
