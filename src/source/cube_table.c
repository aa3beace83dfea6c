/* A statistical table made a table by area, for the importers that read rows: a row for each area of the
 * division that the study uses, columns for the total, ages, languages and measures of the study's year.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"
#include "pivot_internal.h"

#include <katve/divisions.h>
#include <katve/names.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void put(struct pivot *p, size_t row, size_t col, double v)
{
    p->sum[row * p->ncol + col] += v;
    p->count[row * p->ncol + col]++;
}

/* Which parts of the table a value belongs to: its total, an age, a language, a measure. */
static void one_value(struct pivot *p, const size_t *at, double v)
{
    int32_t row = -1, age = 0, lang = -1;
    size_t measure = SIZE_MAX, m_age = 0;
    bool all_ages = true, all_langs = true, persons = true;
    for (size_t d = 0; d < p->c->ndim; d++) {
        size_t i = at[d];
        switch (p->role[d]) {
        case KT_R_AREA: row = p->row[i]; break;
        case KT_R_AGE: age = p->age[i], all_ages = p->whole[d][i]; break;
        case KT_R_LANGUAGE: lang = p->lang[i], all_langs = p->whole[d][i]; break;
        case KT_R_MEASURE:
            measure = i, persons = p->whole[d][i];
            if (p->of[KT_R_AGE] == SIZE_MAX && p->age && p->age[i] > 0) m_age = (size_t)p->age[i];
            break;
        default:
            if (!p->whole[d][i]) return;
        }
    }
    if (row < 0) return;
    size_t r = (size_t)row;
    if (persons && all_ages && all_langs) put(p, r, 0, v);
    if (persons && age > 0 && all_langs) put(p, r, (size_t)age, v);
    if (m_age) put(p, r, m_age, v);
    if (persons && lang >= 0 && all_ages) put(p, r, p->first_lang + (size_t)lang, v);
    if (measure != SIZE_MAX && all_ages && all_langs) put(p, r, p->first_measure + measure, v);
}

static enum kt_status sink(void *to, const size_t *at, const double *v, size_t n, struct kt_err *err)
{
    struct pivot *p = to;
    size_t here[KT_CUBE_DIMS], last = p->c->ndim - 1;
    (void)err;
    memcpy(here, at, p->c->ndim * sizeof *here);
    for (size_t d = 0; d < last; d++) { /* most of a large table is of other years or areas */
        if (p->role[d] == KT_R_AREA && p->row[at[d]] < 0) return KT_OK;
        if ((p->role[d] == KT_R_YEAR || p->role[d] == KT_R_SEX || p->role[d] == KT_R_OTHER) &&
            !p->whole[d][at[d]])
            return KT_OK;
    }
    for (size_t i = 0; i < n; i++, here[last]++) one_value(p, here, v[i]);
    return KT_OK;
}

/* NaN unless all parts of the sum were there. */
static double value(const struct pivot *p, size_t row, size_t col)
{
    size_t i = row * p->ncol + col;
    if (p->count[i] < p->expected[col] && !p->c->sparse_zero) return NAN;
    return p->count[i] > p->expected[col] ? NAN : p->sum[i] * p->scale[col];
}

/* ---- areas ---- */

enum division { MUNICIPALITY, REGION, SUBREGION, PLAIN, ELSE, NDIVISION };
struct area {
    enum division division;
    const char *code, *zone; /* NULL: none */
    bool known;              /* a zone of the study, or in one */
};

static enum division division_of(const char *code, const char **bare)
{
    static const char *const prefix[] = {"KU", "MK", "SK"};
    *bare = code;
    for (int i = 0; i < 3; i++)
        if (strncmp(code, prefix[i], 2) == 0 && code[2] >= '0' && code[2] <= '9') {
            *bare = code + 2;
            return (enum division)i;
        }
    return *code && code[strspn(code, "0123456789")] == '\0' ? PLAIN : ELSE;
}

/* How names become codes: the zones', and those of municipalities that are no more. */
struct naming {
    struct kt_name_join *join;
    struct kt_names *names;
    struct kt_divisions changes;
};

/* The code of an area that has a name only. A municipality that merged keeps its old code, which is
 * followed when the study is joined. */
static const char *code_of_name(const struct pivot *p, const struct naming *by, const char *name)
{
    if (kt_names_find(by->names, name).how == KT_MATCH_NONE) {
        const char *ended = kt_division_ended(&by->changes, name);
        if (ended) return ended;
    }
    int32_t z = kt_name_join(by->join, name, 0);
    return z >= 0 ? p->c->st->level[0].code[z] : NULL;
}

