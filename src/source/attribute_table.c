/* A table of what the outlines of a level do not tell: joined by code, or by name where it has no codes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <katve/divisions.h>
#include <katve/names.h>

#include <string.h>

static int first_of(struct kt_vector *v, const char *const *name, size_t n)
{
    int col = -1;
    for (size_t i = 0; i < n && col < 0; i++) col = kt_vector_find(v, name[i]);
    return col;
}

/* The table's key may have the outlines' name or simply be called "code"; without a key there are names. */
static enum kt_status table_columns(struct kt_vector *v, struct kt_zone_columns *c, int *name,
                                    bool has[KT_ZF_ALL], struct kt_err *err)
{
    static const char *const called[] = {"name", "nimi", "namn", "name_fi", "name_sv", "name_en"};
    bool mentioned;
    for (int f = 0; f < KT_ZF_N; f++)
        c->col[f] = kt_vector_bind_soft(v, "columns", kt_zone_field_name[f], &mentioned);
    c->code = kt_vector_bind_soft(v, "columns", "code", &mentioned);
    if (c->code < 0) c->code = kt_vector_find(v, "code");
    *name = first_of(v, called, sizeof called / sizeof *called);
    for (int f = KT_ZF_FI; f <= KT_ZF_EN && *name < 0; f++) *name = c->col[f];
    if (c->code < 0 && *name < 0) KT_TRY(kt_vector_bind(v, "columns", "code", true, &c->code, err));
    KT_TRY(kt_zone_variables_bind(v, NULL, c, err));
    for (size_t f = 0; f < KT_ZF_N + c->nvariable; f++) has[f] = c->col[f] >= 0;
    return KT_OK;
}

static enum kt_status table_rows(struct kt_vector *v, struct kt_arena *tmp, struct kt_zone_table *t,
                                 struct kt_err *err)
{
    struct kt_zone_columns c;
    int name;
    KT_TRY(table_columns(v, &c, &name, t->has, err));
    t->row = KT_NEW(tmp, struct kt_zone_row, v->nrow);
    while (kt_vector_next(v)) {
        struct kt_zone_row *row = &t->row[t->n];
        bool coded = kt_zone_row_read(v, &c, row);
        row->name = coded ? NULL : kt_vector_keep(v, name);
        if (coded || row->name)
            ++t->n;
        else
            kt_issues_add(&v->st->issues, KT_ERROR, "no-code", v->file, v->rowno, "code",
                          "the row has neither code nor name and was left out", "Give every row its code.");
    }
    kt_tally_close(v->st, &c.bad);
    return KT_OK;
}

enum kt_status kt_zone_table(struct kt_study *st, const char *section, struct kt_arena *tmp,
                             struct kt_zone_table *t, struct kt_err *err)
{
    *t = (struct kt_zone_table){.file = ""};
    const char *path = kt_section_str(st, section, "table", *tmp), *slash = strrchr(path, '/');
    if (!*path) return KT_OK;
    t->file = kt_strdup(st->keep, slash && slash[1] ? slash + 1 : path);
    struct kt_vector v;
    const char *level = kt_section_str(st, section, "level", *tmp);
    struct kt_vector_source src = {.section = section,
                                   .role = kt_printf(tmp, "zones.%s.table", level),
                                   .path = path,
                                   .layer = "",
                                   .sql = "",
                                   .crs = "",
                                   .encoding = ""};
    src.encoding = kt_section_str(st, section, "encoding", *tmp);
    src.format = kt_section_str(st, section, "table_importer", *tmp);
    enum kt_status status = kt_vector_open(&v, st, &src, tmp, err);
    if (status == KT_OK) status = table_rows(&v, tmp, t, err);
    return kt_vector_close(&v, status, err);
}

/* ---- names ---- */

/* The rows of a level as the index of names wants them. */
static struct kt_zones named_zones(const struct kt_zone_row *zone, size_t n, struct kt_arena *tmp)
{
    struct kt_zones zs = {.n = n, .code = KT_NEW(tmp, const char *, n)};
    for (int l = 0; l < KT_NLANG; l++) zs.name[l] = KT_NEW(tmp, const char *, n);
    for (size_t z = 0; z < n; z++) {
        zs.code[z] = zone[z].code;
        for (int l = 0; l < KT_NLANG; l++) {
            zs.name[l][z] = zone[z].text[l];
            if (!zs.name[KT_FI][z]) zs.name[KT_FI][z] = zone[z].text[l];
        }
        if (!zs.name[KT_FI][z]) zs.name[KT_FI][z] = zone[z].code;
    }
    return zs;
}

