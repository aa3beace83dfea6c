/* zones_vector: a level of reporting areas from any polygon source, or dissolved from the level below;
 * after the last level the country that they make together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "zones_internal.h"

#include <stdio.h>
#include <string.h>

/* Attributes belong to the outlines' columns first, to the table second; a name in neither is refused. */
static enum kt_status bind(struct kt_vector *v, const bool in_table[KT_ZF_ALL], struct kt_zone_columns *c,
                           struct kt_err *err)
{
    int *col = c->col;
    KT_TRY(kt_vector_bind(v, "columns", "code", true, &c->code, err));
    for (int f = 0; f < KT_ZF_N; f++) {
        bool mentioned;
        col[f] = kt_vector_bind_soft(v, "columns", kt_zone_field_name[f], &mentioned);
        if (col[f] < 0 && mentioned && !in_table[f])
            KT_TRY(kt_vector_bind(v, "columns", kt_zone_field_name[f], true, &col[f], err));
    }
    if (col[KT_ZF_PARENT] == c->code) col[KT_ZF_PARENT] = -1; /* nobody is inside itself */
    return kt_zone_variables_bind(v, in_table + KT_ZF_N, c, err);
}

static OGRGeometryH outline_of(struct kt_vector *v, const char *code)
{
    struct kt_issues *is = &v->st->issues;
    OGRGeometryH g = OGR_F_StealGeometry(v->row);
    if (!g) return NULL;
    if (!kt_place_geometry(v, g)) {
        OGR_G_DestroyGeometry(g);
        return NULL;
    }
    bool repaired;
    struct kt_vector_log before = v->log; /* why it was invalid is told in our own words */
    g = kt_outline_valid(g, &repaired);
    v->log = before;
    if (!g)
        kt_issues_add(is, KT_ERROR, "invalid-polygon", v->file, v->rowno, "",
                      kt_printf(&v->text, "zone %.40s: no area is left after repair", code),
                      "Draw the outline again.");
    else if (repaired)
        kt_issues_add(is, KT_WARNING, "polygon-repaired", v->file, v->rowno, "",
                      kt_printf(&v->text, "zone %.40s: the outline crosses itself; it was repaired", code),
                      "Look at the outline on the map; repair it in the source.");
    return g;
}

static enum kt_status read_rows(struct kt_vector *v, const struct kt_zone_table *table, struct kt_arena *tmp,
                                struct kt_zone_row **rows, size_t *n, struct kt_err *err)
{
    struct kt_zone_columns c;
    KT_TRY(bind(v, table->has, &c, err));
    struct kt_zone_row *all = *rows = KT_NEW(tmp, struct kt_zone_row, v->nrow);
    const char **codes = KT_NEW(tmp, const char *, v->nrow);
    while (kt_vector_next(v)) {
        struct kt_zone_row *row = &all[*n];
        if (!kt_zone_row_read(v, &c, row)) {
            kt_issues_add(&v->st->issues, KT_ERROR, "no-code", v->file, v->rowno, "code",
                          "the zone has no code and was left out", "Give every zone its code.");
            continue;
        }
        row->geom = outline_of(v, row->code);
        codes[(*n)++] = row->code;
    }
    kt_tally_close(v->st, &c.bad);
    size_t padded = kt_codes_pad(v->st->keep, codes, *n);
    if (padded)
        kt_issues_add(&v->st->issues, KT_WARNING, "code-zeros-lost", v->file, 0, "code",
                      kt_printf(tmp,
                                "%zu codes were numbers without their leading zeros; the zeros were put back",
                                padded),
                      "Keep codes as text in the source.");
    for (size_t i = 0; i < *n; i++) all[i].code = codes[i];
    kt_zone_rows_sort(all, *n);
    return KT_OK;
}

