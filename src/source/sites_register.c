/* sites_register: service points with what they offer. Blank is unknown, never no.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sites_internal.h"
#include "vector_internal.h"

#include <string.h>

enum field {
    ID,
    NAME_FI,
    NAME_SV,
    NAME_EN,
    PROVIDER_NAME,
    PROVIDER_TYPE,
    FORM,
    SUB_FORM,
    MUNICIPALITY,
    X,
    Y,
    LON,
    LAT,
    LANGUAGES,
    HOURS_WEEK,
    SUPPORTS,
    APPOINTMENT,
    FEE,
    GROUPS,
    TOPICS,
    STEP_FREE,
    SOURCE,
    UPDATED_ON,
    NFIELD
};
static const char *const field_name[NFIELD] = {
    "id",         "name_fi",      "name_sv",     "name_en", "provider_name", "provider_type", "form",
    "sub_form",   "municipality", "x",           "y",       "lon",           "lat",           "languages",
    "hours_week", "supports",     "appointment", "fee",     "groups",        "topics",        "step_free",
    "source",     "updated_on"};

/* "digituki=1|it_guidance=1": a site supports when any of the columns has its value. */
enum { RULES_MAX = 16 };
struct rule {
    int col;
    char value[64];
};

struct register_reader {
    struct kt_vector *v;
    int col[NFIELD];
    size_t nrule;
    struct rule rule[RULES_MAX];
    struct kt_tally value, language, hours;
};

static enum kt_status parse_rules(struct register_reader *r, const char *text, struct kt_err *err)
{
    const char *file = kt_settings_file(r->v->st->set), *key = "sites.supports_when";
    for (const char *p = text; *p;) {
        char one[160];
        size_t n = strcspn(p, "|");
        if (n >= sizeof one || r->nrule == RULES_MAX)
            return kt_study_refuse(r->v->st, err, "bad-rule", file, 0, key,
                                   "Write it as column=1|other_column=1.", "the rule is too long");
        memcpy(one, p, n);
        one[n] = '\0';
        p += n + (p[n] == '|');
        char *equals = strchr(one, '='), *name = one;
        if (!equals)
            return kt_study_refuse(r->v->st, err, "bad-rule", file, 0, key,
                                   "Write it as column=1|other_column=1.",
                                   "\"%.60s\" is not of the form column=value", one);
        *equals = '\0';
        while (*name == ' ') name++;
        for (char *e = equals; e > name && e[-1] == ' ';) *--e = '\0';
        const char *value = equals + 1;
        while (*value == ' ') value++;
        size_t m = strlen(value);
        while (m && value[m - 1] == ' ') m--;
        struct rule *rule = &r->rule[r->nrule++];
        if (m >= sizeof rule->value) m = sizeof rule->value - 1;
        memcpy(rule->value, value, m);
        rule->value[m] = '\0';
        struct kt_term term;
        KT_TRY(kt_vector_term(r->v, key, name, &term, err));
        rule->col = term.col[0];
    }
    return KT_OK;
}

static bool same_value(const char *met, const char *wanted)
{
    double a, b;
    if (kt_streq(met, wanted)) return true;
    return kt_parse_num(met, &a) && kt_parse_num(wanted, &b) && a == b;
}

static enum kt_tri supports(struct register_reader *r)
{
    struct kt_vector *v = r->v;
    if (r->nrule) {
        bool any = false;
        for (size_t i = 0; i < r->nrule; i++) {
            const char *met = kt_vector_text(v, r->rule[i].col);
            if (met && same_value(met, r->rule[i].value)) return KT_YES;
            any |= met != NULL;
        }
        return any ? KT_NO : KT_UNKNOWN;
    }
    if (r->col[SUPPORTS] < 0) return KT_YES; /* a register of support lists supporting places */
    bool known;
    const char *met = kt_vector_text(v, r->col[SUPPORTS]);
    enum kt_tri t = kt_word_tri(met, &known);
    if (!known)
        kt_tally_add(v->st, &r->value, v->rowno,
                     "supports: \"%.40s\" is neither yes nor no; taken as unknown", met);
    return t;
}

/* A word of a closed list; what is not in it is unknown and said so. */
static const char *word(struct register_reader *r, enum field f, const char *(*own)(const char *))
{
    const char *met = kt_vector_text(r->v, r->col[f]);
    const char *w = met ? own(met) : NULL;
    if (met && !w)
        kt_tally_add(r->v->st, &r->value, r->v->rowno, "%s: \"%.40s\" is not a known value; taken as unknown",
                     field_name[f], met);
    return w;
}

