/* people_cells: where people live, as points, polygons or rows joined to zones, with persons by age.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"

#include <stdio.h>
#include <string.h>

struct binding {
    int id, name, x, y, lon, lat, zone;
    struct kt_term total, age[KT_AGES_MAX], lang[KT_LANGS_MAX];
    size_t nlang_counts; /* of st->cells.lang, the first ones have counts */
};

/* Age bands of the study file, ascending; order[i] = place of the map's i-th entry. */
static enum kt_status age_bands(struct kt_study *st, const char *section, size_t order[KT_AGES_MAX],
                                struct kt_arena tmp, struct kt_err *err)
{
    const char *path = kt_printf(&tmp, "%s.ages", section), *file = kt_settings_file(st->set);
    struct kt_ages *ages = &st->cells.ages;
    size_t n = kt_settings_has(st->set, path) ? kt_settings_len(st->set, path) : 0;
    for (size_t i = 0; i < n; i++) {
        int min, max;
        const char *key = kt_settings_map_key(st->set, path, i);
        if (!kt_age_band(key, &min, &max))
            return kt_study_refuse(st, err, "bad-age-band", file, kt_settings_line(st->set, path), path,
                                   "Write bands like \"0-15\" and an open-ended top like \"75-\".",
                                   "\"%.40s\" is not an age band", key);
        if (kt_ages_add(ages, min, max) != (int)i)
            return kt_study_refuse(st, err, "bad-age-band", file, kt_settings_line(st->set, path), path,
                                   "Give each band once, at most 128 of them.",
                                   "age band \"%.40s\" is one too many", key);
    }
    if (n) return kt_ages_order(st, ages, file, path, order, err);
    if (!st->pending.nofficial)
        return kt_study_refuse(st, err, "no-ages", file, 0, path,
                               "Map age bands to columns, or give zone_ages.", "no age bands are given");
    *ages = st->pending.official_ages; /* totals only: all ages come from the zones */
    return KT_OK;
}

static enum kt_status languages(struct kt_study *st, const char *section, size_t *ncounts,
                                struct kt_arena tmp, struct kt_err *err)
{
    struct kt_cells *cs = &st->cells;
    const char *map[2] = {kt_printf(&tmp, "%s.languages", section),
                          kt_printf(&tmp, "%s.zone_language_columns", section)};
    for (int m = 0; m < 2; m++) {
        size_t n = kt_settings_has(st->set, map[m]) ? kt_settings_len(st->set, map[m]) : 0;
        for (size_t i = 0; i < n; i++) {
            const char *code = kt_settings_map_key(st->set, map[m], i);
            bool known = kt_streq(code, "code") || kt_streq(code, "year");
            for (size_t k = 0; k < cs->nlang && !known; k++) known = kt_streq(cs->lang[k], code);
            if (known) continue;
            if (cs->nlang == KT_LANGS_MAX)
                return kt_study_refuse(st, err, "too-many-languages", kt_settings_file(st->set), 0, map[m],
                                       "Sum the smaller ones as \"other\".", "at most %d languages",
                                       KT_LANGS_MAX);
            cs->lang[cs->nlang++] = kt_strdup(st->keep, code);
        }
        if (m == 0) *ncounts = cs->nlang;
    }
    return KT_OK;
}

static enum kt_status bind(struct kt_vector *v, const size_t order[KT_AGES_MAX], struct binding *b,
                           struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_settings *set = v->st->set;
    const char *section = v->src.section, *ages = kt_printf(&tmp, "%s.ages", section);
    static const char *const key[] = {"id", "name", "x", "y", "lon", "lat", "zone"};
    int *col[] = {&b->id, &b->name, &b->x, &b->y, &b->lon, &b->lat, &b->zone};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        KT_TRY(kt_vector_bind(v, "columns", key[i], false, col[i], err));
    KT_TRY(kt_vector_bind_term(v, "columns", "total", false, &b->total, err));
    size_t n = kt_settings_has(set, ages) ? kt_settings_len(set, ages) : 0;
    for (size_t i = 0; i < n; i++)
        KT_TRY(kt_vector_term(v, ages, kt_settings_map_value(set, ages, i), &b->age[order[i]], err));
    for (size_t i = 0; i < b->nlang_counts; i++)
        KT_TRY(kt_vector_bind_term(v, "languages", v->st->cells.lang[i], true, &b->lang[i], err));
    if (n == 0 && b->total.n == 0) KT_TRY(kt_vector_bind_term(v, "columns", "total", true, &b->total, err));
    if (b->zone < 0 && (b->x < 0 || b->y < 0) && (b->lon < 0 || b->lat < 0) &&
        OGR_FD_GetGeomFieldCount(v->defn) == 0)
        return kt_study_refuse(v->st, err, "missing-column", v->file, 0, "people.columns",
                               "Map x and y, or lon and lat, or zone.", "nothing says where the cells are");
    return KT_OK;
}

static void place(struct kt_vector *v, const struct binding *b, size_t c)
{
    double *x = &v->st->cells.x[c], *y = &v->st->cells.y[c];
    *x = *y = NAN;
    if (b->x >= 0 && b->y >= 0 && kt_place_columns(v, b->x, b->y, false, x, y)) return;
    if (b->lon >= 0 && b->lat >= 0 && kt_place_columns(v, b->lon, b->lat, true, x, y)) return;
    if ((b->x >= 0 && b->y >= 0) || (b->lon >= 0 && b->lat >= 0))
        return; /* blank or wrong: the zone may help */
    OGRGeometryH g = OGR_F_GetGeometryRef(v->row);
    if (!g) return;
    struct kt_vector_log before = v->log;
    if (kt_outline_inside(g, x, y)) (void)kt_place_point(v, x, y);
    v->log = before;
}

