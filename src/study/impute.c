/* Suppressed and missing ages from the zone's structure; raking to official figures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <string.h>

struct imputation {
    struct kt_study *st;
    size_t nz, na;
    double *structure;     /* nz x na */
    double *country;       /* na */
    int32_t *official_row; /* nz: row of the official figures, -1 none */
    struct kt_age_groups groups;
    uint8_t *flag; /* cells x na */
    size_t *first; /* nz + 1: cells of a zone */
};

static bool complete(const double *p, size_t n, double total)
{
    double sum = 0.0;
    for (size_t a = 0; a < n; a++) sum += p[a];
    return !isnan(sum) && !(sum == 0.0 && total > 0.0);
}

static double official_group(const struct imputation *m, size_t z, size_t g)
{
    const struct kt_pending *p = &m->st->pending;
    double sum = 0.0;
    if (m->official_row[z] < 0) return NAN;
    for (size_t o = m->groups.off0[g]; o < m->groups.off1[g]; o++)
        sum += p->official[(size_t)m->official_row[z] * p->official_ages.n + o];
    return sum;
}

/* Who is complete tells the structure; official figures, where there are any, correct it. */
static void structures(struct imputation *m)
{
    const struct kt_cells *cs = &m->st->cells;
    for (size_t c = 0; c < cs->n; c++) {
        const double *p = cs->persons + c * m->na;
        if (!complete(p, m->na, cs->total[c])) continue;
        for (size_t a = 0; a < m->na; a++) {
            m->structure[(size_t)cs->zone[c] * m->na + a] += p[a];
            m->country[a] += p[a];
        }
    }
    if (!(kt_sum(m->country, m->na) >
          0.0)) /* nobody is complete: even by years of age within official groups */
        for (size_t a = 0; a < m->na; a++)
            m->country[a] = (double)((cs->ages.max[a] > 100 ? 100 : cs->ages.max[a]) - cs->ages.min[a] + 1);
    for (size_t z = 0; z < m->nz; z++) {
        double *s = m->structure + z * m->na;
        if (!(kt_sum(s, m->na) > 0.0)) memcpy(s, m->country, m->na * sizeof *s);
        for (size_t g = 0; g < m->groups.n; g++) {
            double target = official_group(m, z, g), sum = 0.0, all = 0.0;
            if (isnan(target)) continue;
            for (size_t a = m->groups.cell0[g]; a < m->groups.cell1[g]; a++)
                sum += s[a], all += m->country[a];
            for (size_t a = m->groups.cell0[g]; a < m->groups.cell1[g]; a++) {
                if (sum > 0.0)
                    s[a] *= target / sum;
                else
                    s[a] = all > 0.0 ? target * m->country[a] / all
                                     : target / (double)(m->groups.cell1[g] - m->groups.cell0[g]);
            }
        }
    }
}

static void find_official(struct imputation *m)
{
    struct kt_study *st = m->st;
    const struct kt_pending *p = &st->pending;
    struct kt_tally lost = {KT_WARNING, "code-without-zone",       p->official_file,
                            "code",     kt_division_codes(st, ""), 0};
    for (size_t z = 0; z < m->nz; z++) m->official_row[z] = -1;
    for (size_t i = 0; i < p->nofficial; i++) {
        int32_t z = kt_zone_find_lenient(&st->level[0], p->official_code[i]);
        if (z >= 0)
            m->official_row[z] = (int32_t)i;
        else
            kt_tally_add(st, &lost, 0, "official ages of code %.40s belong to no zone: %.0f persons",
                         p->official_code[i],
                         kt_sum(p->official + i * p->official_ages.n, p->official_ages.n));
    }
    kt_tally_close(st, &lost);
    if (!p->nofficial) return;
    struct kt_tally none = {KT_WARNING, "no-official-ages",           p->official_file,
                            "code",     "Add the zone to the table.", 0};
    for (size_t z = 0; z < m->nz; z++)
        if (m->official_row[z] < 0)
            kt_tally_add(st, &none, 0, "zone %.40s has no official ages", st->level[0].code[z]);
    kt_tally_close(st, &none);
    m->groups = kt_age_groups_of(&st->cells.ages, &p->official_ages);
    for (size_t z = 0; z < m->nz; z++) { /* official persons are the population where none was given */
        if (m->official_row[z] < 0 || !isnan(st->level[0].population[z])) continue;
        st->level[0].population[z] =
            kt_sum(p->official + (size_t)m->official_row[z] * p->official_ages.n, p->official_ages.n);
    }
}