/* One code, one zone. Parts of a zone in rows of their own are joined; a second zone of that code is refused. */
static size_t one_per_code(struct kt_study *st, struct kt_zone_row *row, size_t n, const char *file)
{
    size_t kept = 0;
    char what[160];
    for (size_t i = 0; i < n; i++) {
        struct kt_zone_row *last = kept ? &row[kept - 1] : NULL;
        if (!last || !kt_streq(last->code, row[i].code)) {
            row[kept++] = row[i];
            continue;
        }
        bool part = last->geom && row[i].geom && kt_streq(last->text[KT_ZF_FI], row[i].text[KT_ZF_FI]) &&
                    !OGR_G_Overlaps(last->geom, row[i].geom) && !OGR_G_Equals(last->geom, row[i].geom);
        OGRGeometryH both = part ? OGR_G_Union(last->geom, row[i].geom) : NULL;
        bool repaired;
        if (both) both = kt_outline_valid(both, &repaired);
        snprintf(what, sizeof what,
                 both ? "zone %.40s is in several parts (rows %ld and %ld); they were joined"
                      : "code %.40s is in rows %ld and %ld; the second was left out",
                 row[i].code, last->row, row[i].row);
        kt_issues_add(&st->issues, both ? KT_NOTE : KT_ERROR, both ? "zone-parts-joined" : "duplicate-code",
                      file, row[i].row, "code", what,
                      both ? "Nothing, if that is meant." : "Give each zone a code of its own.");
        if (both) OGR_G_DestroyGeometry(last->geom), last->geom = both;
        if (row[i].geom) OGR_G_DestroyGeometry(row[i].geom), row[i].geom = NULL;
    }
    return kept;
}

static struct kt_zones *new_level(struct kt_study *st, const char *section, size_t n, struct kt_arena tmp)
{
    size_t lv = st->nlevel++;
    struct kt_arena *keep = st->keep;
    struct kt_zones *zs = &st->level[lv];
    *zs = (struct kt_zones){.n = n};
    zs->level_id = kt_strdup(keep, kt_section_str(st, section, "level", tmp));
    zs->generalised = kt_section_bool(st, section, "generalised", tmp);
    for (int l = 0; l < KT_NLANG; l++) {
        zs->credit[l] = kt_strdup(keep, kt_section_str(st, section, kt_credit_key[l], tmp));
        zs->name[l] = KT_NEW(keep, const char *, n);
    }
    zs->code = KT_NEW(keep, const char *, n);
    zs->lang_status = KT_NEW(keep, const char *, n);
    zs->place = KT_NEW(keep, const char *, n);
    zs->basic_education = kt_doubles(keep, n, NAN);
    zs->secondary_education = kt_doubles(keep, n, NAN);
    zs->parent = KT_NEW(keep, int32_t, n);
    zs->population = kt_doubles(keep, n, NAN);
    zs->label_x = kt_doubles(keep, n, NAN);
    zs->label_y = kt_doubles(keep, n, NAN);
    st->pending.zone_parent[lv] = KT_NEW(keep, const char *, n);
    st->pending.zone_row[lv] = KT_NEW(keep, long, n);
    st->pending.zone_file[lv] = "";
    zs->nvariable = *section ? kt_zone_variables(st, section, tmp) : 0;
    zs->variable = KT_NEW(keep, const char *, zs->nvariable);
    zs->variable_value = KT_NEW(keep, double *, zs->nvariable);
    for (size_t i = 0; i < zs->nvariable; i++) {
        zs->variable[i] = kt_strdup(keep, kt_zone_variable_name(st, section, i, tmp));
        zs->variable_value[i] = kt_doubles(keep, n, NAN);
    }
    return zs;
}

static void name_zone(struct kt_zones *zs, size_t z, const struct kt_zone_row *row, size_t fallen[KT_NLANG])
{
    const char *fi = row->text[KT_ZF_FI], *any = fi ? fi : row->text[KT_ZF_SV];
    if (!any) any = row->text[KT_ZF_EN];
    if (!any) any = row->code;
    for (int l = 0; l < KT_NLANG; l++) {
        fallen[l] += row->text[l] == NULL;
        zs->name[l][z] = row->text[l] ? row->text[l] : any;
    }
}

static void note_names(struct kt_study *st, const struct kt_zones *zs, const size_t fallen[KT_NLANG],
                       const char *file)
{
    char what[160];
    for (int l = 0; l < KT_NLANG; l++) {
        if (!fallen[l]) continue;
        snprintf(what, sizeof what,
                 "%zu of %zu names in language %s are missing; another language's name stands in", fallen[l],
                 zs->n, kt_lang_code[l]);
        kt_issues_add(&st->issues, KT_NOTE, "name-missing", file, 0, kt_zone_field_name[l], what,
                      "Add the names.");
    }
}

