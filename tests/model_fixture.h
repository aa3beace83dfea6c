/* model_fixture: a study in memory for tests of methods: two regions of two municipalities, eight
 * cells, five sites. Methods run one by one with their defaults or with overrides.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODEL_FIXTURE_H
#define MODEL_FIXTURE_H

#include "test.h"

#include <katve/method.h>
#include <katve/schema.h>

#include <unistd.h>

/* All methods of the catalogue, in its order. The optional ones, and those of analysis/spatial, for
 * which these zones have no outlines, run only as the last one asked for. */
struct fx_entry {
    const struct kt_method *method;
    const char *room;
};
#define KT_ENTRY_importer(room, name)
#define KT_ENTRY_chart(room, name)
#define KT_ENTRY_page(room, name)
#define KT_ENTRY_method(room, name) extern const struct kt_method kt_##name;
#define KT(kind, room, name)        KT_ENTRY_##kind(room, name)
#include <katve/catalogue.def>
#undef KT_ENTRY_method
#define KT_ENTRY_method(room, name) {&kt_##name, #room},
static const struct fx_entry fx_methods[] = {
#include <katve/catalogue.def>
};
#undef KT
enum {
    FX_METHODS = sizeof fx_methods / sizeof *fx_methods,
    FX_ZONES = 4,
    FX_CELLS = 8,
    FX_SITES = 5,
    FX_AGES = 4
};

struct fixture {
    struct kt_arena whole, keep;
    struct kt_study st;
    struct kt_result r;
    struct kt_err err;
};

/* Cells by zone; metres. Zone A is a town, D is far from everything. */
static const double fx_x[FX_CELLS] = {0, 2000, 9000, 14000, 30000, 34000, 80000, 95000};
static const double fx_y[FX_CELLS] = {0, 1000, 2000, 0, 3000, 0, 40000, 60000};
static const int32_t fx_zone[FX_CELLS] = {0, 0, 1, 1, 2, 2, 3, 3};
static const double fx_persons[FX_CELLS][FX_AGES] = {/* 0-15, 16-64, 65-74, 75- */
                                                     {300, 1200, 250, 200}, {150, 600, 120, 90},
                                                     {80, 300, 90, 80},     {60, 240, 70, 60},
                                                     {100, 420, 130, 120},  {40, 150, 60, 70},
                                                     {20, 90, 40, 45},      {10, 60, 30, 40}};

static void fx_write_study(char path[64])
{
    const char *text = "study: {year: 2019}\nrun: {seed: 7}\n";
    strcpy(path, "/tmp/katve-model-XXXXXX.yaml");
    int fd = mkstemps(path, 5);
    if (fd < 0 || write(fd, text, strlen(text)) < 0) abort();
    close(fd);
}

static struct kt_settings *fx_settings(struct fixture *f, const char *const *over, size_t nover)
{
    static const struct kt_param study[] = {{"year", KT_T_INT, "", "2019", 0, 0, NULL, "Year."}};
    static const struct kt_param run[] = {{"seed", KT_T_INT, "", "1", 0, 0, NULL, "Seed."}};
    struct kt_section *s = KT_NEW(&f->keep, struct kt_section, FX_METHODS + 3);
    s[0] = (struct kt_section){"study", false, true, study, 1, "Study."};
    s[1] = (struct kt_section){"run", false, false, run, 1, "Run."};
    for (size_t i = 0; i < FX_METHODS; i++)
        s[i + 2] = (struct kt_section){kt_printf(&f->keep, "methods.%s", fx_methods[i].method->name),
                                       false,
                                       false,
                                       fx_methods[i].method->param,
                                       fx_methods[i].method->nparam,
                                       ""};
    for (size_t i = 0; i < kt_ncore_section; i++)
        if (strcmp(kt_core_section[i].path, "weights") == 0) s[FX_METHODS + 2] = kt_core_section[i];
    struct kt_schema schema = {s, FX_METHODS + 3};
    struct kt_settings *out = NULL;
    char path[64];
    fx_write_study(path);
    enum kt_status status =
        kt_settings_read(path, &schema, over, nover, &f->keep, &f->st.issues, &out, &f->err);
    unlink(path);
    if (status != KT_OK) {
        printf("settings: %s\n", f->err.text);
        for (size_t i = 0; i < f->st.issues.n; i++)
            printf("  %s %s\n", f->st.issues.item[i].field, f->st.issues.item[i].what);
        abort();
    }
    return out;
}

static void fx_zones(struct fixture *f)
{
    static const char *codes[3][FX_ZONES] = {{"001", "002", "003", "004"}, {"01", "02"}, {"FI"}};
    static const char *status[FX_ZONES] = {"fi-sv", "fi", "sv", NULL};
    static const size_t count[3] = {FX_ZONES, 2, 1};
    static const char *ids[3] = {"municipality", "region", "country"};
    f->st.nlevel = 3;
    for (size_t lv = 0; lv < 3; lv++) {
        struct kt_zones *z = &f->st.level[lv];
        z->level_id = ids[lv];
        z->n = count[lv];
        z->code = KT_NEW(&f->keep, const char *, z->n);
        z->parent = KT_NEW(&f->keep, int32_t, z->n);
        z->population = kt_doubles(&f->keep, z->n, NAN);
        z->lang_status = KT_NEW(&f->keep, const char *, z->n);
        for (size_t i = 0; i < z->n; i++) {
            z->code[i] = codes[lv][i];
            z->parent[i] = lv == 0 ? (int32_t)(i / 2) : lv == 1 ? 0 : -1;
            z->lang_status[i] = lv == 0 ? status[i] : NULL;
        }
        for (int l = 0; l < KT_NLANG; l++) z->name[l] = z->code;
    }
}