static enum kt_status codes_of_names(struct kt_study *st, struct kt_zone_table *t,
                                     const struct kt_zone_row *zone, size_t nzone, struct kt_arena tmp,
                                     struct kt_err *err)
{
    struct kt_zones zs = named_zones(zone, nzone, &tmp);
    struct kt_divisions d = kt_divisions_read(NULL, st->keep, NULL); /* codes of it stay */
    struct kt_names *names = kt_names_build(&zs, &tmp);
    struct kt_name_join *join = kt_name_join_open(st, &zs, t->file, "name", &tmp);
    size_t asked = 0, found = 0;
    const char *first = NULL;
    for (size_t i = 0; i < t->n; i++) {
        struct kt_zone_row *row = &t->row[i];
        if (row->code) continue;
        if (!first) first = row->name;
        asked++;
        if (kt_names_find(names, row->name).how == KT_MATCH_NONE)
            row->code = kt_division_ended(&d, row->name);
        int32_t z = row->code ? -1 : kt_name_join(join, row->name, row->row);
        if (z >= 0) row->code = zone[z].code;
        found += row->code != NULL;
    }
    kt_name_join_close(join);
    if (found || !asked) return KT_OK;
    return kt_study_refuse(st, err, "no-names", t->file, 0, "name",
                           "Give the table a column of codes, or name the columns of the outlines' names "
                           "(name_fi, name_sv).",
                           "none of its %zu names is a zone of this level (the first is \"%.80s\")", asked,
                           first);
}

/* ---- codes ---- */

/* Adds a row of a merged municipality to that of the one which goes on. */
static void add_row(struct kt_zone_row *into, const struct kt_zone_row *row)
{
    double all = into->population + row->population;
    for (int e = 0; e < 2; e++)
        into->education[e] =
            (into->education[e] * into->population + row->education[e] * row->population) / all;
    into->population = all;
    into->variable = NULL; /* sums or shares: nobody told */
}

/* Rows of municipalities that ended before study.division_year, where the study file says that year:
 * persons are added up, shares weighted by them; what one of the two does not know stays unknown, and so do the
 * user's own variables. */
static void recode_table(struct kt_study *st, const char *section, struct kt_zone_row *rows, size_t *n,
                         const char *file, struct kt_arena tmp)
{
    const char *year = "study.division_year";
    if (!kt_streq(kt_section_str(st, section, "level", tmp), "municipality") ||
        !kt_settings_has(st->set, year) || !kt_settings_given(st->set, year))
        return;
    struct kt_divisions d = kt_divisions_read(NULL, &tmp, NULL);
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        const char *now = kt_division_code(&d, rows[i].code, (int)kt_settings_int(st->set, year));
        size_t into = SIZE_MAX;
        for (size_t k = 0; k < *n && now != rows[i].code; k++)
            if (kt_streq(rows[k].code, now)) into = k;
        if (into == SIZE_MAX) continue;
        kt_issues_add(&st->issues, KT_NOTE, "division-recoded", file, rows[i].row, "code",
                      kt_printf(&tmp, "%.40s has merged into %.40s: its row with %.0f persons was added",
                                rows[i].code, now, rows[i].population),
                      "Nothing, if study.division_year is right.");
        add_row(&rows[into], &rows[i]);
        rows[i].code = "";
    }
    for (size_t i = 0; i < *n; i++)
        if (*rows[i].code) rows[kept++] = rows[i];
    *n = kept;
}

static void drop_codeless(struct kt_study *st, struct kt_zone_table *t, bool tell)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->row[i].code)
            t->row[kept++] = t->row[i];
        else if (tell)
            kt_issues_add(&st->issues, KT_ERROR, "no-code", t->file, t->row[i].row, "code",
                          "the row has a name only; a level without outlines of its own needs codes",
                          "Give every row its code.");
    }
    t->n = kept;
}

/* Of rows with one code the first is used. */
static void tell_twice(struct kt_study *st, const struct kt_zone_table *t)
{
    struct kt_tally twice = {KT_WARNING, "row-twice", t->file, "code", "Leave one of them out.", 0};
    for (size_t i = 1; i < t->n; i++)
        if (kt_streq(t->row[i].code, t->row[i - 1].code))
            kt_tally_add(st, &twice, t->row[i].row,
                         "rows %ld and %ld are both of zone %.40s; row %ld was used", t->row[i - 1].row,
                         t->row[i].row, t->row[i].code, t->row[i - 1].row);
    kt_tally_close(st, &twice);
}

enum kt_status kt_zone_table_join(struct kt_study *st, const char *section, struct kt_zone_table *t,
                                  const struct kt_zone_row *zone, size_t nzone, struct kt_arena tmp,
                                  struct kt_err *err)
{
    if (zone) KT_TRY(codes_of_names(st, t, zone, nzone, tmp, err));
    drop_codeless(st, t, zone == NULL);
    const char **code = KT_NEW(&tmp, const char *, t->n);
    for (size_t i = 0; i < t->n; i++) code[i] = t->row[i].code;
    (void)kt_codes_pad(st->keep, code, t->n);
    for (size_t i = 0; i < t->n; i++) t->row[i].code = code[i];
    recode_table(st, section, t->row, &t->n, t->file, tmp);
    kt_zone_rows_sort(t->row, t->n);
    tell_twice(st, t);
    return KT_OK;
}
