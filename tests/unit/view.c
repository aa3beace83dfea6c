/* The gate: small counts hidden, and no way to work them out again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "../open_data.h"

static struct kt_view view_of(struct made *m, double k)
{
    struct kt_view v;
    struct kt_err err = {0};
    CHECK(kt_view_build_k(&v, &m->st, &m->r, k, &m->keep, m->tmp, &err) == KT_OK);
    CHECK_STR(err.text, "");
    return v;
}

KT_TEST(one_hidden_child_takes_the_next_smallest_with_it)
{
    struct made m;
    made_open(&m, 1, 4, 1, 1);
    made_persons(&m, "need", (const double[]){5, 80, 30, 200});
    struct kt_view v = view_of(&m, 10);
    const struct kt_vcol *c = kt_view_find(&v, 0, "need");
    CHECK(c->mark[0] == KT_SUPPRESSED && c->mark[2] == KT_SUPPRESSED);
    CHECK(c->mark[1] == KT_SHOWN && c->mark[3] == KT_SHOWN);
    CHECK(isnan(c->value[0]) && isnan(c->value[2]) && c->value[3] == 200);
    CHECK(v.nsuppressed_primary == 1 && v.nsuppressed_secondary == 1);
    CHECK(kt_view_find(&v, 1, "need")->value[0] == 315);
    CHECK(kt_view_find(&v, 0, "nothing") == NULL);
    made_close(&m);
}

KT_TEST(two_hidden_children_with_a_small_rest_take_a_third)
{
    struct made m;
    made_open(&m, 1, 4, 1, 1);
    made_persons(&m, "need", (const double[]){2, 3, 30, 200});
    struct kt_view v = view_of(&m, 10);
    CHECK(kt_view_find(&v, 0, "need")->mark[2] == KT_SUPPRESSED);
    CHECK(kt_view_find(&v, 0, "need")->mark[3] == KT_SHOWN);
    made_close(&m);
}

KT_TEST(zero_and_unknown_are_not_small)
{
    struct made m;
    made_open(&m, 1, 4, 1, 1);
    made_persons(&m, "need", (const double[]){0, 10, 300, 40});
    ((struct kt_column *)kt_result_find(&m.r, 0, "need"))->value[2] = NAN;
    struct kt_view v = view_of(&m, 10);
    const struct kt_vcol *c = kt_view_find(&v, 0, "need");
    CHECK(c->mark[0] == KT_SHOWN && c->value[0] == 0);
    CHECK(c->mark[1] == KT_SHOWN && c->value[1] == 10);
    CHECK(c->mark[2] == KT_MISSING);
    CHECK(v.nsuppressed_primary + v.nsuppressed_secondary == 0);
    made_close(&m);
}

KT_TEST(k_of_zero_shows_all_and_a_bad_k_is_refused)
{
    struct made m;
    made_open(&m, 1, 2, 1, 1);
    made_persons(&m, "need", (const double[]){0.4, 1.6});
    struct kt_view v = view_of(&m, 0);
    CHECK(kt_view_find(&v, 0, "need")->value[0] == 0 && kt_view_find(&v, 0, "need")->value[1] == 2);
    struct kt_err err = {0};
    CHECK(kt_view_build_k(&v, &m.st, &m.r, NAN, &m.keep, m.tmp, &err) == KT_EINPUT);
    made_close(&m);
}

KT_TEST(a_lone_child_hides_its_parent_and_then_the_parents_neighbour)
{
    struct made m;
    made_open(&m, 3, 2, 1, 1);
    /* Region 0 is small itself: it is hidden, and the smaller of the others with it. */
    made_persons(&m, "need", (const double[]){4, 0, 40, 60, 500, 700});
    struct kt_view v = view_of(&m, 10);
    const struct kt_vcol *region = kt_view_find(&v, 1, "need");
    CHECK(region->mark[0] == KT_SUPPRESSED && region->mark[1] == KT_SUPPRESSED &&
          region->mark[2] == KT_SHOWN);
    /* A hidden region must not be the sum of shown municipalities. */
    CHECK(kt_view_find(&v, 0, "need")->mark[2] == KT_SUPPRESSED);
    CHECK(kt_view_find(&v, 2, "need")->mark[0] == KT_SHOWN);
    made_close(&m);
}

/* Three ages of a count: what one row hides of them can't be worked out from the count itself. */
KT_TEST(declared_parts_are_hidden_together)
{
    struct made m;
    made_open(&m, 1, 4, 1, 1);
    static const char *const part[] = {"young", "middle", "old"};
    made_persons(&m, "far", (const double[]){305, 380, 430, 600});
    made_persons(&m, part[0], (const double[]){5, 80, 30, 200});
    made_persons(&m, part[1], (const double[]){100, 100, 200, 100});
    made_persons(&m, part[2], (const double[]){200, 200, 200, 300});
    for (int lv = 0; lv < 2; lv++)
        for (int k = 0; k < 3; k++) ((struct kt_column *)kt_result_find(&m.r, lv, part[k]))->part_of = "far";
    struct kt_view v = view_of(&m, 10);
    for (int k = 0; k < 3; k++) {
        const struct kt_vcol *c = kt_view_find(&v, 0, part[k]);
        CHECK(c->mark[0] == KT_SUPPRESSED && c->mark[1] != c->mark[2] && c->mark[3] == KT_SHOWN);
        CHECK(kt_view_find(&v, 1, part[k])->mark[0] == KT_SHOWN);
    }
    CHECK(kt_view_find(&v, 0, "far")->mark[0] == KT_SHOWN);
    made_close(&m);
}

