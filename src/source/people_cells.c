/* people_cells: where people live, as points, polygons or rows joined to zones, with persons by age.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"

#include <katve/names.h>

#include <stdio.h>
#include <string.h>

struct binding {
    int id, name, x, y, lon, lat, zone, zone_name, corner_x, corner_y;
    struct kt_term total, age[KT_AGES_MAX], lang[KT_LANGS_MAX];
    size_t nlang_counts; /* of st->cells.lang, the first ones have counts */
    double cell_size;    /* NaN: as the ids tell */
    struct kt_name_join *names;
    size_t nhidden, unsized;
    double hidden_persons;
};

/* The i-th age band and its columns: of the study file, else of the preset. False behind the last. */
static bool age_entry(const struct kt_study *st, const struct kt_preset *preset, const char *path, size_t i,
                      const char **band, const char **columns)
{
    size_t n = kt_settings_has(st->set, path) ? kt_settings_len(st->set, path) : 0;
    const struct kt_preset_field *f = n ? NULL : kt_preset_at(preset, "ages", i);
    if (i < n) {
        *band = kt_settings_map_key(st->set, path, i);
        *columns = kt_settings_map_value(st->set, path, i);
    } else if (f) {
        *band = f->key + strlen("ages.");
        *columns = f->columns;
    }
    return i < n || f;
}

