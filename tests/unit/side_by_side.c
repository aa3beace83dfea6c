/* page side_by_side: regions by measures, drawn and proof-read; absent without measures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define FX_NATIONAL_ONLY
#include "../report_fixture.h"

KT_TEST(side_by_side_page_reads_well)
{
    fx_draw_page(&kt_side_by_side);
}

/* A zone whose interval reaches into a better fifth is not said to be in the worst. */
KT_TEST(an_interval_must_bear_the_worst_fifth)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 2, .child = 0, .arena = &f.arena};
    const struct kt_measure need = {"need_per_1000", KT_W_me_need, KT_W_ph_need, true},
                            sites = {"hours_per_1000", KT_W_me_hours, KT_W_ph_hours, false};
    int cls[FX_MUN];
    uint8_t worst[FX_MUN];
    size_t firm = 0, fifth = 0;
    kt_measure_fifths(&d, 0, &need, cls);
    kt_measure_worst(&d, 0, &need, cls, worst);
    double edge = INFINITY;
    for (size_t z = 0; z < FX_MUN; z++)
        if (cls[z] == 4) edge = fmin(edge, kt_val(&d, 0, "need_per_1000", z).v);
    for (size_t z = 0; z < FX_MUN; z++) {
        bool bears = cls[z] == 4 && kt_val(&d, 0, "need_per_1000", z).lo >= edge;
        CHECK(worst[z] == bears);
        firm += worst[z];
        fifth += cls[z] == 4;
    }
    CHECK(fifth > firm); /* ±15 % around values this close */
    kt_measure_fifths(&d, 0, &sites, cls);
    kt_measure_worst(&d, 0, &sites, cls, worst);
    for (size_t z = 32; z < 48; z++)
        if (cls[z] == 4) CHECK(worst[z] == 1); /* none at all, surely */
    fx_close(&f);
}

KT_TEST(side_by_side_page_needs_its_findings)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = {.rep = &f.rep, .lang = KT_FI, .level = 2, .child = 1, .arena = &f.arena};
    CHECK(kt_side_by_side.applies(&d));
    f.view.ncol = 0;
    CHECK(!kt_side_by_side.applies(&d));
    fx_close(&f);
}

KT_TEST_MAIN