/* Cells of which nothing is known share what their zone has left. */
static size_t leftovers(struct imputation *m, const uint8_t *blank)
{
    struct kt_cells *cs = &m->st->cells;
    size_t unknown = 0;
    for (size_t z = 0; z < m->nz; z++) {
        double known = 0.0, whole = m->st->level[0].population[z];
        size_t n = 0;
        for (size_t c = m->first[z]; c < m->first[z + 1]; c++)
            if (blank[c])
                n++;
            else
                known += kt_sum(cs->persons + c * m->na, m->na);
        double each = n && whole > known ? (whole - known) / (double)n : 0.0;
        for (size_t c = m->first[z]; n && c < m->first[z + 1]; c++)
            if (blank[c])
                (void)kt_impute_cell(cs->persons + c * m->na, m->structure + z * m->na, m->na, each,
                                     m->flag + c * m->na);
        unknown += n;
    }
    return unknown;
}

static void fill_cells(struct imputation *m, struct kt_arena tmp)
{
    struct kt_study *st = m->st;
    struct kt_cells *cs = &st->cells;
    uint8_t *blank = KT_NEW(&tmp, uint8_t, cs->n);
    size_t differ = 0;
    for (size_t c = 0; c < cs->n; c++) {
        double *p = cs->persons + c * m->na;
        double before = kt_sum(p, m->na);
        double made = kt_impute_cell(p, m->structure + (size_t)cs->zone[c] * m->na, m->na, cs->total[c],
                                     m->flag + c * m->na);
        blank[c] = (uint8_t)(isnan(made) ? 1 : 0);
        differ += before > 0.0 && !isnan(cs->total[c]) && fabs(before - cs->total[c]) >= 1.0;
    }
    size_t unknown = leftovers(m, blank);
    if (unknown)
        kt_issues_add(
            &st->issues, KT_WARNING, "count-unknown", st->pending.cell_file, 0, "total",
            kt_printf(
                &tmp,
                "%zu cells have neither a total nor ages; they share what is left of their zone's population",
                unknown),
            "Give totals, or zones with population.");
    if (differ)
        kt_issues_add(
            &st->issues, KT_NOTE, "ages-not-total", st->pending.cell_file, 0, "total",
            kt_printf(&tmp, "in %zu cells the ages do not add up to the total; the ages were kept", differ),
            "Check whether ages and total are of the same day.");
}

