/* method: how the figures were made and what they must not be used for; last page of every document.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <string.h>

enum { COL_W = 84, COL_GAP = 6, INPUT_ROWS = 9, MAX_SOURCE = 200 };

/* Text that runs down two columns; without paper it only finds out how long it is. */
struct flow {
    const struct kt_doc *d;
    struct kt_canvas *cv;
    double x, y, end;
    bool measure;
};

static void advance(struct flow *f, double h)
{
    if (f->y + h <= f->end || f->x > kt_left(f->d)) return;
    f->x += COL_W + COL_GAP;
    f->y = kt_content(f->d).y;
}

static void heading(struct flow *f, const char *s)
{
    advance(f, 16);
    if (f->y > kt_content(f->d).y) f->y += 2.2;
    if (!f->measure) kt_text_as(f->cv, "H2", KT_CHART_TITLE, KT_LEFT, f->x, f->y + 3, COL_W, s);
    f->y += 5;
}

static void para(struct flow *f, const char *s)
{
    if (!s || !*s) return;
    double h = kt_para_height(f->cv, KT_BODY, COL_W, s);
    advance(f, h);
    if (!f->measure) kt_para_as(f->cv, "P", KT_BODY, f->x, f->y, COL_W, s);
    f->y += h + 1.2;
}

#define SAY(key, ...) KT_SAY(d->arena, d->lang, key, __VA_ARGS__)
#define SAY0(key)     KT_SAY0(d->arena, d->lang, key)

static const char *weight(const struct kt_doc *d, double w)
{
    return kt_num(d, w, w == round(w) ? 0 : 2);
}

static void definitions(struct flow *f)
{
    const struct kt_doc *d = f->d;
    const struct kt_report *rep = d->rep;
    const struct kt_result *r = rep->view->result;
    double w[3] = {1, 1, 0};
    if (r) memcpy(w, r->need_weight, sizeof w);
    const char *near = kt_limit(d, rep->near), *far = kt_limit(d, rep->far);
    double detour = kt_set_num(rep->study, "methods.euclid.detour", NAN);
    heading(f, SAY0(m_def));
    para(f, SAY(m_def_need, weight(d, w[0]), weight(d, w[1]), weight(d, w[2])));
    para(f, SAY0(m_def_supply));
    if (isnan(detour))
        para(f, SAY(m_def_travel_plain, near, far));
    else
        para(f, SAY(m_def_travel, kt_num(d, detour, 2), near, far));
    if (!strcmp(rep->classes.supply_column, "access")) para(f, SAY0(m_def_access));
    if (!isnan(rep->standard)) para(f, SAY(m_def_unmet, kt_num(d, rep->standard, 0)));
    para(f, SAY0(m_def_rank));
}

static void uncertainty(struct flow *f)
{
    const struct kt_doc *d = f->d;
    const struct kt_result *r = d->rep->view->result;
    if (!r || !r->ndraw) return;
    heading(f, SAY0(m_uncertainty));
    double seed = kt_set_num(d->rep->study, "run.seed", 1);
    para(f, SAY(m_unc_text, kt_num(d, (double)r->ndraw, 0), kt_printf(d->arena, "%.0f", seed)));
}

/* Inner edges of a scale: "3, 5, 10, 20", with ";" where the comma is a decimal mark. */
static const char *edges(const struct kt_doc *d, const struct kt_scale *sc)
{
    const char *out = "";
    for (size_t i = 1; i < sc->n; i++) {
        int decimals = fabs(sc->edge[i] - round(sc->edge[i])) > 1e-9 ? (sc->edge[i] < 1 ? 2 : 1) : 0;
        out = kt_printf(d->arena, "%s%s%s", out, i > 1 ? "; " : "", kt_num(d, sc->edge[i], decimals));
    }
    return *out ? out : "–";
}

static void class_edges(struct flow *f)
{
    const struct kt_doc *d = f->d;
    const struct kt_report_classes *c = &d->rep->classes;
    heading(f, SAY0(m_breaks));
    para(f, SAY(m_breaks_access, edges(d, &c->access)));
    para(f, SAY(m_breaks_need, edges(d, &c->need)));
    para(f, SAY(m_breaks_supply, edges(d, &c->supply)));
}