/* "Etu-Töölö (Helsinki)": the municipality of a postal area. */
static const char *zone_in_brackets(const struct pivot *p, const struct naming *by, const char *label)
{
    const char *open = strrchr(label, '('), *close = open ? strchr(open, ')') : NULL;
    if (!close || close[1]) return NULL;
    struct kt_match m = kt_names_find(by->names, kt_strndup(p->tmp, open + 1, (size_t)(close - open - 1)));
    return m.zone >= 0 ? p->c->st->level[0].code[m.zone] : NULL;
}

/* Zones are there (by != NULL) when people are read, and not yet when a table completes the zones. */
static void identify(const struct pivot *p, const struct kt_cube_dim *dim, const struct naming *by,
                     struct area *a, size_t i)
{
    const char *label = kt_dim_label(dim, i), *bare;
    const struct kt_zones *zs = &p->c->st->level[0];
    *a = (struct area){.division = ELSE};
    if (dim->code) {
        a->division = division_of(dim->code[i], &bare);
        a->code = bare;
        if (!by) return;
        if (kt_zone_find(zs, bare) < 0 && kt_zone_find(zs, dim->code[i]) >= 0) a->code = dim->code[i];
        a->known = kt_zone_find(zs, a->code) >= 0;
        /* A code of another year's division is followed later. */
        a->zone = a->known || (zs->n && strlen(a->code) == strlen(zs->code[0]))
                      ? a->code
                      : zone_in_brackets(p, by, label);
        a->known |= a->zone && a->zone != a->code;
    } else if (!kt_word_total(label)) {
        a->division = PLAIN;
        if (by) a->code = a->zone = code_of_name(p, by, label);
        a->known = a->zone != NULL;
    }
}

static const char *const level_word[] = {"municipality", "region", "subregion"};

/* The division that the study uses: the one with most zones, or the one of the level's name. */
static enum division division_of_study(const struct pivot *p, const struct area *a, size_t n, bool zones)
{
    size_t count[NDIVISION] = {0}, best = PLAIN;
    const char *level = zones ? "" : kt_section_str(p->c->st, p->section, "level", *p->tmp);
    for (size_t i = 0; i < n; i++)
        if (zones ? a[i].known : a[i].code != NULL) count[a[i].division]++;
    for (size_t k = 0; k < NDIVISION; k++)
        if (count[k] > count[best]) best = k;
    for (size_t k = 0; k < 3; k++)
        if (count[k] && kt_streq(level, level_word[k])) best = k;
    return (enum division)best;
}

static void tell_areas(const struct pivot *p, const struct kt_cube_dim *dim, size_t other)
{
    if (!other) return;
    kt_issues_add(&p->c->st->issues, KT_NOTE, "other-division", p->c->file, 0, kt_dim_name(dim),
                  kt_printf(p->tmp,
                            "%zu of %zu areas are of another division (the whole country, regions, "
                            "sub-regions); they were left out",
                            other, dim->n),
                  "Nothing, if the zones of the study have theirs.");
}

static enum kt_status areas(struct pivot *p, bool zones, struct area **out, struct kt_err *err)
{
    const struct kt_cube_dim *dim = &p->c->dim[p->of[KT_R_AREA]];
    struct area *a = *out = KT_NEW(p->tmp, struct area, dim->n);
    size_t other = 0;
    p->row = KT_NEW(p->tmp, int32_t, dim->n);
    struct naming by = {0};
    if (zones) {
        const struct kt_zones *zs = &p->c->st->level[0];
        size_t nbad;
        by.names = kt_names_build(zs, p->tmp);
        by.join = kt_name_join_open(p->c->st, zs, p->c->file, kt_dim_name(dim), p->tmp);
        by.changes = kt_divisions_read(NULL, p->tmp, &nbad);
    }
    for (size_t i = 0; i < dim->n; i++) identify(p, dim, zones ? &by : NULL, &a[i], i);
    if (zones) kt_name_join_close(by.join);
    enum division use = division_of_study(p, a, dim->n, zones);
    for (size_t i = 0; i < dim->n; i++) {
        bool named = !zones && !dim->code; /* whoever completes zones joins the names */
        bool mine = a[i].division == use && (a[i].code || named);
        other += a[i].division != use;
        p->row[i] = mine ? (int32_t)p->nrow++ : -1;
    }
    tell_areas(p, dim, other);
    if (p->nrow) return KT_OK;
    return kt_cube_refuse(p->c, err, 0, "Check the dimension of areas and the codes of the zones.",
                          "none of its %zu areas is a zone of the study (the first is \"%.80s\")", dim->n,
                          kt_dim_label(dim, 0));
}

/* ---- languages ---- */