static const char *languages(struct register_reader *r)
{
    struct kt_vector *v = r->v;
    const char *met = kt_vector_text(v, r->col[LANGUAGES]);
    if (!met) return NULL;
    char list[256] = "";
    size_t used = 0;
    for (const char *p = met; *p;) {
        size_t n = strcspn(p, ";,|/"), from = 0, to = n;
        while (from < n && p[from] == ' ') from++;
        while (to > from && p[to - 1] == ' ') to--;
        const char *code = kt_word_language(p + from, to - from);
        if (!code && to > from)
            kt_tally_add(v->st, &r->language, v->rowno, "\"%.*s\" is no language code",
                         (int)(to - from > 40 ? 40 : to - from), p + from);
        if (code && used + strlen(code) + 2 < sizeof list) {
            if (used) list[used++] = ';';
            memcpy(list + used, code, strlen(code) + 1);
            used += strlen(code);
        }
        p += n + (p[n] != '\0');
    }
    return used ? kt_strdup(v->st->keep, list) : NULL;
}

static double hours(struct register_reader *r)
{
    struct kt_vector *v = r->v;
    double h;
    enum kt_number got = kt_vector_number(v, r->col[HOURS_WEEK], &h);
    if (got == KT_NUM_BAD || h < 0.0 || h > 168.0) {
        const char *met = kt_vector_text(v, r->col[HOURS_WEEK]);
        kt_tally_add(v->st, &r->hours, v->rowno, "%.40s%s; taken as unknown", met ? met : "",
                     got == KT_NUM_BAD ? " is no number of hours" : " hours a week");
        return NAN;
    }
    return h;
}

static void place(struct register_reader *r, size_t s)
{
    struct kt_vector *v = r->v;
    const int *col = r->col;
    double *x = &v->st->sites.x[s], *y = &v->st->sites.y[s];
    *x = *y = NAN;
    if (col[X] >= 0 && col[Y] >= 0) {
        (void)kt_place_columns(v, col[X], col[Y], false, x, y);
        return;
    }
    if (col[LON] >= 0 && col[LAT] >= 0) {
        (void)kt_place_columns(v, col[LON], col[LAT], true, x, y);
        return;
    }
    OGRGeometryH g = OGR_F_GetGeometryRef(v->row);
    if (g && kt_outline_inside(g, x, y)) (void)kt_place_point(v, x, y);
}

static const char *day(struct register_reader *r)
{
    char iso[11];
    const char *met = kt_vector_text(r->v, r->col[UPDATED_ON]);
    if (!met) return NULL;
    if (kt_word_day(met, iso)) return kt_strdup(r->v->st->keep, iso);
    kt_tally_add(r->v->st, &r->value, r->v->rowno, "updated_on: \"%.40s\" is no day such as 2020-06-01", met);
    return NULL;
}

static void read_site(struct register_reader *r)
{
    struct kt_vector *v = r->v;
    struct kt_sites *ss = &v->st->sites;
    const int *col = r->col;
    size_t s = ss->n++;
    const char *id = kt_vector_code(v, col[ID]);
    v->st->pending.site_row[s] = v->rowno;
    ss->id[s] = id ? id : kt_printf(v->st->keep, "%06zu", v->nread);
    const char *any = NULL;
    for (int l = 0; l < KT_NLANG; l++) {
        ss->name[l][s] = kt_vector_keep(v, col[NAME_FI + l]);
        if (!any) any = ss->name[l][s];
    }
    for (int l = 0; l < KT_NLANG; l++)
        if (!ss->name[l][s]) ss->name[l][s] = any ? any : ss->id[s];
    ss->provider_name[s] = kt_vector_keep(v, col[PROVIDER_NAME]);
    ss->provider_type[s] = word(r, PROVIDER_TYPE, kt_word_provider);
    ss->form[s] = word(r, FORM, kt_word_form);
    ss->sub_form[s] = kt_vector_keep(v, col[SUB_FORM]);
    ss->municipality[s] = kt_vector_code(v, col[MUNICIPALITY]);
    ss->zone[s] = -1;
    place(r, s);
    ss->languages[s] = languages(r);
    ss->hours_week[s] = hours(r);
    ss->supports[s] = (int8_t)supports(r);
    ss->appointment[s] = word(r, APPOINTMENT, kt_word_appointment);
    ss->fee[s] = word(r, FEE, kt_word_fee);
    ss->groups[s] = kt_vector_keep(v, col[GROUPS]);
    ss->topics[s] = kt_vector_keep(v, col[TOPICS]);
    bool known;
    ss->step_free[s] = (int8_t)kt_word_tri(kt_vector_text(v, col[STEP_FREE]), &known);
    ss->source[s] = kt_vector_keep(v, col[SOURCE]);
    ss->updated_on[s] = day(r);
}