/* Age bands of the study file, ascending; order[i] = place of the map's i-th entry. */
static enum kt_status age_bands(struct kt_vector *v, const char *section, size_t order[KT_AGES_MAX],
                                struct kt_arena tmp, struct kt_err *err)
{
    struct kt_study *st = v->st;
    const char *path = kt_printf(&tmp, "%s.ages", section), *file = kt_settings_file(st->set);
    struct kt_ages *ages = &st->cells.ages;
    const char *key, *columns;
    size_t n = 0;
    for (size_t i = 0; age_entry(st, v->src.preset, path, i, &key, &columns); i++, n++) {
        int min, max;
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
    if (v->table.ages.n) { /* a statistical table has names for its ages */
        *ages = v->table.ages;
        return KT_OK;
    }
    if (!st->pending.nofficial)
        return kt_study_refuse(
            st, err, "no-ages", file, 0, path,
            "Map age bands to columns, or give zone_ages; a table saved from PxWeb without its "
            "title needs `importer: pxweb_csv`.",
            "no age bands are given");
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
    const char *ages = kt_printf(&tmp, "%s.ages", v->src.section), *band, *columns;
    static const char *const key[] = {"id",  "name", "x",         "y",        "lon",
                                      "lat", "zone", "zone_name", "corner_x", "corner_y"};
    int *col[] = {&b->id,  &b->name, &b->x,         &b->y,        &b->lon,
                  &b->lat, &b->zone, &b->zone_name, &b->corner_x, &b->corner_y};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        KT_TRY(kt_vector_bind(v, "columns", key[i], false, col[i], err));
    KT_TRY(kt_vector_bind_term(v, "columns", "total", v->src.preset != NULL, &b->total, err));
    size_t n = 0;
    for (; age_entry(v->st, v->src.preset, ages, n, &band, &columns); n++)
        KT_TRY(kt_vector_term(v, ages, columns, &b->age[order[n]], err));
    for (size_t i = 0; i < v->table.ages.n && !n; i++)
        KT_TRY(kt_vector_term(v, ages, kt_age_name(&v->table.ages, i, &tmp), &b->age[i], err));
    n += v->table.ages.n;
    for (size_t i = 0; i < b->nlang_counts; i++)
        KT_TRY(kt_vector_bind_term(v, "languages", v->st->cells.lang[i], true, &b->lang[i], err));
    if (n == 0 && b->total.n == 0) KT_TRY(kt_vector_bind_term(v, "columns", "total", true, &b->total, err));
    bool by_id =
        v->src.preset && v->src.preset->grid && (b->id >= 0 || (b->corner_x >= 0 && b->corner_y >= 0));
    if (b->zone < 0 && b->zone_name < 0 && (b->x < 0 || b->y < 0) && (b->lon < 0 || b->lat < 0) && !by_id &&
        OGR_FD_GetGeomFieldCount(v->defn) == 0)
        return kt_study_refuse(v->st, err, "missing-column", v->file, 0, "people.columns",
                               "Map x and y, or lon and lat, or zone.", "nothing says where the cells are");
    return KT_OK;
}

/* A grid cell without a drawing: by its id, else by its corner and the size that is told. */
static void place_in_grid(struct kt_vector *v, struct binding *b, const char *id, double *x, double *y)
{
    double size;
    if (id && kt_grid_cell(id, x, y, &size)) {
        if (size == 0.0 && !isnan(b->cell_size)) *x += b->cell_size / 2.0, *y += b->cell_size / 2.0;
        b->unsized += size == 0.0 && isnan(b->cell_size);
        (void)kt_place_point(v, x, y);
        return;
    }
    if (b->corner_x < 0 || b->corner_y < 0 || kt_vector_number(v, b->corner_x, x) != KT_NUM_OK ||
        kt_vector_number(v, b->corner_y, y) != KT_NUM_OK) {
        *x = *y = NAN;
        return;
    }
    if (isnan(b->cell_size))
        b->unsized++;
    else
        *x += b->cell_size / 2.0, *y += b->cell_size / 2.0;
    (void)kt_place_point(v, x, y);
}

static void place(struct kt_vector *v, struct binding *b, size_t c)
{
    double *x = &v->st->cells.x[c], *y = &v->st->cells.y[c];
    *x = *y = NAN;
    if (b->x >= 0 && b->y >= 0 && kt_place_columns(v, b->x, b->y, false, x, y)) return;
    if (b->lon >= 0 && b->lat >= 0 && kt_place_columns(v, b->lon, b->lat, true, x, y)) return;
    if ((b->x >= 0 && b->y >= 0) || (b->lon >= 0 && b->lat >= 0))
        return; /* blank or wrong: the zone may help */
    OGRGeometryH g = OGR_F_GetGeometryRef(v->row);
    if (!g && v->src.preset && v->src.preset->grid) place_in_grid(v, b, v->st->cells.id[c], x, y);
    if (!g) return;
    struct kt_vector_log before = v->log;
    if (kt_outline_inside(g, x, y)) (void)kt_place_point(v, x, y);
    v->log = before;
}

/* "00100  Helsinki keskusta - Etu-Töölö (Helsinki)": the code, and the municipality in the last brackets. */
static const char *leading_code(struct kt_study *st, const char *id)
{
    size_t n = id ? strspn(id, "0123456789") : 0;
    return n >= 3 && id[n] == ' ' ? kt_strndup(st->keep, id, n) : id;
}

static const char *bracketed(struct kt_vector *v, const char *text)
{
    const char *open = text ? strrchr(text, '(') : NULL, *close = open ? strchr(open, ')') : NULL;
    return close ? kt_strndup(&v->text, open + 1, (size_t)(close - open - 1)) : NULL;
}

static const char *zone_of(struct kt_vector *v, struct binding *b)
{
    const char *code = kt_vector_code(v, b->zone);
    const char *name = code || !b->names ? NULL : kt_vector_text(v, b->zone_name);
    if (v->src.preset && v->src.preset->code_and_name) name = bracketed(v, name);
    if (!name) return code;
    int32_t z = kt_name_join(b->names, name, v->rowno);
    return z < 0 ? NULL : v->st->level[0].code[z];
}

/* What the source hides in a way of its own becomes unknown. */
static void unhide(struct kt_vector *v, struct binding *b, size_t c)
{
    struct kt_cells *cs = &v->st->cells;
    double *age = cs->persons + c * cs->ages.n;
    if (!v->src.preset || !v->src.preset->hidden || !v->src.preset->hidden(age, cs->ages.n, cs->total[c]))
        return;
    for (size_t a = 0; a < cs->ages.n; a++) age[a] = NAN;
    b->nhidden++;
    b->hidden_persons += cs->total[c];
}

static void tell(struct kt_vector *v, const struct binding *b, struct kt_arena tmp)
{
    struct kt_issues *is = &v->st->issues;
    if (b->names) kt_name_join_close(b->names);
    if (b->nhidden)
        kt_issues_add(
            is, KT_NOTE, "ages-hidden", v->file, 0, "ages",
            kt_printf(&tmp, "%s hides the ages of %zu cells with %.0f persons; they were taken as unknown",
                      v->src.preset->name, b->nhidden, b->hidden_persons),
            "Nothing.");
    if (b->unsized)
        kt_issues_add(is, KT_WARNING, "cell-size-unknown", v->file, 0, "cell_size_m",
                      kt_printf(&tmp,
                                "%zu cells tell their corner but not their size; they were put at the corner",
                                b->unsized),
                      "Give cell_size_m in the study file.");
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

static void read_cells(struct kt_vector *v, struct binding *b, struct kt_missing *miss)
{
    struct kt_study *st = v->st;
    struct kt_cells *cs = &st->cells;
    struct kt_pending *p = &st->pending;
    while (kt_vector_next(v)) {
        size_t c = cs->n++;
        const char *id = kt_vector_code(v, b->id);
        if (v->src.preset && v->src.preset->code_and_name) id = leading_code(st, id);
        cs->id[c] = id ? id : kt_printf(st->keep, "%08zu", v->nread);
        cs->name[c] = kt_vector_keep(v, b->name);
        p->cell_zone[c] = zone_of(v, b);
        p->cell_row[c] = v->rowno;
        place(v, b, c);
        cs->total[c] = kt_vector_count(v, &b->total, miss);
        for (size_t a = 0; a < cs->ages.n; a++)
            cs->persons[c * cs->ages.n + a] = kt_vector_count(v, &b->age[a], miss);
        unhide(v, b, c);
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

static double cell_size(const struct kt_study *st, const char *section, struct kt_arena tmp)
{
    const char *path = kt_printf(&tmp, "%s.cell_size_m", section);
    return kt_settings_has(st->set, path) && kt_settings_given(st->set, path) ? kt_settings_num(st->set, path)
                                                                              : NAN;
}

static enum kt_status read_people(struct kt_vector *v, const char *section, struct kt_arena tmp,
                                  struct kt_err *err)
{
    size_t order[KT_AGES_MAX];
    struct binding *b = KT_NEW(&tmp, struct binding, 1);
    KT_TRY(age_bands(v, section, order, tmp, err));
    KT_TRY(languages(v->st, section, &b->nlang_counts, tmp, err));
    KT_TRY(kt_zone_languages_read(v->st, section, tmp, err));
    KT_TRY(bind(v, order, b, tmp, err));
    struct kt_missing miss = kt_missing_of(v->st, section, v->file, tmp);
    v->st->pending.cell_file = v->file;
    allocate(v->st, v->nrow);
    b->cell_size = cell_size(v->st, section, tmp);
    if (b->zone_name >= 0 && v->st->nlevel && kt_streq(v->st->level[0].level_id, "municipality"))
        b->names = kt_name_join_open(v->st, &v->st->level[0], v->file, "zone_name", &tmp);
    read_cells(v, b, &miss);
    kt_missing_close(v->st, &miss);
    tell(v, b, tmp);
    return KT_OK;
}

static enum kt_status read_source(struct kt_study *st, const char *section, const struct kt_preset *preset,
                                  const char *format, struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_zone_ages_read(st, section, tmp, err));
    struct kt_vector v;
    struct kt_vector_source src = kt_vector_section(st, section, "people", &tmp);
    src.preset = preset;
    src.format = format;
    enum kt_status status = kt_vector_open(&v, st, &src, &tmp, err);
    if (status == KT_OK) status = read_people(&v, section, tmp, err);
    return kt_vector_close(&v, status, err);
}

enum kt_status kt_people_run(struct kt_study *st, const char *section, const struct kt_preset *preset,
                             struct kt_arena tmp, struct kt_err *err)
{
    return read_source(st, section, preset, "", tmp, err);
}

enum kt_status kt_people_read(struct kt_study *st, const char *section, const char *format,
                              struct kt_arena tmp, struct kt_err *err)
{
    return read_source(st, section, NULL, format, tmp, err);
}

const struct kt_param kt_people_param[KT_PEOPLE_NPARAM] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Cells: points, polygons or a table."},
    KT_SOURCE_PARAMS,
    {"columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Columns: id, name, x and y (or lon and lat), zone (its code) or zone_name, total; without places the "
     "zone's centre is used."},
    {"ages", KT_T_MAP, "", "", 0, 0, NULL,
     "Age bands to columns, or to sums of columns: \"16-24\": a16_17+a18_24; \"75-\" is open-ended."},
    {"languages", KT_T_MAP, "", "", 0, 0, NULL, "Mother tongues to columns of persons."},
    {"zone_languages", KT_T_PATH, "", "", 0, 0, NULL,
     "Table of mother-tongue shares by zone, for cells without their own."},
    {"zone_language_columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Its columns: code, optionally year, and one for each language code."},
    {"cell_size_m", KT_T_NUM, "m", "", 1, 100000, NULL,
     "Side of a grid cell, where the ids or corners of a grid do not tell it."},
    {"missing", KT_T_STRS, "", "[\"-1\", \"..\", \"...\", \".\"]", 0, 0, NULL,
     "What stands for a suppressed or missing count."},
    {"zone_languages_importer", KT_T_CHOICE, "", "", 0, 0, KT_TABLE_IMPORTERS,
     "Who reads zone_languages, where its content does not tell."},
    {"zone_ages", KT_T_PATH, "", "", 0, 0, NULL,
     "Table of official persons by age and zone, for imputation and raking."},
    {"zone_ages_columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Its columns: code, optionally year, and either age bands or age_min, age_max and persons."},
    {"zone_ages_division_year", KT_T_INT, "year", "", 1990, 2100, NULL,
     "Division whose codes zone_ages uses; default: found by the codes it has."},
    {"zone_ages_importer", KT_T_CHOICE, "", "", 0, 0, KT_TABLE_IMPORTERS,
     "Who reads zone_ages, where its content does not tell."},
    {"rake", KT_T_BOOL, "", "false", 0, 0, NULL,
     "Scale cells so that each zone agrees with its official ages, or its population."},
    KT_TABLE_PARAMS,
};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_people_run(st, section, NULL, tmp, err);
}

const struct kt_importer kt_people_cells = {
    .name = "people_cells",
    .summary = "Persons by age group in grid cells, postal areas or settlements.",
    .reads = "people",
    .source = "Any GDAL vector source; suppressed counts as in Statistics Finland's grid and Paavo data",
    .param = kt_people_param,
    .nparam = KT_PEOPLE_NPARAM,
    .run = run,
};