/* Shares need the cell's own whole; a share above one is no share. */
static void language_shares(struct kt_vector *v, const struct binding *b, size_t c, struct kt_missing *miss)
{
    struct kt_cells *cs = &v->st->cells;
    double whole = isnan(cs->total[c]) ? kt_sum(cs->persons + c * cs->ages.n, cs->ages.n) : cs->total[c];
    for (size_t l = 0; l < cs->nlang; l++) cs->lang_share[c * cs->nlang + l] = NAN;
    for (size_t l = 0; l < b->nlang_counts; l++) {
        double share = kt_vector_count(v, &b->lang[l], miss) / whole;
        if (share <= 1.0) cs->lang_share[c * cs->nlang + l] = share;
    }
}

static void read_cells(struct kt_vector *v, const struct binding *b, struct kt_missing *miss)
{
    struct kt_study *st = v->st;
    struct kt_cells *cs = &st->cells;
    struct kt_pending *p = &st->pending;
    while (kt_vector_next(v)) {
        size_t c = cs->n++;
        const char *id = kt_vector_code(v, b->id);
        cs->id[c] = id ? id : kt_printf(st->keep, "%08zu", v->nread);
        cs->name[c] = kt_vector_keep(v, b->name);
        p->cell_zone[c] = kt_vector_code(v, b->zone);
        p->cell_row[c] = v->rowno;
        place(v, b, c);
        cs->total[c] = kt_vector_count(v, &b->total, miss);
        for (size_t a = 0; a < cs->ages.n; a++)
            cs->persons[c * cs->ages.n + a] = kt_vector_count(v, &b->age[a], miss);
        language_shares(v, b, c, miss);
    }
}

static void allocate(struct kt_study *st, size_t n)
{
    struct kt_cells *cs = &st->cells;
    struct kt_arena *keep = st->keep;
    cs->id = KT_NEW(keep, const char *, n);
    cs->name = KT_NEW(keep, const char *, n);
    cs->x = KT_NEW(keep, double, n);
    cs->y = KT_NEW(keep, double, n);
    cs->zone = KT_NEW(keep, int32_t, n);
    cs->persons = KT_NEW(keep, double, n * cs->ages.n);
    cs->total = KT_NEW(keep, double, n);
    cs->imputed = KT_NEW(keep, uint8_t, n);
    cs->lang_share = KT_NEW(keep, double, n * cs->nlang);
    st->pending.cell_row = KT_NEW(keep, long, n);
    st->pending.cell_zone = KT_NEW(keep, const char *, n);
    st->pending.cell_rows = n;
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    size_t order[KT_AGES_MAX];
    struct binding *b = KT_NEW(&tmp, struct binding, 1);
    KT_TRY(kt_zone_ages_read(st, section, tmp, err));
    KT_TRY(age_bands(st, section, order, tmp, err));
    KT_TRY(languages(st, section, &b->nlang_counts, tmp, err));
    KT_TRY(kt_zone_languages_read(st, section, tmp, err));
    struct kt_vector v;
    struct kt_vector_source src = kt_vector_section(st, section, "people", &tmp);
    enum kt_status status = kt_vector_open(&v, st, &src, &tmp, err);
    if (status == KT_OK) status = bind(&v, order, b, tmp, err);
    if (status == KT_OK) {
        struct kt_missing miss = kt_missing_of(st, section, v.file, tmp);
        st->pending.cell_file = v.file;
        allocate(st, v.nrow);
        read_cells(&v, b, &miss);
        kt_missing_close(st, &miss);
    }
    return kt_vector_close(&v, status, err);
}

static const struct kt_param param[] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Cells: points, polygons or a table."},
    KT_SOURCE_PARAMS,
    {"columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Columns: id, name, x and y (or lon and lat), zone, total; without places the zone's centre is used."},
    {"ages", KT_T_MAP, "", "", 0, 0, NULL,
     "Age bands to columns, or to sums of columns: \"16-24\": a16_17+a18_24; \"75-\" is open-ended."},
    {"languages", KT_T_MAP, "", "", 0, 0, NULL, "Mother tongues to columns of persons."},
    {"zone_languages", KT_T_PATH, "", "", 0, 0, NULL,
     "Table of mother-tongue shares by zone, for cells without their own."},
    {"zone_language_columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Its columns: code, optionally year, and one for each language code."},
    {"missing", KT_T_STRS, "", "[\"-1\", \"..\", \"...\", \".\"]", 0, 0, NULL,
     "What stands for a suppressed or missing count."},
    {"zone_ages", KT_T_PATH, "", "", 0, 0, NULL,
     "Table of official persons by age and zone, for imputation and raking."},
    {"zone_ages_columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Its columns: code, optionally year, and either age bands or age_min, age_max and persons."},
    {"zone_ages_division_year", KT_T_INT, "year", "", 1990, 2100, NULL,
     "Division whose codes zone_ages uses; default: found by the codes it has."},
    {"rake", KT_T_BOOL, "", "false", 0, 0, NULL,
     "Scale cells so that each zone agrees with its official ages, or its population."},
};

const struct kt_importer kt_people_cells = {
    .name = "people_cells",
    .summary = "Persons by age group in grid cells, postal areas or settlements.",
    .reads = "people",
    .source = "Any GDAL vector source; suppressed counts as in Statistics Finland's grid and Paavo data",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
