/* sites_register: service points with what they offer. Blank is unknown, never no.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

#include <string.h>
#include <strings.h>

/* clang-format off */
static const char *const field_name[KT_SF_N] = {
    "id", "name_fi", "name_sv", "name_en", "provider_name", "provider_type", "form", "sub_form",
    "municipality", "x", "y", "lon", "lat", "languages", "hours_week", "supports", "appointment", "fee",
    "groups", "topics", "step_free", "source", "updated_on", "hours", "self_service", "service_area",
    "address", "postal_code", "post_office", "phone", "web"};
/* clang-format on */

static enum kt_status parse_rules(struct kt_register *r, const char *text, struct kt_err *err)
{
    const char *file = kt_settings_file(r->v->st->set), *key = "sites.supports_when";
    for (const char *p = text; *p;) {
        char one[160];
        size_t n = strcspn(p, "|");
        if (n >= sizeof one || r->nrule == KT_RULES_MAX)
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
        struct kt_rule *rule = &r->rule[r->nrule++];
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

static enum kt_tri supports(struct kt_register *r)
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
    if (r->col[KT_SF_SUPPORTS] < 0) return KT_YES; /* a register of support lists supporting places */
    bool known;
    const char *met = kt_vector_text(v, r->col[KT_SF_SUPPORTS]);
    enum kt_tri t = kt_word_tri(met, &known);
    if (!known)
        kt_tally_add(v->st, &r->value, v->rowno,
                     "supports: \"%.40s\" is neither yes nor no; taken as unknown", met);
    return t;
}

/* A word of a closed list; what is not in it is unknown and said so. */
static const char *word(struct kt_register *r, enum kt_site_field f, const char *(*own)(const char *))
{
    const char *met = kt_vector_text(r->v, r->col[f]);
    const char *w = met ? own(met) : NULL;
    if (met && !w)
        kt_tally_add(r->v->st, &r->value, r->v->rowno, "%s: \"%.40s\" is not a known value; taken as unknown",
                     field_name[f], met);
    return w;
}

static const char *languages(struct kt_register *r)
{
    struct kt_vector *v = r->v;
    const char *met = kt_vector_text(v, r->col[KT_SF_LANGUAGES]);
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

static void place(struct kt_register *r, size_t s)
{
    struct kt_vector *v = r->v;
    const int *col = r->col;
    double *x = &v->st->sites.x[s], *y = &v->st->sites.y[s];
    *x = *y = NAN;
    if (col[KT_SF_X] >= 0 && col[KT_SF_Y] >= 0) {
        (void)kt_place_columns(v, col[KT_SF_X], col[KT_SF_Y], false, x, y);
        return;
    }
    if (col[KT_SF_LON] >= 0 && col[KT_SF_LAT] >= 0) {
        (void)kt_place_columns(v, col[KT_SF_LON], col[KT_SF_LAT], true, x, y);
        return;
    }
    OGRGeometryH g = OGR_F_GetGeometryRef(v->row);
    if (g && kt_outline_inside(g, x, y)) (void)kt_place_point(v, x, y);
}

static const char *day(struct kt_register *r)
{
    char iso[11];
    const char *met = kt_vector_text(r->v, r->col[KT_SF_UPDATED_ON]);
    if (!met) return NULL;
    if (kt_word_day(met, iso)) return kt_strdup(r->v->st->keep, iso);
    kt_tally_add(r->v->st, &r->value, r->v->rowno, "updated_on: \"%.40s\" is no day such as 2020-06-01", met);
    return NULL;
}

/* "491; 092", "*" or "koko maa": codes as they are, blanks off; the study's freeze checks them. */
static const char *service_area(struct kt_register *r)
{
    static const char *const whole[] = {"*", "koko maa", "hela landet", "nationwide", "whole country"};
    const char *met = kt_vector_text(r->v, r->col[KT_SF_SERVICE_AREA]), *list = NULL;
    for (size_t i = 0; met && i < sizeof whole / sizeof *whole; i++)
        if (strcasecmp(met, whole[i]) == 0) return "*";
    for (const char *p = met; p && *p;) {
        size_t n = strcspn(p, ";,|"), from = 0, to = n;
        while (from < n && p[from] == ' ') from++;
        while (to > from && p[to - 1] == ' ') to--;
        list = kt_sites_append(r->v->st->keep, list,
                               kt_printf(r->v->st->keep, "%.*s", (int)(to - from), p + from));
        p += n + (p[n] != '\0');
    }
    return list;
}

static void read_contact(struct kt_register *r, size_t s)
{
    struct kt_vector *v = r->v;
    struct kt_sites *ss = &v->st->sites;
    ss->service_area[s] = service_area(r);
    ss->address[s] = kt_vector_keep(v, r->col[KT_SF_ADDRESS]);
    ss->postal_code[s] = kt_vector_code(v, r->col[KT_SF_POSTAL_CODE]);
    ss->post_office[s] = kt_vector_keep(v, r->col[KT_SF_POST_OFFICE]);
    ss->phone[s] = kt_vector_keep(v, r->col[KT_SF_PHONE]);
    ss->web[s] = kt_vector_keep(v, r->col[KT_SF_WEB]);
}

/* A code, or the name that some registers write in its place. */
static const char *municipality(struct kt_register *r)
{
    const char *met = kt_vector_code(r->v, r->col[KT_SF_MUNICIPALITY]);
    if (!met || !r->municipalities || met[strcspn(met, "0123456789")]) return met;
    return kt_site_municipality(r->v->st, r->municipalities, met, r->v->rowno, &r->town);
}

static void read_site(struct kt_register *r)
{
    struct kt_vector *v = r->v;
    struct kt_sites *ss = &v->st->sites;
    const int *col = r->col;
    size_t s = kt_sites_add(v->st, v->rowno);
    const char *id = kt_vector_code(v, col[KT_SF_ID]);
    ss->id[s] = id ? id : kt_printf(v->st->keep, "%06zu", v->nread);
    for (int l = 0; l < KT_NLANG; l++) ss->name[l][s] = kt_vector_keep(v, col[KT_SF_NAME_FI + l]);
    kt_sites_complete_names(v->st, s);
    ss->provider_name[s] = kt_vector_keep(v, col[KT_SF_PROVIDER_NAME]);
    ss->provider_type[s] = word(r, KT_SF_PROVIDER_TYPE, kt_word_provider);
    ss->form[s] = word(r, KT_SF_FORM, kt_word_form);
    ss->sub_form[s] = word(r, KT_SF_SUB_FORM, kt_word_sub_form);
    if (!ss->form[s]) ss->form[s] = kt_word_form_of(ss->sub_form[s]);
    ss->municipality[s] = municipality(r);
    place(r, s);
    ss->languages[s] = languages(r);
    kt_register_hours(r, s);
    ss->supports[s] = (int8_t)supports(r);
    ss->appointment[s] = word(r, KT_SF_APPOINTMENT, kt_word_appointment);
    ss->fee[s] = word(r, KT_SF_FEE, kt_word_fee);
    ss->groups[s] = kt_vector_keep(v, col[KT_SF_GROUPS]);
    ss->topics[s] = kt_vector_keep(v, col[KT_SF_TOPICS]);
    bool known;
    ss->step_free[s] = (int8_t)kt_word_tri(kt_vector_text(v, col[KT_SF_STEP_FREE]), &known);
    ss->source[s] = kt_vector_keep(v, col[KT_SF_SOURCE]);
    ss->updated_on[s] = day(r);
    read_contact(r, s);
}

static enum kt_status read_sites(struct kt_register *r, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_vector *v = r->v;
    for (int f = 0; f < KT_SF_N; f++)
        KT_TRY(kt_vector_bind(v, "columns", field_name[f], false, &r->col[f], err));
    /* A register written in degrees often has both; metres are wanted, so x and y go first. */
    KT_TRY(parse_rules(r, kt_section_str(v->st, v->src.section, "supports_when", tmp), err));
    if (r->col[KT_SF_NAME_FI] < 0 && r->col[KT_SF_NAME_SV] < 0 && r->col[KT_SF_NAME_EN] < 0)
        KT_TRY(kt_vector_bind(v, "columns", "name_fi", true, &r->col[KT_SF_NAME_FI], err));
    if ((r->col[KT_SF_X] < 0 || r->col[KT_SF_Y] < 0) && (r->col[KT_SF_LON] < 0 || r->col[KT_SF_LAT] < 0) &&
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
    r->town = (struct kt_tally){KT_WARNING,     "municipality-by-name",          v->file,
                                "municipality", "Give the municipality's code.", 0};
    r->municipalities = kt_site_municipalities(v->st);
    r->refused = (struct kt_tally){KT_WARNING,
                                   "hours-not-understood",
                                   v->file,
                                   "hours",
                                   "Write them as Mo-Fr 10:00-18:00; Sa 10:00-15:00; PH off.",
                                   0};
    r->doubtful = (struct kt_tally){
        KT_NOTE, "doubtful-hours", v->file, "hours", "Check the hours with the provider.", 0};
    r->differ =
        (struct kt_tally){KT_WARNING,
                          "hours-differ",
                          v->file,
                          "hours_week",
                          "Correct the one that is wrong; hours_week counts support, hours says when.",
                          0};
    kt_sites_reserve(v->st, v->file, v->nrow);
    while (kt_vector_next(v)) read_site(r);
    kt_tally_close(v->st, &r->value);
    kt_tally_close(v->st, &r->language);
    kt_tally_close(v->st, &r->hours);
    kt_tally_close(v->st, &r->refused);
    kt_tally_close(v->st, &r->doubtful);
    kt_tally_close(v->st, &r->differ);
    kt_tally_close(v->st, &r->town);
    return KT_OK;
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_vector v;
    struct kt_register *r = KT_NEW(&tmp, struct kt_register, 1);
    struct kt_vector_source src = kt_vector_section(st, section, "sites", &tmp);
    r->v = &v;
    enum kt_status status = kt_vector_open(&v, st, &src, &tmp, err);
    r->tmp = tmp; /* behind what the open source holds */
    if (status == KT_OK) status = read_sites(r, tmp, err);
    return kt_vector_close(&v, status, err);
}

static const struct kt_param param[] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Register of service points."},
    KT_SOURCE_PARAMS,
    {"columns", KT_T_MAP, "", "", 0, 0, NULL,
     "Columns: id, name_fi, name_sv, name_en, provider_name, provider_type (municipality, state, ngo, "
     "education, company, library, other), form (near, remote, training), sub_form (service_point, "
     "peer_support, home_visit, chat, phone, video, course, online_course, college_course, recording), "
     "municipality (code or name), x and y or lon and lat, languages (fi;sv), hours_week (staffed support), "
     "hours and "
     "self_service (OSM opening_hours: Mo-Fr 10:00-18:00; PH off), service_area (codes of zones, or * for "
     "the country: telephone, video, home visits), supports (yes, no), appointment (no, optional, "
     "required), fee (free, conditional, paid), groups, topics, "
     "step_free, source, updated_on, address, postal_code, post_office, phone, web."},
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
