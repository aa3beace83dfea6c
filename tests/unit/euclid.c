/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include "model/model_internal.h"

KT_TEST(pairs_are_all_within_the_catchment)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_euclid) == KT_OK);
    const struct kt_csr *p = &f.r.mode[0].pairs;
    size_t n = 0;
    for (size_t c = 0; c < FX_CELLS; c++)
        for (size_t s = 0; s < 3; s++) { /* sites 3 and 4: no support, no place */
            double km = 1.3 * hypot(fx_x[c] - f.st.sites.x[s], fx_y[c] - f.st.sites.y[s]) / 1000;
            if (km > 30) continue;
            n++;
            bool found = false;
            for (size_t k = p->start[c]; k < p->start[c + 1]; k++)
                found |= p->col[k] == (int32_t)s && fabs((double)p->val[k] - km) < 1e-5;
            CHECK(found);
        }
    CHECK(p->nnz == n && n > 8 && p->nrow == FX_CELLS && p->ncol == FX_SITES);
    CHECK_STR(f.r.mode[0].unit, "km");
    fx_close(&f);
}

KT_TEST(minutes_of_a_way)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    struct kt_travel t = kt_travel_of(&f.st);
    CHECK_NEAR(kt_travel_minutes(&t, 0), 3, 0);
    CHECK_NEAR(kt_travel_minutes(&t, 3), 9, 1e-12);   /* 3 + 3 km at 30 km/h */
    CHECK_NEAR(kt_travel_minutes(&t, 28), 39, 1e-12); /* + 25 km at 50 km/h */
    CHECK(isnan(kt_travel_minutes(&t, NAN)));
    fx_close(&f);
}

KT_TEST(too_many_pairs_are_not_stored)
{
    struct fixture f;
    const char *over[] = {"methods.euclid.stored_pairs=3"};
    fx_open(&f, over, 1);
    CHECK(fx_run(&f, NULL) == KT_OK);
    CHECK(!f.r.mode[0].pairs.start && f.r.mode[0].pairs.nnz > 3);
    const struct kt_column *c = kt_result_find(&f.r, 0, "access");
    CHECK(c && !c->lower && c->no_interval && c->value[0] > 0);
    CHECK(fx_get(&f, 0, "rank", 3) == 1 && isnan(fx_get(&f, 0, "p_worst", 3)));
    fx_close(&f);
}

KT_TEST_MAIN