static size_t unknown_hours(const struct kt_sites *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) n += s->supports[i] == KT_YES && isnan(s->hours_week[i]);
    return n;
}

static void quality(struct flow *f)
{
    const struct kt_doc *d = f->d;
    const struct kt_study *st = d->rep->study;
    const struct kt_view *v = d->rep->view;
    size_t err = kt_issues_count(&st->issues, KT_ERROR),
           warn = kt_issues_count(&st->issues, KT_WARNING) - err;
    size_t note = kt_issues_count(&st->issues, KT_NOTE) - warn - err, hours = unknown_hours(&st->sites);
    heading(f, SAY0(m_quality));
    para(f, SAY(m_issues, kt_num(d, (double)err, 0), kt_num(d, (double)warn, 0), kt_num(d, (double)note, 0)));
    if (st->imputed_persons >= v->k) para(f, SAY(m_imputed, kt_num(d, kt_rounded(st->imputed_persons), 0)));
    if (hours)
        para(f, KT_SAY_N(d->arena, d->lang, (double)hours, m_hours_unknown, kt_num(d, (double)hours, 0)));
    para(f, SAY(m_hidden, kt_num(d, (double)v->nsuppressed_primary, 0), kt_num(d, v->k, 0),
                kt_num(d, (double)v->nsuppressed_secondary, 0)));
}

/* Adds the name of a source, which ends at the first colon or semicolon, to a list in words unless it
 * is there already. Bare assumptions have no source; they are counted elsewhere. */
static const char *add_source(const struct kt_doc *d, const char *list, const char *what)
{
    if (!what || !*what) return list;
    const char *one = kt_strndup(d->arena, what, strcspn(what, ":;"));
    if (strstr(list, one)) return list;
    return kt_printf(d->arena, "%s%s%s", list, *list ? "; " : "", one);
}

/* The newest year of a layer that is not after the study; the oldest one where all are. */
static int rate_year(const struct kt_rates *r, int layer, double study_year)
{
    int best = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (r->layer[i] != layer) continue;
        bool fits = isnan(study_year) || r->year[i] <= study_year, had = best && best <= study_year;
        if (!best || (fits && (!had || r->year[i] > best)) || (!fits && !had && r->year[i] < best))
            best = r->year[i];
    }
    return best;
}

static bool bare_assumption(const char *const *source, size_t i)
{
    return source && strcspn(source[i], ":;") == 10 && strncmp(source[i], "assumption", 10) == 0;
}

static const char *rate_sources(const struct kt_doc *d)
{
    const struct kt_rates *r = &d->rep->study->rates;
    double study_year = kt_set_num(d->rep->study, "study.year", NAN);
    const char *out = "";
    for (int layer = 1; layer <= 3; layer++) {
        int year = rate_year(r, layer, study_year);
        for (size_t i = 0; i < r->n; i++)
            if (r->layer[i] == layer && r->year[i] == year && !bare_assumption(r->source[KT_EN], i))
                out = add_source(d, out, r->source[d->lang] ? r->source[d->lang][i] : NULL);
    }
    return *out ? SAY(m_rate_years, out) : NULL;
}

/* Registers that the sites came from, and between which days their records were updated. */
static const char *site_sources(const struct kt_doc *d)
{
    const struct kt_sites *s = &d->rep->study->sites;
    const char *out = "", *first = NULL, *last = NULL;
    for (size_t i = 0; i < s->n; i++) {
        out = strlen(out) < MAX_SOURCE ? add_source(d, out, s->source ? s->source[i] : NULL) : out;
        const char *day = s->updated_on ? s->updated_on[i] : NULL;
        if (!day || !*day) continue;
        if (!first || strcmp(day, first) < 0) first = day;
        if (!last || strcmp(day, last) > 0) last = day;
    }
    if (!*out) return NULL;
    if (!first) return SAY(m_sites_source, out);
    const char *when = kt_day_text(d, first);
    if (strcmp(first, last) != 0) when = kt_printf(d->arena, "%s\u2009–\u2009%s", when, kt_day_text(d, last));
    return SAY(m_sites_dated, out, when);
}