KT_TEST(shares_and_intervals_follow_their_count)
{
    struct made m;
    made_open(&m, 1, 3, 1, 2);
    made_persons(&m, "population", (const double[]){900, 5000, 7000});
    made_persons(&m, "pop_far", (const double[]){7, 100, 3000});
    made_share(&m, "far_share", "pop_far", "population", KT_K_SHARE, NULL);
    struct kt_column *c = made_add(&m, 0, "unmet", KT_K_PERSONS, NULL, true);
    struct kt_column *d = made_add(&m, 0, "unmet_share", KT_K_SHARE, "unmet", true);
    for (size_t i = 0; i < 3; i++) {
        c->value[i] = (double[]){3, 20.4, 30.6}[i];
        c->lower[i] = 1;
        c->upper[i] = 40.2;
        d->value[i] = d->lower[i] = d->upper[i] = 0.12345;
    }
    struct kt_column *load = made_add(&m, KT_ROWS_SITES, "visitors", KT_K_PERSONS, NULL, false);
    load->value[0] = 3;
    load->value[1] = 30;
    struct kt_view v = view_of(&m, 10);
    const struct kt_vcol *far = kt_view_find(&v, 0, "far_share"), *unmet = kt_view_find(&v, 0, "unmet");
    CHECK(far->mark[0] == KT_SUPPRESSED && far->mark[1] == KT_SUPPRESSED && far->mark[2] == KT_SHOWN);
    CHECK(far->value[2] == 0.429);
    CHECK(unmet->mark[0] == KT_SUPPRESSED && isnan(unmet->lower[0]) && isnan(unmet->upper[0]));
    CHECK(unmet->value[1] == 20 && unmet->lower[1] == 1 && unmet->upper[1] == 40);
    CHECK(kt_view_find(&v, 0, "unmet_share")->mark[0] == KT_SUPPRESSED);
    CHECK(kt_view_find(&v, 0, "unmet_share")->upper[1] == 0.123);
    CHECK(kt_view_find(&v, KT_ROWS_SITES, "visitors")->mark[0] == KT_SUPPRESSED);
    CHECK(kt_view_find(&v, KT_ROWS_SITES, "visitors")->value[1] == 30);
    made_close(&m);
}

KT_TEST(a_share_that_counts_few_people_is_hidden_without_any_count_beside_it)
{
    struct made m;
    made_open(&m, 1, 3, 1, 1);
    made_persons(&m, "population", (const double[]){900, 5000, 7000});
    for (int lv = 0; lv < 3; lv++) {
        struct kt_column *c = made_add(&m, lv, "near_share", KT_K_SHARE, "population", false);
        for (size_t i = 0; i < c->n; i++)
            c->value[i] = lv ? (4 + 2500 + 3500) / 12900.0 : (double[]){4 / 900.0, 0.5, 0.5}[i];
    }
    struct kt_view v = view_of(&m, 10);
    const struct kt_vcol *near = kt_view_find(&v, 0, "near_share");
    CHECK(near->mark[0] == KT_SUPPRESSED && near->mark[1] == KT_SUPPRESSED && near->mark[2] == KT_SHOWN);
    CHECK(kt_view_find(&v, 0, "population")->mark[0] == KT_SHOWN);
    CHECK(v.nsuppressed_primary == 1 && v.nsuppressed_secondary == 1);
    made_close(&m);
}

KT_TEST(cells_are_guarded_against_their_zone)
{
    struct made m;
    made_open(&m, 1, 1, 3, 1);
    made_persons(&m, "need", (const double[]){65});
    struct kt_column *c = made_add(&m, KT_ROWS_CELLS, "need", KT_K_PERSONS, NULL, false);
    for (size_t i = 0; i < 3; i++) c->value[i] = (double[]){5, 40, 20}[i];
    struct kt_view v = view_of(&m, 10);
    const struct kt_vcol *cells = kt_view_find(&v, KT_ROWS_CELLS, "need");
    CHECK(cells->mark[0] == KT_SUPPRESSED && cells->mark[1] == KT_SHOWN && cells->mark[2] == KT_SUPPRESSED);
    made_close(&m);
}

/* ---- the attack: every published number becomes an equation, then Gauss decides ---------------- */

enum { MAXVAR = 400, MAXEQ = 1200 };

struct attack {
    const struct made *m;
    const struct kt_view *v;
    size_t nvar, neq;
    const struct kt_vcol *col[MAXVAR];
    size_t row[MAXVAR];
    double eq[MAXEQ][MAXVAR];
};