/* Moves sorted rows into the study; outlines are flattened and given back to GDAL. */
static void publish(struct kt_study *st, const char *section, struct kt_zone_row *row, size_t n,
                    const char *file, struct kt_arena tmp)
{
    struct kt_zones *zs = new_level(st, section, n, tmp);
    size_t lv = st->nlevel - 1, fallen[KT_NLANG] = {0};
    OGRGeometryH *g = KT_NEW(&tmp, OGRGeometryH, n);
    st->pending.zone_file[lv] = file;
    for (size_t z = 0; z < n; z++) {
        zs->code[z] = row[z].code;
        name_zone(zs, z, &row[z], fallen);
        zs->lang_status[z] = row[z].text[KT_ZF_LANG];
        zs->place[z] = row[z].text[KT_ZF_PLACE];
        zs->basic_education[z] = row[z].education[0];
        zs->secondary_education[z] = row[z].education[1];
        zs->population[z] = row[z].population;
        for (size_t i = 0; i < zs->nvariable && row[z].variable; i++)
            zs->variable_value[i][z] = row[z].variable[i];
        zs->label_x[z] = row[z].x, zs->label_y[z] = row[z].y;
        st->pending.zone_parent[lv][z] = row[z].text[KT_ZF_PARENT];
        st->pending.zone_row[lv][z] = row[z].row;
        g[z] = row[z].geom;
        if (g[z] && (isnan(row[z].x) || isnan(row[z].y)))
            (void)kt_outline_inside(g[z], &zs->label_x[z], &zs->label_y[z]);
        if (!g[z])
            kt_issues_add(&st->issues, KT_ERROR, "no-outline", file, row[z].row, "",
                          kt_printf(&tmp, "zone %.40s has no usable outline and can't be drawn", zs->code[z]),
                          "Give it an outline.");
    }
    note_names(st, zs, fallen, file);
    if (lv == 0) kt_outline_overlaps(st, g, zs->code, n, file, tmp);
    zs->geom = kt_outline_flatten(g, n, st->keep, tmp);
    for (size_t z = 0; z < n; z++)
        if (g[z]) OGR_G_DestroyGeometry(g[z]), row[z].geom = NULL;
}

/* Outlines of a level from those below, by the parent code that each of them names. */
static size_t dissolve(struct kt_study *st, struct kt_zone_row *row, size_t n, struct kt_arena tmp)
{
    size_t below = st->nlevel - 1, made = 0;
    const struct kt_zones *zs = &st->level[below];
    int32_t *pick = KT_NEW(&tmp, int32_t, zs->n);
    for (size_t z = 0; z < zs->n; z++) {
        pick[z] = -1;
        const char *parent = st->pending.zone_parent[below][z];
        for (size_t p = 0; parent && p < n && pick[z] < 0; p++)
            if (kt_streq(row[p].code, parent)) pick[z] = (int32_t)p;
    }
    for (size_t p = 0; p < n; p++) {
        if (row[p].geom) continue;
        row[p].geom = kt_outline_union(&zs->geom, zs->n, pick, (int32_t)p);
        made += row[p].geom != NULL;
    }
    return made;
}

/* The distinct parent codes of the level below. */
static enum kt_status rows_from_below(struct kt_study *st, const char *section, struct kt_arena *tmp,
                                      struct kt_zone_row **rows, size_t *n, struct kt_err *err)
{
    if (st->nlevel == 0)
        return kt_study_refuse(st, err, "no-zones", "", 0, section, "Name the source of the outlines.",
                               "the finest level of zones has no source");
    size_t below = st->nlevel - 1, all = st->level[below].n;
    struct kt_zone_row *list = KT_NEW(tmp, struct kt_zone_row, all);
    size_t m = 0;
    const char **codes = st->pending.zone_parent[below];
    (void)kt_codes_pad(st->keep, codes, all);
    for (size_t z = 0; z < all; z++)
        if (codes[z])
            list[m++] = (struct kt_zone_row){
                .code = codes[z], .row = 0, .population = NAN, .x = NAN, .y = NAN, .education = {NAN, NAN}};
    kt_zone_rows_sort(list, m);
    for (size_t i = 0; i < m; i++) {
        if (*n && kt_streq(list[*n - 1].code, list[i].code)) continue;
        list[(*n)++] = list[i];
    }
    *rows = list;
    if (*n) return KT_OK;
    return kt_study_refuse(st, err, "no-zones", st->pending.zone_file[below], 0, "parent",
                           "Name the column with the parent's code at the level below.",
                           "no zone names its parent, so nothing can be dissolved");
}