/* "rural=1.4, basic=2.5": every multiplier that the study file gives to need; "" when there is none. */
static const char *odds_given(const struct kt_doc *d)
{
    static const char *const key[] = {"zone_odds", "place_odds", "education_odds", "language_odds"};
    const struct kt_settings *set = d->rep->study->set;
    const char *list = "";
    for (size_t k = 0; k < sizeof key / sizeof *key; k++) {
        const char *path = kt_printf(d->arena, "methods.need_layers.%s", key[k]);
        size_t n = set && kt_settings_has(set, path) ? kt_settings_len(set, path) : 0;
        for (size_t i = 0; i < n; i++)
            list = kt_printf(d->arena, "%s%s%s", list, *list ? ", " : "", kt_settings_str_at(set, path, i));
    }
    return list;
}

static void assumptions(struct flow *f)
{
    const struct kt_doc *d = f->d;
    const struct kt_rates *r = &d->rep->study->rates;
    size_t assumed = 0;
    for (size_t i = 0; i < r->n; i++) assumed += isnan(r->n_eff[i]) ? 1 : 0;
    heading(f, SAY0(m_assume));
    para(f, SAY0(m_assume_text));
    const char *odds = odds_given(d);
    if (*odds) para(f, SAY(m_assume_odds, odds));
    if (assumed) para(f, SAY(m_assume_rates, kt_num(d, (double)assumed, 0), kt_num(d, (double)r->n, 0)));
}

static const char *study_title(const struct kt_doc *d)
{
    static const char *const title[KT_NLANG] = {"study.title_fi", "study.title_sv", "study.title_en"};
    return kt_set_str(d->rep->study, title[d->lang], kt_set_str(d->rep->study, "study.id", "–"));
}

static void sources(struct flow *f)
{
    static const char *const told[KT_NLANG] = {"study.sources_fi", "study.sources_sv", "study.sources_en"};
    const struct kt_doc *d = f->d;
    const struct kt_study *st = d->rep->study;
    const struct kt_zones *zs = &st->level[d->rep->fine];
    const char *name = study_title(d);
    const char *date = kt_set_str(st, "study.date", NULL);
    heading(f, SAY0(m_data));
    para(f, kt_set_str(st, told[d->lang], NULL));
    if (zs->credit[d->lang] && *zs->credit[d->lang]) para(f, kt_printf(d->arena, "%s.", zs->credit[d->lang]));
    const char *water = st->water.credit[d->lang];
    if (water && *water) para(f, kt_printf(d->arena, "%s.", water));
    para(f, rate_sources(d));
    para(f, site_sources(d));
    para(f, SAY(m_map, kt_set_str(st, "study.crs", "EPSG:3067"), zs->generalised ? SAY0(m_generalised) : ""));
    para(f, date ? SAY(m_dated, name, kt_day_text(d, date)) : SAY(m_undated, name));
    para(f, SAY(m_made, d->rep->opt->version ? d->rep->opt->version : "–"));
}

/* "zones.municipality" → "Alueet (municipality)"; an unknown role stands as it is. */
static const char *role_name(const struct kt_doc *d, const char *role)
{
    static const struct {
        const char *prefix;
        enum kt_word word;
    } known[] = {{"study", KT_W_m_role_study}, {"zones", KT_W_m_role_zones}, {"people", KT_W_m_role_people},
                 {"sites", KT_W_m_role_sites}, {"rates", KT_W_m_role_rates}, {"water", KT_W_m_role_water}};
    const char *const none[] = {NULL};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i].prefix);
        if (strncmp(role, known[i].prefix, n) == 0 && (!role[n] || role[n] == '.' || role[n] == '['))
            return kt_say_list(d->arena, d->lang, known[i].word, none);
    }
    return role;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The files read, each once, and at most INPUT_ROWS of them; *all gets their number. */