static int var_of(struct attack *a, const struct kt_vcol *c, size_t row)
{
    if (c->mark[row] != KT_SUPPRESSED) return -1;
    for (size_t i = 0; i < a->nvar; i++)
        if (a->col[i] == c && a->row[i] == row) return (int)i;
    a->col[a->nvar] = c;
    a->row[a->nvar] = row;
    return (int)a->nvar++;
}

static void term(struct attack *a, const char *name, int lv, size_t row, double factor)
{
    int i = var_of(a, kt_view_find(a->v, lv, name), row);
    if (i >= 0) a->eq[a->neq][i] += factor;
}

static void equations(struct attack *a)
{
    static const char *const count[] = {"population", "need_n1", "need_n2", "need", "pop_far"};
    static const char *const ratio[][3] = {{"far_share", "pop_far", "population"},
                                           {"need_per_1000", "need", "population"},
                                           {"n1_share", "need_n1", "need"}};
    const struct kt_study *st = &a->m->st;
    for (size_t j = 0; j < 5; j++)
        for (int lv = 1; lv < 3; lv++)
            for (size_t p = 0; p < st->level[lv].n; p++, a->neq++) {
                term(a, count[j], lv, p, -1);
                for (size_t i = 0; i < st->level[lv - 1].n; i++)
                    if (st->level[lv - 1].parent[i] == (int32_t)p) term(a, count[j], lv - 1, i, 1);
            }
    for (int lv = 0; lv < 3; lv++)
        for (size_t i = 0; i < st->level[lv].n; i++, a->neq++) {
            term(a, "need_n1", lv, i, 1);
            term(a, "need_n2", lv, i, 1);
            term(a, "need", lv, i, -1);
        }
    for (size_t j = 0; j < 3; j++)
        for (int lv = 0; lv < 3; lv++)
            for (size_t i = 0; i < st->level[lv].n; i++) {
                if (kt_view_find(a->v, lv, ratio[j][0])->mark[i] != KT_SHOWN) continue;
                double s = kt_result_find(&a->m->r, lv, ratio[j][0])->value[i];
                term(a, ratio[j][1], lv, i, 1);
                term(a, ratio[j][2], lv, i, j == 1 ? -s / 1000 : -s);
                a->neq++;
            }
}

/* Variables that the equations determine: after full elimination, rows with one entry left. */
static size_t determined(struct attack *a)
{
    size_t rank = 0, found = 0;
    for (size_t c = 0; c < a->nvar && rank < a->neq; c++) {
        size_t best = rank;
        for (size_t e = rank; e < a->neq; e++)
            if (fabs(a->eq[e][c]) > fabs(a->eq[best][c])) best = e;
        if (fabs(a->eq[best][c]) < 1e-9) continue;
        for (size_t i = 0; i < a->nvar; i++) {
            double t = a->eq[best][i];
            a->eq[best][i] = a->eq[rank][i];
            a->eq[rank][i] = t;
        }
        double pivot = a->eq[rank][c];
        for (size_t i = 0; i < a->nvar; i++) a->eq[rank][i] /= pivot;
        for (size_t e = 0; e < a->neq; e++) {
            double f = a->eq[e][c];
            if (e == rank || f == 0) continue;
            for (size_t i = 0; i < a->nvar; i++) a->eq[e][i] -= f * a->eq[rank][i];
        }
        rank++;
    }
    for (size_t e = 0; e < rank; e++) {
        size_t entries = 0;
        for (size_t i = 0; i < a->nvar; i++) entries += fabs(a->eq[e][i]) > 1e-7;
        found += entries == 1;
    }
    return found;
}

KT_TEST(no_hidden_count_follows_from_the_published_ones)
{
    struct attack *a = malloc(sizeof *a);
    size_t hidden = 0, shown = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct made m;
        made_open(&m, 2 + seed % 4, 2 + seed % 5, 1, 1);
        made_findings(&m, seed);
        struct kt_view v = view_of(&m, 10);
        memset(a, 0, sizeof *a);
        a->m = &m;
        a->v = &v;
        equations(a);
        CHECK(determined(a) == 0);
        hidden += a->nvar;
        for (size_t i = 0; i < v.ncol; i++)
            for (size_t j = 0; j < v.col[i].n; j++) shown += v.col[i].mark[j] == KT_SHOWN;
        made_close(&m);
    }
    CHECK(hidden > 200);       /* the draws are really full of small counts */
    CHECK(shown > 2 * hidden); /* and the gate does not simply hide everything */
    free(a);
}

KT_TEST(the_attack_works_where_only_the_small_counts_are_hidden)
{
    struct made m;
    struct attack *a = calloc(1, sizeof *a);
    made_open(&m, 4, 6, 1, 1);
    made_findings(&m, 3);
    struct kt_view v = view_of(&m, 0);
    for (size_t i = 0; i < v.ncol; i++)
        for (size_t j = 0; j < v.col[i].n; j++)
            if (v.col[i].meta->kind == KT_K_PERSONS && v.col[i].value[j] > 0 && v.col[i].value[j] < 10)
                ((uint8_t *)v.col[i].mark)[j] = KT_SUPPRESSED;
    a->m = &m;
    a->v = &v;
    equations(a);
    CHECK(determined(a) > 0);
    free(a);
    made_close(&m);
}

KT_TEST_MAIN