static void add_country(struct kt_study *st, struct kt_arena tmp)
{
    size_t top = st->nlevel - 1;
    if (kt_streq(st->level[top].level_id, "country") && st->level[top].n == 1) return;
    static const char *const key[KT_NLANG] = {"country_fi", "country_sv", "country_en"};
    static const char *const dflt[KT_NLANG] = {"Suomi", "Finland", "Finland"};
    struct kt_zones *zs = new_level(st, "", 1, tmp), *under = &st->level[top];
    const char *code = kt_section_str(st, "study", "country_code", tmp);
    zs->level_id = "country";
    zs->code[0] = *code ? kt_strdup(st->keep, code) : "FI";
    zs->generalised = under->generalised;
    for (int l = 0; l < KT_NLANG; l++) {
        const char *name = kt_section_str(st, "study", key[l], tmp);
        zs->name[l][0] = *name ? kt_strdup(st->keep, name) : dflt[l];
        zs->credit[l] = under->credit[l];
    }
    for (size_t z = 0; z < under->n; z++) st->pending.zone_parent[top][z] = zs->code[0];
    OGRGeometryH g = kt_outline_union(&under->geom, under->n, KT_NEW(&tmp, int32_t, under->n), 0);
    if (g) (void)kt_outline_inside(g, &zs->label_x[0], &zs->label_y[0]);
    zs->geom = kt_outline_flatten(&g, 1, st->keep, tmp);
    if (g) OGR_G_DestroyGeometry(g);
}

static void release(struct kt_zone_row *row, size_t n)
{
    for (size_t i = 0; row && i < n; i++)
        if (row[i].geom) OGR_G_DestroyGeometry(row[i].geom), row[i].geom = NULL;
}

static enum kt_status read_source(struct kt_study *st, const char *section, const struct kt_preset *preset,
                                  const struct kt_zone_table *table, struct kt_arena *tmp,
                                  struct kt_zone_row **row, size_t *n, const char **file, struct kt_err *err)
{
    struct kt_vector v;
    const char *level = kt_section_str(st, section, "level", *tmp);
    struct kt_vector_source src = kt_vector_section(st, section, kt_printf(tmp, "zones.%s", level), tmp);
    src.preset = preset;
    enum kt_status status = kt_vector_open(&v, st, &src, tmp, err);
    *file = v.file;
    if (status == KT_OK) status = read_rows(&v, table, tmp, row, n, err);
    size_t rows = v.nrow;
    KT_TRY(kt_vector_close(&v, status, err));
    if (*n > 0 && 2 * *n >= rows) return KT_OK;
    return kt_study_refuse(st, err, "no-zones", *file, 0, "code", "Check the columns in the study file.",
                           "only %zu of %zu zones could be read", *n, rows);
}

/* A level above the finest may come as a mere table: its outlines are those below, put together. */
static enum kt_status complete(struct kt_study *st, const char *section, struct kt_zone_row *row, size_t n,
                               const char *file, struct kt_arena tmp, struct kt_err *err)
{
    size_t drawn = 0;
    for (size_t i = 0; i < n; i++) drawn += row[i].geom != NULL;
    if (drawn < n && st->nlevel > 0) drawn += dissolve(st, row, n, tmp);
    if (drawn == 0)
        return kt_study_refuse(st, err, "no-outline", file, 0, section,
                               "Give a source with polygons, and the attributes as its `table`.",
                               "none of the %zu zones has an outline", n);
    publish(st, section, row, n, file, tmp);
    return KT_OK;
}

/* Rows of the attribute table that no zone took: usually codes of another division. Both are sorted by code. */
static void tell_unused(struct kt_study *st, const struct kt_zone_table *table,
                        const struct kt_zone_row *zone, size_t nzone)
{
    struct kt_tally t = {KT_WARNING,
                         "code-without-zone",
                         table->file,
                         "code",
                         "Use the codes of the outlines, or leave the row out.",
                         0};
    for (size_t i = 0, z = 0; i < table->n; i++) {
        while (z < nzone && strcmp(zone[z].code, table->row[i].code) < 0) z++;
        if (z == nzone || strcmp(zone[z].code, table->row[i].code) != 0)
            kt_tally_add(st, &t, table->row[i].row, "code %.40s of the table is no zone of this level",
                         table->row[i].code);
    }
    kt_tally_close(st, &t);
}

