/* Odd figures for every measure of access: a cell of unknown people, 1e12 people in one cell, hours of 1e-12, all three.
 * Each run ends with figures that are finite or unknown, or with an error that names the method; of one odd cell the
 * others keep figures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

enum odd { UNKNOWN_PEOPLE = 1, MANY_PEOPLE = 2, HARDLY_OPEN = 4, ALL = 7 };
static const enum odd odds[] = {UNKNOWN_PEOPLE, MANY_PEOPLE, HARDLY_OPEN, MANY_PEOPLE | HARDLY_OPEN, ALL};
enum { ODD_CELL = 1, LARGE_CELL = 3 };

static void make_odd(struct fixture *f, enum odd odd)
{
    struct kt_cells *c = &f->st.cells;
    for (size_t a = 0; a < FX_AGES; a++) {
        if (odd & UNKNOWN_PEOPLE) c->persons[ODD_CELL * FX_AGES + a] = NAN;
        if (odd & MANY_PEOPLE) c->persons[LARGE_CELL * FX_AGES + a] = 1e12;
    }
    if (odd & UNKNOWN_PEOPLE) c->total[ODD_CELL] = NAN;
    if (odd & MANY_PEOPLE) c->total[LARGE_CELL] = FX_AGES * 1e12;
    if (odd & HARDLY_OPEN) f->st.sites.hours_week[0] = 1e-12;
}

/* Columns of the method: none is endless, and the first cell, which lies at a site, is unknown nowhere that it was
 * known without the odd figures. */
static void columns(const struct fixture *f, const struct fixture *plain, const struct kt_method *m,
                    enum odd odd)
{
    for (size_t k = 0; k < f->r.ncolumn; k++) {
        const struct kt_column *c = &f->r.column[k];
        if (!kt_streq(c->method, m->name)) continue;
        size_t endless = 0;
        for (size_t row = 0; row < c->n; row++) endless += isinf(c->value[row]) != 0;
        const struct kt_column *was = kt_result_find(&plain->r, c->rows, c->name);
        bool lost = c->rows == KT_ROWS_CELLS && was && isnan(c->value[0]) && !isnan(was->value[0]);
        if (endless || lost) printf("  %d, %s: %s is %g\n", odd, m->name, c->name, c->value[0]);
        CHECK(!endless && !lost);
    }
}

KT_TEST(odd_figures_end_in_figures_or_words)
{
    size_t measures = 0;
    for (size_t i = 0; i < FX_METHODS; i++) {
        const struct kt_method *m = fx_methods[i].method;
        if (strcmp(fx_methods[i].room, "model/access") != 0) continue;
        struct fixture plain;
        fx_open(&plain, NULL, 0);
        CHECK(fx_run(&plain, m) == KT_OK);
        for (size_t o = 0; o < sizeof odds / sizeof *odds; o++) {
            struct fixture f;
            fx_open(&f, NULL, 0);
            make_odd(&f, odds[o]);
            enum kt_status status = fx_run(&f, m);
            if (status == KT_OK)
                columns(&f, &plain, m, odds[o]);
            else
                printf("  %d, %s: %s\n", odds[o], m->name, f.err.text);
            CHECK(status == KT_OK || (status == KT_EINPUT && strstr(f.err.text, m->name)));
            fx_close(&f);
        }
        fx_close(&plain);
        measures++;
    }
    CHECK(measures >= 20);
}

KT_TEST_MAIN