static size_t inputs_shown(const struct kt_doc *d, size_t row[INPUT_ROWS], size_t *all)
{
    const struct kt_study *st = d->rep->study;
    size_t n = 0;
    *all = 0;
    for (size_t i = 0; i < st->ninput; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++)
            seen = kt_streq(st->input[k].path, st->input[i].path) &&
                   kt_streq(st->input[k].layer, st->input[i].layer);
        if (seen) continue;
        if (n < INPUT_ROWS) row[n++] = i;
        (*all)++;
    }
    return n;
}

/* What was read, by the first quarter of each checksum; the manifest has the whole. */
static void inputs(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    const struct kt_study *st = d->rep->study;
    size_t row[INPUT_ROWS], all, n = inputs_shown(d, row, &all);
    if (!n) return;
    struct kt_gridcol col[4] = {{SAY0(m_th_data), 36, true},
                                {SAY0(m_th_file), 72, true},
                                {SAY0(m_th_rows), 24, false},
                                {SAY0(m_th_sha), 42, false}};
    const char *cell[INPUT_ROWS * 4];
    for (size_t i = 0; i < n; i++) {
        const struct kt_input *in = &st->input[row[i]];
        cell[i * 4] = role_name(d, in->role);
        cell[i * 4 + 1] = base_name(in->path);
        cell[i * 4 + 2] = in->rows ? kt_num(d, (double)in->rows, 0) : "";
        cell[i * 4 + 3] = in->sha256[0] ? kt_printf(d->arena, "%.16s", in->sha256) : "–";
    }
    struct kt_grid g = {.col = col, .ncol = 4, .nrow = n, .cell = cell};
    y = kt_grid_draw(cv, &g, 0, n, KT_MARGIN, y);
    if (all > n)
        kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, KT_MARGIN, y + 4, KT_TEXT_W,
                   SAY(m_more_inputs, kt_num(d, (double)(all - n), 0)));
}

static void text(struct flow *f)
{
    const struct kt_doc *d = f->d;
    definitions(f);
    uncertainty(f);
    class_edges(f);
    quality(f);
    assumptions(f);
    heading(f, SAY0(m_limits));
    para(f, SAY0(m_limits_text));
    sources(f);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    /* "Sources on the last page" would send the reader here. */
    kt_frame(d, cv, SAY0(page_method), kt_find_method(d), SAY0(method_sub), study_title(d));
    size_t row[INPUT_ROWS], all, n = inputs_shown(d, row, &all);
    double table_y = KT_CONTENT_END - 12 - (double)n * KT_ROW_UM / 1000;
    /* Both columns of the same length: first measured as one, then broken in the middle. */
    struct flow f = {d, cv, KT_MARGIN, KT_CONTENT_Y, INFINITY, true};
    text(&f);
    double half = (f.y - KT_CONTENT_Y) / 2;
    f = (struct flow){d, cv, KT_MARGIN, KT_CONTENT_Y, fmin(table_y - 5, KT_CONTENT_Y + half + 6), false};
    text(&f);
    inputs(d, cv, fmin(table_y, KT_CONTENT_Y + half + 18));
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_box c = kt_content(d);
    struct flow f = {d, cv, c.x, c.y, c.y + c.h, false};
    kt_frame(d, cv, SAY0(page_method), kt_find_method(d), SAY0(method_sub), study_title(d));
    definitions(&f);
    /* The rest stands in the second column, below what the first could not hold. */
    if (!(f.x > c.x)) f = (struct flow){d, cv, c.x + COL_W + COL_GAP, c.y, c.y + c.h, false};
    uncertainty(&f);
    heading(&f, SAY0(m_limits));
    para(&f, SAY0(m_limits_text));
}

const struct kt_page kt_method = {
    "method",
    {{"Näin luvut on tehty", "Så är siffrorna gjorda", "How the figures were made"}},
    "Definitions, data, class edges, assumptions, limits, seed and checksums.",
    kt_page_always,
    kt_page_one_sheet,
    draw,
    slide,
};