/* The languages of the law stand whatever their number; of the others those with most speakers do. */
static void keep_languages(struct pivot *p)
{
    double *rank = KT_NEW(p->tmp, double, p->nlang);
    size_t *order = KT_NEW(p->tmp, size_t, p->nlang);
    for (size_t l = 0; l < p->nlang; l++) {
        for (size_t r = 0; r < p->nrow; r++) rank[l] -= p->sum[r * p->ncol + p->first_lang + l];
        for (int own = 0; own < 3; own++)
            if (kt_streq(p->langs[l], (const char *const[]){"fi", "sv", "se"}[own])) rank[l] = -INFINITY;
    }
    kt_order(rank, p->nlang, order);
    bool *keep = KT_NEW(p->tmp, bool, p->nlang);
    for (size_t i = 0; i < p->nlang && i < KT_LANGS_MAX; i++) keep[order[i]] = true;
    for (size_t l = 0; l < p->nlang; l++)
        if (keep[l]) p->kept[p->nkept++] = l;
    if (p->nlang > p->nkept)
        kt_issues_add(&p->c->st->issues, KT_NOTE, "languages-joined", p->c->file, 0,
                      kt_dim_name(&p->c->dim[p->of[KT_R_LANGUAGE]]),
                      kt_printf(p->tmp,
                                "the table has %zu languages; Finnish, Swedish, Sámi and those with most "
                                "speakers make %zu, the rest are \"other\"",
                                p->nlang, p->nkept),
                      "Nothing.");
}

/* ---- rows ---- */

static void field(OGRLayerH layer, const char *name, OGRFieldType type)
{
    if (OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), name) >= 0) return;
    OGRFieldDefnH f = OGR_Fld_Create(name, type);
    (void)OGR_L_CreateField(layer, f, FALSE);
    OGR_Fld_Destroy(f);
}

static void set_text(OGRFeatureH f, const char *name, const char *s)
{
    int i = OGR_F_GetFieldIndex(f, name);
    if (i >= 0 && s && *s) OGR_F_SetFieldString(f, i, s);
}

static void set_number(OGRFeatureH f, const char *name, double x)
{
    int i = OGR_F_GetFieldIndex(f, name);
    if (i >= 0 && isfinite(x)) OGR_F_SetFieldDouble(f, i, x);
}

/* x or y when the measure is the coordinate of an area's centre. */
static const char *coordinate(const char *s)
{
    static const char *const x[] = {"euref_x", "X coordinate", "X-koordinaatti", "X-koordinat"},
                             *const y[] = {"euref_y", "Y coordinate", "Y-koordinaatti", "Y-koordinat"};
    for (int i = 0; i < 4; i++) {
        if (strncmp(s, x[i], strlen(x[i])) == 0) return "x";
        if (strncmp(s, y[i], strlen(y[i])) == 0) return "y";
    }
    return NULL;
}

const char *kt_age_name(const struct kt_ages *ages, size_t i, struct kt_arena *a)
{
    if (ages->max[i] == 999) return kt_printf(a, "%d-", ages->min[i]);
    if (ages->max[i] == ages->min[i]) return kt_printf(a, "%d", ages->min[i]);
    return kt_printf(a, "%d-%d", ages->min[i], ages->max[i]);
}

static const char *const name_field[KT_NLANG] = {"name_fi", "name_sv", "name_en"};

static void fields(const struct pivot *p, OGRLayerH layer)
{
    static const char *const text[] = {"id", "code", "zone", "name", "name_fi", "name_sv", "name_en"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) field(layer, text[i], OFTString);
    bool counts = p->of[KT_R_MEASURE] == SIZE_MAX || p->persons >= 0;
    if (counts) field(layer, "total", OFTReal), field(layer, "population", OFTReal);
    for (size_t i = 0; i < p->ages.n; i++) field(layer, kt_age_name(&p->ages, i, p->tmp), OFTReal);
    for (size_t l = 0; l < p->nkept; l++) field(layer, p->langs[p->kept[l]], OFTReal);
    if (p->nlang) field(layer, "other", OFTReal);
    for (size_t m = 0; m < p->nmeasure; m++) {
        const struct kt_cube_dim *dim = &p->c->dim[p->of[KT_R_MEASURE]];
        const char *axis = coordinate(kt_dim_id(dim, m));
        if (axis) field(layer, axis, OFTReal);
        field(layer, kt_dim_id(dim, m), OFTReal);
        field(layer, kt_dim_label(dim, m), OFTReal);
    }
    if (p->swedish >= 0) field(layer, "sv", OFTReal);
}

/* Shares of mother tongues; "other" is what the known ones leave. */
static void languages(const struct pivot *p, OGRFeatureH f, size_t row, double total)
{
    double known = 0.0;
    for (size_t i = 0; i < p->nkept; i++) {
        size_t l = p->kept[i];
        double n = value(p, row, p->first_lang + l);
        set_number(f, p->langs[l], n / total);
        if (!kt_streq(p->langs[l], "other")) known += n;
    }
    if (p->nlang && !isnan(known) && known <= total) set_number(f, "other", (total - known) / total);
    if (p->swedish >= 0) set_number(f, "sv", value(p, row, p->first_measure + (size_t)p->swedish));
}