/* Outlines with what the table knows of them. */
static enum kt_status read_zones(struct kt_study *st, const char *section, const struct kt_preset *preset,
                                 struct kt_arena *tmp, struct kt_zone_row **row, size_t *n, const char **file,
                                 struct kt_err *err)
{
    struct kt_zone_table table;
    bool drawn = *kt_section_str(st, section, "source", *tmp) != '\0';
    size_t nvariable = kt_zone_variables(st, section, *tmp);
    KT_TRY(kt_zone_variables_check(st, section, *tmp, err));
    KT_TRY(kt_zone_table(st, section, tmp, &table, err));
    if (drawn)
        KT_TRY(read_source(st, section, preset, &table, tmp, row, n, file, err));
    else
        KT_TRY(rows_from_below(st, section, tmp, row, n, err));
    KT_TRY(kt_zone_table_join(st, section, &table, drawn ? *row : NULL, *n, *tmp, err));
    for (size_t i = 0; i < *n; i++) kt_zone_row_fill(&(*row)[i], nvariable, table.row, table.n);
    *n = one_per_code(st, *row, *n, *file);
    tell_unused(st, &table, *row, *n);
    return KT_OK;
}

enum kt_status kt_zones_run(struct kt_study *st, const char *section, const struct kt_preset *preset,
                            struct kt_arena tmp, struct kt_err *err)
{
    struct kt_zone_row *row = NULL;
    size_t n = 0;
    const char *file = "";
    if (st->nlevel + 2 > KT_LEVELS_MAX)
        return kt_study_refuse(st, err, "too-many-levels", "", 0, section, "Leave a level out.",
                               "at most %d levels of zones", KT_LEVELS_MAX - 1);
    enum kt_status status = read_zones(st, section, preset, &tmp, &row, &n, &file, err);
    if (status == KT_OK) status = complete(st, section, row, n, file, tmp, err);
    release(row, n);
    KT_TRY(status);
    size_t nsection = kt_settings_len(st->set, "zones");
    if (kt_streq(section, kt_printf(&tmp, "zones[%zu]", nsection - 1))) add_country(st, tmp);
    return KT_OK;
}

const struct kt_param kt_zones_param[KT_ZONES_NPARAM] = {
    {"level", KT_T_STR, "", NULL, 0, 0, NULL, "Name of the level: municipality, region, postal_area."},
    {"source", KT_T_PATH, "", "", 0, 0, NULL,
     "Polygons; when absent, the level is dissolved from the one below by parent code."},
    KT_SOURCE_PARAMS,
    {"table", KT_T_PATH, "", "", 0, 0, NULL,
     "Table of attributes that the outlines lack, joined by code, or by name where it has no codes."},
    {"table_importer", KT_T_CHOICE, "", "", 0, 0, KT_TABLE_IMPORTERS,
     "Who reads the table, where its content does not tell."},
    KT_TABLE_PARAMS,
    {"columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Columns: code, name_fi, name_sv, name_en, lang_status, place, parent, population, x, y, "
     "basic_education, secondary_education; a field that is not "
     "mentioned takes the column of its name."},
    {"variables", KT_T_MAP, "", "", 0, 0, NULL,
     "Variables of your own, name to column of the outlines or the table: numbers that spatial statistics, "
     "regression and composite take as `variable`."},
    {"generalised", KT_T_BOOL, "", "false", 0, 0, NULL, "The outlines are schematic; every map says so."},
    KT_CREDIT_PARAMS("the outlines"),
};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_zones_run(st, section, NULL, tmp, err);
}

const struct kt_importer kt_zones_vector = {
    .name = "zones_vector",
    .summary = "Reporting areas from any polygon source that GDAL reads.",
    .reads = "zones",
    .source = "OGC Simple Features through GDAL's vector drivers",
    .param = kt_zones_param,
    .nparam = KT_ZONES_NPARAM,
    .run = run,
};