static void fx_cells(struct fixture *f)
{
    struct kt_cells *c = &f->st.cells;
    c->n = FX_CELLS;
    c->x = KT_NEW(&f->keep, double, c->n);
    c->y = KT_NEW(&f->keep, double, c->n);
    c->zone = KT_NEW(&f->keep, int32_t, c->n);
    c->total = KT_NEW(&f->keep, double, c->n);
    c->persons = KT_NEW(&f->keep, double, c->n *FX_AGES);
    c->lang_share = KT_NEW(&f->keep, double, c->n);
    c->ages = (struct kt_ages){.n = FX_AGES, .min = {0, 16, 65, 75}, .max = {15, 64, 74, 999}};
    c->nlang = 1;
    c->lang[0] = "sv";
    for (size_t i = 0; i < c->n; i++) {
        c->x[i] = fx_x[i];
        c->y[i] = fx_y[i];
        c->zone[i] = fx_zone[i];
        c->lang_share[i] = fx_zone[i] == 2 ? 0.5 : 0.1;
        for (size_t a = 0; a < FX_AGES; a++) {
            c->persons[i * FX_AGES + a] = fx_persons[i][a];
            c->total[i] += fx_persons[i][a];
        }
    }
}

static void fx_sites(struct fixture *f)
{
    static double x[FX_SITES] = {0, 10000, 32000, 90000, NAN}, y[FX_SITES] = {500, 0, 1000, 50000, NAN};
    static double hours[FX_SITES] = {20, 5, NAN, 40, 10};
    static int8_t supports[FX_SITES] = {KT_YES, KT_YES, KT_YES, KT_NO, KT_YES};
    static int32_t zone[FX_SITES] = {0, 1, 2, 3, 0}; /* the last by its municipality */
    static const char *form[FX_SITES] = {"near", NULL, "training", "near", "remote"};
    static const char *langs[FX_SITES] = {"fi;sv", "fi", NULL, "fi", "fi;sv"};
    static const char *id[FX_SITES] = {"s1", "s2", "s3", "s4", "s5"};
    static const char *town[FX_SITES] = {"001", "002", "003", "004", "001"};
    struct kt_sites *s = &f->st.sites;
    s->n = FX_SITES;
    s->id = id;
    s->x = KT_NEW(&f->keep, double, s->n);
    s->y = KT_NEW(&f->keep, double, s->n);
    s->hours_week = KT_NEW(&f->keep, double, s->n);
    s->supports = KT_NEW(&f->keep, int8_t, s->n);
    memcpy(s->x, x, sizeof x);
    memcpy(s->y, y, sizeof y);
    memcpy(s->hours_week, hours, sizeof hours);
    memcpy(s->supports, supports, sizeof supports);
    s->zone = zone;
    s->form = form;
    s->languages = langs;
    s->municipality = town;
}

/* Rates of 2018 and 2021 as published; layers 2 and 3 are left to the assumptions. */
static void fx_rates(struct fixture *f)
{
    static int layer[] = {1, 1, 1, 1, 1}, year[] = {2018, 2018, 2018, 2021, 2013};
    static int lo[] = {16, 65, 75, 16, 16}, hi[] = {64, 74, 89, 89, 89};
    static double rate[] = {0.02, 0.22, 0.60, 0.07, 0.15}, n_eff[] = {1350, 310, 200, 2000, 2000};
    f->st.rates = (struct kt_rates){5, layer, year, lo, hi, rate, n_eff, {NULL}};
}

static inline void fx_open(struct fixture *f, const char *const *over, size_t nover)
{
    *f = (struct fixture){.whole = kt_arena_open((size_t)1 << 30)};
    f->keep = f->whole;
    f->st.keep = &f->keep;
    kt_issues_init(&f->st.issues, &f->keep);
    f->st.set = fx_settings(f, over, nover);
    fx_zones(f);
    fx_cells(f);
    fx_sites(f);
    fx_rates(f);
    f->st.frozen = true;
    kt_result_init(&f->r, &f->keep, &f->st);
}

static inline void fx_close(struct fixture *f)
{
    kt_arena_close(f->whole);
}

/* Runs the methods in catalogue order up to and with `last`; the status of the last one run. */
static inline enum kt_status fx_run(struct fixture *f, const struct kt_method *last)
{
    struct kt_arena tmp = kt_arena_open((size_t)1 << 30);
    enum kt_status status = KT_OK;
    for (size_t i = 0; i < FX_METHODS && status == KT_OK; i++) {
        const struct kt_method *m = fx_methods[i].method;
        if (m != last && (m->optional || strcmp(fx_methods[i].room, "analysis/spatial") == 0)) continue;
        status = m->run(m, &f->st, &f->r, tmp, &f->err);
        if (m == last) break;
    }
    kt_arena_close(tmp);
    return status;
}

static inline double fx_get(const struct fixture *f, int rows, const char *name, size_t i)
{
    const struct kt_column *c = kt_result_find(&f->r, rows, name);
    if (!c) printf("  no column %s\n", name);
    return c ? c->value[i] : -1e300;
}

static inline bool fx_has_interval(const struct fixture *f, int rows, const char *name, size_t i)
{
    const struct kt_column *c = kt_result_find(&f->r, rows, name);
    return c && c->lower && c->lower[i] <= c->value[i] && c->value[i] <= c->upper[i];
}

#endif
