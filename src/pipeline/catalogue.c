/* The catalogue: every name of catalogue.def, bound to its descriptor, and the schema made from them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/map.h>
#include <katve/pipeline.h>
#include <katve/report.h>
#include <katve/schema.h>

#include <string.h>

#define COUNT(a)             (sizeof(a) / sizeof *(a))

#define KT(kind, room, name) extern const struct kt_##kind kt_##name;
#include <katve/catalogue.def>
#undef KT

/* One table per kind: a line of the catalogue lands in the table of its own kind and nowhere else. */
#define KT(kind, room, name) KT_IN_##kind(name)
#define KT_IN_importer(name) &kt_##name,
#define KT_IN_method(name)
#define KT_IN_chart(name)
#define KT_IN_page(name)
static const struct kt_importer *const importers[] = {
#include <katve/catalogue.def>
};
#undef KT_IN_importer
#define KT_IN_importer(name)
#undef KT_IN_method
#define KT_IN_method(name) &kt_##name,
static const struct kt_method *const methods[] = {
#include <katve/catalogue.def>
};
#undef KT_IN_method
#define KT_IN_method(name)
#undef KT_IN_chart
#define KT_IN_chart(name) &kt_##name,
static const struct kt_chart *const charts[] = {
#include <katve/catalogue.def>
};
#undef KT_IN_chart
#define KT_IN_chart(name)
#undef KT_IN_page
#define KT_IN_page(name) &kt_##name,
static const struct kt_page *const pages[] = {
#include <katve/catalogue.def>
};
#undef KT

const struct kt_importer *const *kt_catalogue_importers(size_t *n)
{
    *n = COUNT(importers);
    return importers;
}

const struct kt_method *const *kt_catalogue_methods(size_t *n)
{
    *n = COUNT(methods);
    return methods;
}

const struct kt_page *const *kt_catalogue_pages(size_t *n)
{
    *n = COUNT(pages);
    return pages;
}

const struct kt_chart *const *kt_catalogue_charts(size_t *n)
{
    *n = COUNT(charts);
    return charts;
}

const struct kt_method *kt_catalogue_method(const char *name)
{
    for (size_t i = 0; i < COUNT(methods); i++)
        if (kt_streq(methods[i]->name, name)) return methods[i];
    return NULL;
}

const struct kt_importer *kt_catalogue_importer(const char *name)
{
    for (size_t i = 0; i < COUNT(importers); i++)
        if (kt_streq(importers[i]->name, name)) return importers[i];
    return NULL;
}

/* ---- schema ---- */

static const struct {
    const char *path, *role;
    bool list, required;
    const char *help;
} role_section[] = {
    {"zones", "zones", true, true,
     "Reporting areas, finest level first; the country is made from the last one."},
    {"people", "people", false, true, "Where people live: cells with persons by age group."},
    {"sites", "sites", false, true,
     "The register of service points; a list of entries where there are several."},
    {"more_sites", "sites", true, false,
     "Further registers: what follows the first entry of a list of sites."},
    {"rates", "rates", false, true, "Dated shares of persons in each layer of need, by age."},
    {"roads", "roads", false, false,
     "Streets, paths and ferries, for travel times in place of straight lines."},
    {"terrain", "terrain", false, false, "A raster of friction, for travel where there are no roads."},
    {"water", "water", false, false, "Lakes and other water, drawn on every map of areas."},
    {"travel", "travel", true, false,
     "Costs of travel from people to sites, where straight lines are not enough."},
};

static bool has_key(const struct kt_param *p, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (kt_streq(p[i].key, key)) return true;
    return false;
}

/* The section of a role takes every key that any of its importers knows, and the importer's name. */
static struct kt_section section_of_role(size_t r, struct kt_arena *keep)
{
    size_t most = 1;
    char *choices = "", *first = NULL;
    for (size_t i = 0; i < COUNT(importers); i++) {
        if (!kt_streq(importers[i]->reads, role_section[r].role)) continue;
        most += importers[i]->nparam;
        choices = kt_printf(keep, "%s%s%s", choices, *choices ? " " : "", importers[i]->name);
        if (!first) first = choices;
    }
    struct kt_param *p = KT_NEW(keep, struct kt_param, most);
    size_t n = 0;
    p[n++] = (struct kt_param){"importer", KT_T_CHOICE, "", first, 0, 0, choices, "Who reads the source."};
    for (size_t i = 0; i < COUNT(importers); i++) {
        if (!kt_streq(importers[i]->reads, role_section[r].role)) continue;
        for (size_t k = 0; k < importers[i]->nparam; k++)
            if (!has_key(p, n, importers[i]->param[k].key)) p[n++] = importers[i]->param[k];
    }
    return (struct kt_section){role_section[r].path, role_section[r].list, role_section[r].required, p, n,
                               role_section[r].help};
}

static struct kt_section section_of_method(const struct kt_method *m, struct kt_arena *keep)
{
    struct kt_param *p = KT_NEW(keep, struct kt_param, m->nparam + 1);
    p[0] = (struct kt_param){"enabled", KT_T_BOOL, "",   m->optional ? "false" : "true",
                             0,         0,         NULL, "Compute this method."};
    if (m->nparam) memcpy(p + 1, m->param, m->nparam * sizeof *p);
    return (struct kt_section){
        kt_printf(keep, "methods.%s", m->name), false, false, p, m->nparam + 1, m->summary};
}

struct kt_schema kt_catalogue_schema(struct kt_arena *keep)
{
    size_t most = kt_ncore_section + COUNT(role_section) + COUNT(methods), n = 0;
    struct kt_section *s = KT_NEW(keep, struct kt_section, most);
    for (size_t i = 0; i < kt_ncore_section; i++) s[n++] = kt_core_section[i];
    for (size_t i = 0; i < COUNT(role_section); i++) s[n++] = section_of_role(i, keep);
    for (size_t i = 0; i < COUNT(methods); i++) s[n++] = section_of_method(methods[i], keep);
    return (struct kt_schema){s, n};
}