static void allocate(struct kt_study *st, size_t n)
{
    struct kt_sites *ss = &st->sites;
    const char ***text[] = {
        &ss->id,     &ss->name[0],  &ss->name[1],      &ss->name[2],   &ss->provider_name, &ss->provider_type,
        &ss->form,   &ss->sub_form, &ss->municipality, &ss->languages, &ss->appointment,   &ss->fee,
        &ss->groups, &ss->topics,   &ss->source,       &ss->updated_on};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) *text[i] = KT_NEW(st->keep, const char *, n);
    ss->zone = KT_NEW(st->keep, int32_t, n);
    ss->x = KT_NEW(st->keep, double, n);
    ss->y = KT_NEW(st->keep, double, n);
    ss->hours_week = KT_NEW(st->keep, double, n);
    ss->supports = KT_NEW(st->keep, int8_t, n);
    ss->step_free = KT_NEW(st->keep, int8_t, n);
    st->pending.site_row = KT_NEW(st->keep, long, n);
    st->pending.site_rows = n;
}

static enum kt_status read_sites(struct register_reader *r, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_vector *v = r->v;
    for (int f = 0; f < NFIELD; f++)
        KT_TRY(kt_vector_bind(v, "columns", field_name[f], false, &r->col[f], err));
    /* A register written in degrees often has both; metres are wanted, so x and y go first. */
    KT_TRY(parse_rules(r, kt_section_str(v->st, v->src.section, "supports_when", tmp), err));
    if (r->col[NAME_FI] < 0 && r->col[NAME_SV] < 0 && r->col[NAME_EN] < 0)
        KT_TRY(kt_vector_bind(v, "columns", "name_fi", true, &r->col[NAME_FI], err));
    if ((r->col[X] < 0 || r->col[Y] < 0) && (r->col[LON] < 0 || r->col[LAT] < 0) &&
        OGR_FD_GetGeomFieldCount(v->defn) == 0)
        return kt_study_refuse(v->st, err, "missing-column", v->file, 0, "sites.columns",
                               "Map x and y, or lon and lat.", "nothing says where the sites are");
    r->value = (struct kt_tally){
        KT_WARNING, "unknown-value", v->file, "", "Use the values that `katve explain sites_register` lists.",
        0};
    r->language = (struct kt_tally){
        KT_WARNING, "unknown-language", v->file, "languages", "Use ISO 639 codes such as fi;sv;en.", 0};
    r->hours = (struct kt_tally){
        KT_WARNING, "impossible-hours", v->file, "hours_week", "Give staffed hours a week between 0 and 168.",
        0};
    v->st->pending.site_file = v->file;
    allocate(v->st, v->nrow);
    while (kt_vector_next(v)) read_site(r);
    kt_tally_close(v->st, &r->value);
    kt_tally_close(v->st, &r->language);
    kt_tally_close(v->st, &r->hours);
    return KT_OK;
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_vector v;
    struct register_reader *r = KT_NEW(&tmp, struct register_reader, 1);
    struct kt_vector_source src = kt_vector_section(st, section, "sites", &tmp);
    r->v = &v;
    enum kt_status status = kt_vector_open(&v, st, &src, &tmp, err);
    if (status == KT_OK) status = read_sites(r, tmp, err);
    return kt_vector_close(&v, status, err);
}

static const struct kt_param param[] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Register of service points."},
    KT_SOURCE_PARAMS,
    {"columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Columns: id, name_fi, name_sv, name_en, provider_name, provider_type (municipality, state, ngo, "
     "education, company, "
     "library, other), form (near, remote, training), sub_form, municipality, x and y or lon and lat, "
     "languages (fi;sv), "
     "hours_week, supports (yes, no), appointment (no, optional, required), fee (free, conditional, paid), "
     "groups, topics, "
     "step_free, source, updated_on."},
    {"supports_when", KT_T_STR, "", "", 0, 0, NULL,
     "Rule such as digituki=1|it_guidance=1: a site gives support when any part holds."},
};

const struct kt_importer kt_sites_register = {
    .name = "sites_register",
    .summary = "Service points with form, languages and staffed support hours.",
    .reads = "sites",
    .source =
        "Any GDAL vector source; fields after the French standard for digital-mediation places, adapted",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
