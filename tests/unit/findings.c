/* findings: titles say what the data say, in good grammar, and no more than the interval bears.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_fixture.h"

/* Characters, not bytes. */
static size_t length(const char *s)
{
    size_t n = 0;
    for (; *s; s++) n += (*s & 0xc0) != 0x80;
    return n;
}

KT_TEST(titles_are_short_and_end_without_a_stop)
{
    struct fixture f;
    fx_open(&f);
    for (enum kt_lang l = 0; l < KT_NLANG; l++) {
        for (size_t i = 0; i <= FX_REGIONS; i++) {
            struct kt_doc d =
                kt_doc_make(&f.rep, l, i == FX_REGIONS ? 2 : 1, i == FX_REGIONS ? 0 : i, &f.arena);
            const char *title[] = {kt_find_cover(&d), kt_find_access(&d), kt_find_gap(&d), kt_find_table(&d),
                                   kt_find_method(&d)};
            for (size_t k = 0; k < 5; k++) {
                size_t n = length(title[k]);
                if (n > 95) printf("  %zu: %s\n", n, title[k]);
                CHECK(n <= 95 && n > 10);
                CHECK(!strchr(title[k], '{') && !strchr(title[k], '~'));
                CHECK(title[k][strlen(title[k]) - 1] != '.');
            }
        }
    }
    fx_close(&f);
}

KT_TEST(a_region_without_sites_says_so)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = kt_doc_make(&f.rep, KT_EN, 1, 2, &f.arena);
    CHECK(strstr(kt_find_cover(&d), "no digital support point is known"));
    CHECK(strstr(kt_say_supply(&d), "no point"));
    fx_close(&f);
}

KT_TEST(an_interval_that_reaches_zero_bears_no_claim)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = kt_doc_make(&f.rep, KT_EN, 1, 1, &f.arena);
    CHECK(strstr(kt_find_cover(&d), "over 10"));
    for (size_t i = 0; i < f.view.ncol; i++)
        if (!strcmp(f.view.col[i].meta->name, "need_far") && f.view.col[i].meta->rows == 1)
            memset((void *)(uintptr_t)f.view.col[i].lower, 0, FX_REGIONS * sizeof(double));
    CHECK(!strstr(kt_find_cover(&d), "over 10"));
    CHECK(strstr(kt_find_cover(&d), "need digital support"));
    fx_close(&f);
}

KT_TEST(the_gap_class_counts_people)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 2, 0, &f.arena);
    double all = 0;
    struct kt_gap_count g = kt_gap_zones(&d);
    for (size_t c = 0; c < 9; c++) all += f.rep.classes.gap_people[c];
    CHECK(g.classed == FX_MUN && g.drawn > 0 && g.drawn < FX_MUN);
    CHECK(g.sure <= g.drawn && g.drawn <= g.may);
    CHECK_NEAR(g.people, f.rep.classes.gap_people[KT_GAP_CLASS], 1e-12);
    CHECK_NEAR(all, f.study.level[2].population[0], 1e-12);
    fx_close(&f);
}

/* A title counts what is certain and what may be; where all classes are firm, one number, else both ends. */
KT_TEST(the_gap_title_says_only_what_is_certain)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 2, 0, &f.arena), en = d;
    en.lang = KT_EN;
    struct kt_gap_count g = kt_gap_zones(&d);
    CHECK(g.sure > 0 && g.sure < g.may && g.uncertain > 0);
    CHECK_STR(kt_find_gap(&d),
              kt_printf(&f.arena, "Tarve on suuri ja tarjonta pieni %zu–%zu\u00a0kunnassa", g.sure, g.may));
    CHECK_STR(
        kt_find_gap(&en),
        kt_printf(&f.arena, "Need is high and supply is low in %zu–%zu\u00a0municipalities", g.sure, g.may));
    /* Intervals of no width: every class is certain. */
    const char *const column[] = {"need_per_1000", f.rep.classes.supply_column};
    for (size_t k = 0; k < 2; k++) {
        const struct kt_vcol *c = kt_view_find(&f.view, 0, column[k]);
        for (size_t z = 0; z < c->n; z++)
            ((double *)(uintptr_t)c->lower)[z] = ((double *)(uintptr_t)c->upper)[z] = c->value[z];
    }
    struct kt_gap_count firm = kt_gap_zones(&d);
    CHECK(firm.sure == g.drawn && firm.may == g.drawn && firm.uncertain == 0);
    CHECK_STR(kt_find_gap(&d),
              kt_printf(&f.arena, "Tarve on suuri ja tarjonta pieni %zu\u00a0kunnassa", g.drawn));
    fx_close(&f);
}

KT_TEST_MAIN