/* Whole zones to their official groups, or to their population where there are no official ages. */
static void rake(struct imputation *m, struct kt_arena tmp)
{
    struct kt_study *st = m->st;
    struct kt_cells *cs = &st->cells;
    double before = kt_sum(cs->persons, cs->n * m->na), lo = INFINITY, hi = -INFINITY;
    double *total = KT_NEW(&tmp, double, cs->n);
    size_t raked = 0;
    struct kt_tally far = {KT_WARNING,
                           "raked-far",
                           st->pending.cell_file,
                           "",
                           "Check that cells and zones are of the same year and division.",
                           0};
    for (size_t c = 0; c < cs->n; c++) total[c] = kt_sum(cs->persons + c * m->na, m->na);
    for (size_t z = 0; z < m->nz; z++) {
        size_t c0 = m->first[z], c1 = m->first[z + 1];
        double *s = m->structure + z * m->na, old = kt_sum(total + c0, c1 - c0),
               pop = st->level[0].population[z];
        if (!(old > 0.0)) continue;
        if (m->official_row[z] >= 0 && m->groups.n) {
            for (size_t g = 0; g < m->groups.n; g++) {
                double target = official_group(m, z, g);
                if (!isnan(target))
                    (void)kt_rake_group(cs->persons, total, s, m->na, c0, c1, m->groups.cell0[g],
                                        m->groups.cell1[g], target);
            }
        } else if (!isnan(pop)) {
            (void)kt_rake_group(cs->persons, total, s, m->na, c0, c1, 0, m->na, pop);
        } else {
            continue;
        }
        double f = kt_sum(cs->persons + c0 * m->na, (c1 - c0) * m->na) / old;
        raked++;
        lo = fmin(lo, f), hi = fmax(hi, f);
        if (f < 0.5 || f > 2.0)
            kt_tally_add(st, &far, 0, "cells of %.40s were multiplied by %.2f to agree with official figures",
                         st->level[0].name[KT_FI][z], f);
    }
    kt_tally_close(st, &far);
    if (raked)
        kt_issues_add(&st->issues, KT_NOTE, "raked", st->pending.cell_file, 0, "people.rake",
                      kt_printf(&tmp,
                                "cells of %zu zones were scaled to official figures: %.0f persons became "
                                "%.0f, factors %.3f to %.3f",
                                raked, before, kt_sum(cs->persons, cs->n * m->na), lo, hi),
                      "Nothing, if that is meant.");
}

static void close_cells(struct imputation *m, struct kt_arena tmp)
{
    struct kt_study *st = m->st;
    struct kt_cells *cs = &st->cells;
    size_t cells = 0;
    double *made = kt_doubles(&tmp, cs->n, 0.0);
    for (size_t c = 0; c < cs->n; c++) {
        cs->total[c] = kt_sum(cs->persons + c * m->na, m->na);
        cs->imputed[c] = 0;
        for (size_t a = 0; a < m->na; a++)
            if (m->flag[c * m->na + a]) made[c] += cs->persons[c * m->na + a], cs->imputed[c] = 1;
        cells += cs->imputed[c];
    }
    st->imputed_persons = kt_sum(made, cs->n);
    if (cells)
        kt_issues_add(&st->issues, KT_NOTE, "ages-imputed", st->pending.cell_file, 0, "ages",
                      kt_printf(&tmp,
                                "ages of %.0f persons in %zu cells are suppressed or missing; they follow "
                                "their zone's structure",
                                st->imputed_persons, cells),
                      "Nothing; small counts are suppressed at the source.");
}

enum kt_status kt_impute(struct kt_study *st, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_cells *cs = &st->cells;
    struct imputation m = {.st = st, .nz = st->level[0].n, .na = cs->ages.n};
    m.structure = KT_NEW(&tmp, double, m.nz *m.na);
    m.country = KT_NEW(&tmp, double, m.na);
    m.official_row = KT_NEW(&tmp, int32_t, m.nz);
    m.flag = KT_NEW(&tmp, uint8_t, cs->n * m.na);
    m.first = KT_NEW(&tmp, size_t, m.nz + 1);
    for (size_t c = 0; c < cs->n; c++) m.first[cs->zone[c] + 1]++;
    for (size_t z = 0; z < m.nz; z++) m.first[z + 1] += m.first[z];
    find_official(&m);
    structures(&m);
    fill_cells(&m, tmp);
    if (kt_opt_bool(st, "people.rake", false)) rake(&m, tmp);
    close_cells(&m, tmp);
    if (kt_sum(cs->total, cs->n) > 0.0) return KT_OK;
    return kt_study_refuse(st, err, "no-people", st->pending.cell_file, 0, "ages",
                           "Check the columns in the study file.", "nobody lives in any of the %zu cells",
                           cs->n);
}