static void measures(const struct pivot *p, OGRFeatureH f, size_t row)
{
    for (size_t m = 0; m < p->nmeasure; m++) {
        const struct kt_cube_dim *dim = &p->c->dim[p->of[KT_R_MEASURE]];
        const char *axis = coordinate(kt_dim_id(dim, m));
        double x = value(p, row, p->first_measure + m);
        if (axis) set_number(f, axis, x);
        set_number(f, kt_dim_id(dim, m), x);
        set_number(f, kt_dim_label(dim, m), x);
    }
}

static bool add_row(const struct pivot *p, OGRLayerH layer, const struct area *a, size_t i,
                    struct kt_tally *differ)
{
    const struct kt_cube_dim *dim = &p->c->dim[p->of[KT_R_AREA]];
    size_t row = (size_t)p->row[i];
    OGRFeatureH f = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    double total = value(p, row, 0), parts = 0.0;
    set_text(f, "id", a->code);
    set_text(f, "code", a->code);
    set_text(f, "zone", a->zone);
    set_text(f, "name", kt_dim_label(dim, i));
    for (int l = 0; l < KT_NLANG; l++)
        if (dim->label[l]) set_text(f, name_field[l], dim->label[l][i]);
    for (size_t k = 0; k < p->ages.n; k++) {
        double n = value(p, row, 1 + k);
        set_number(f, kt_age_name(&p->ages, k, p->tmp), n);
        parts += n;
    }
    if (p->ages.n && isnan(total)) total = parts;
    if (p->ages.n && p->of[KT_R_AGE] != SIZE_MAX && fabs(parts - total) > 0.5)
        kt_tally_add(p->c->st, differ, 0, "%.60s: the ages add up to %.0f, the table says %.0f",
                     kt_dim_label(dim, i), parts, total);
    measures(p, f, row);
    languages(p, f, row, total);
    set_number(f, "total", total);
    set_number(f, "population", total);
    bool good = OGR_L_CreateFeature(layer, f) == OGRERR_NONE;
    OGR_F_Destroy(f);
    return good;
}

static GDALDatasetH rows(const struct pivot *p, const struct area *a, struct kt_cube_columns *t)
{
    GDALDatasetH ds = GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH layer = ds ? GDALDatasetCreateLayer(ds, "table", NULL, wkbNone, NULL) : NULL;
    if (!layer) return ds;
    struct kt_tally differ = {KT_WARNING, "ages-and-total", p->c->file, "", "Fetch the table again.", 0};
    fields(p, layer);
    for (size_t i = 0; i < p->c->dim[p->of[KT_R_AREA]].n; i++)
        if (p->row[i] >= 0 && !add_row(p, layer, &a[i], i, &differ)) break;
    kt_tally_close(p->c->st, &differ);
    *t = (struct kt_cube_columns){.is = true, .ages = p->ages};
    for (size_t l = 0; l < p->nkept; l++)
        t->lang[t->nlang++] = kt_strdup(p->c->st->keep, p->langs[p->kept[l]]);
    if (p->swedish >= 0 && !p->nlang) t->lang[t->nlang++] = "sv";
    return ds;
}

static enum kt_status pivot_table(struct kt_cube *c, const struct kt_vector_source *src, struct kt_arena *tmp,
                                  GDALDatasetH *ds, struct kt_cube_columns *t, struct kt_err *err)
{
    struct pivot *p = KT_NEW(tmp, struct pivot, 1);
    struct area *a;
    p->c = c, p->section = src->section, p->tmp = tmp;
    bool zones = c->st->nlevel > 0 && strncmp(src->section, "zones", 5) != 0;
    KT_TRY(kt_pivot_plan(p, err));
    KT_TRY(areas(p, zones, &a, err));
    KT_TRY(kt_pivot_columns(p, err));
    KT_TRY(kt_cube_read(c, sink, p, err));
    keep_languages(p);
    *ds = rows(p, a, t);
    return *ds ? KT_OK : kt_fail(err, KT_EFAULT, "no room for a table in memory");
}

bool kt_table_knows(const struct kt_vector_source *src)
{
    return (src->format && *src->format) || kt_cube_recognise(src->path, "") != NULL;
}

enum kt_status kt_table_open(struct kt_study *st, const struct kt_vector_source *src, struct kt_arena tmp,
                             GDALDatasetH *ds, struct kt_cube_columns *t, struct kt_err *err)
{
    struct kt_cube c;
    enum kt_status s = kt_cube_open(&c, st, src->path, src->format ? src->format : "", src->encoding,
                                    kt_section_str(st, src->section, "regions", tmp), &tmp, err);
    if (s == KT_OK) s = pivot_table(&c, src, &tmp, ds, t, err);
    kt_cube_close(&c);
    return s;
}
