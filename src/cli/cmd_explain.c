/* katve explain: what a name of the catalogue or a key of the study file means.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "json_out.h"

#include <katve/chart.h>
#include <katve/report.h>
#include <string.h>

/* What any kind of name can tell; "" or NULL where it has nothing. */
struct entry {
    const char *kind, *name, *title, *summary, *formula, *choices, *source, *needs, *columns, *tables, *where;
    const struct kt_param *param;
    size_t nparam;
};

/* Indents every line of a text. */
static void print_block(const char *head, const char *text)
{
    if (!text || !*text) return;
    printf("\n%s\n  ", head);
    for (const char *p = text; *p; p++) {
        if (*p == '\n' && !p[1]) break;
        putchar(*p);
        if (*p == '\n') fputs("  ", stdout);
    }
    putchar('\n');
}

static void print_entry(const struct entry *e)
{
    printf("%s (%s)\n", e->name, e->kind);
    if (e->title && *e->title) printf("%s.\n", e->title);
    printf("%s\n", e->summary);
    print_block("Formula", e->formula);
    print_block("Where packages differ", e->choices);
    if (e->nparam) {
        printf("\nParameters%s%s\n", *e->where ? " under " : "", e->where);
        cli_print_params(stdout, e->param, e->nparam);
    }
    print_block("Needs", e->needs);
    print_block("Columns", e->columns);
    print_block("Tables", e->tables);
    print_block("Source", e->source);
}

static void show_entry(const struct cli *cli, const struct entry *e)
{
    if (!cli->json) {
        print_entry(e);
        return;
    }
    json_t *o = json_object();
    json_object_set_new(o, "kind", json_text(e->kind));
    json_object_set_new(o, "name", json_text(e->name));
    json_object_set_new(o, "title", json_text(e->title));
    json_object_set_new(o, "summary", json_text(e->summary));
    json_object_set_new(o, "formula", json_text(e->formula));
    json_object_set_new(o, "choices", json_text(e->choices));
    json_object_set_new(o, "source", json_text(e->source));
    json_object_set_new(o, "needs", json_text(e->needs));
    json_object_set_new(o, "columns", json_text(e->columns));
    json_object_set_new(o, "tables", json_text(e->tables));
    json_object_set_new(o, "parameters", json_params(e->param, e->nparam));
    json_show(o);
}

/* How many letters a name shares with a pattern that ends at a blank, its CAPITALS standing for anything; -1: none. */
static int likeness(const char *pattern, const char *name)
{
    if (!*pattern || *pattern == ' ') return *name ? -1 : 0;
    if (*pattern < 'A' || *pattern > 'Z') {
        int rest = *pattern == *name ? likeness(pattern + 1, name + 1) : -1;
        return rest < 0 ? -1 : rest + 1;
    }
    while (*pattern >= 'A' && *pattern <= 'Z') pattern++;
    int best = -1;
    while (*name) {
        int rest = likeness(pattern, ++name);
        if (rest > best) best = rest;
    }
    return best;
}

/* The best of several patterns. */
static int likeness_of_any(const char *patterns, const char *name)
{
    int best = -1;
    for (const char *p = patterns; p && *name; p = *p ? p + 1 : NULL) {
        int is = likeness(p, name);
        if (is > best) best = is;
        p += strcspn(p, " ");
    }
    return best;
}

/* A column or table of the open data leads to the method that computes it. */
static const struct kt_method *method_of_finding(const char *name)
{
    size_t n;
    const struct kt_method *const *m = kt_catalogue_methods(&n), *found = NULL;
    for (size_t i = 0, best = 0; i < n; i++) {
        int columns = likeness_of_any(m[i]->columns, name), tables = likeness_of_any(m[i]->tables, name);
        size_t like = (size_t)((columns > tables ? columns : tables) + 1);
        if (like > best) best = like, found = m[i];
    }
    return found;
}

static bool find_in_catalogue(struct kt_arena *a, const char *name, struct entry *e)
{
    const struct kt_method *m = kt_catalogue_method(name);
    if (m) {
        *e = (struct entry){.kind = "method",
                            .name = m->name,
                            .title = m->title.s[KT_EN],
                            .summary = m->summary,
                            .formula = m->formula,
                            .choices = m->choices,
                            .source = m->source,
                            .needs = m->needs,
                            .columns = m->columns,
                            .tables = m->tables,
                            .where = kt_printf(a, "methods.%s", m->name),
                            .param = m->param,
                            .nparam = m->nparam};
        return true;
    }
    const struct kt_importer *im = kt_catalogue_importer(name);
    if (im) {
        *e = (struct entry){.kind = "importer",
                            .name = im->name,
                            .summary = im->summary,
                            .source = im->source,
                            .where = im->reads,
                            .param = im->param,
                            .nparam = im->nparam};
        return true;
    }
    size_t n;
    const struct kt_chart *const *chart = kt_catalogue_charts(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(chart[i]->name, name) == 0) {
            *e = (struct entry){.kind = "chart",
                                .name = name,
                                .title = chart[i]->title.s[KT_EN],
                                .summary = chart[i]->summary,
                                .source = chart[i]->source,
                                .where = ""};
            return true;
        }
    const struct kt_page *const *page = kt_catalogue_pages(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(page[i]->name, name) == 0) {
            *e = (struct entry){.kind = "page",
                                .name = name,
                                .title = page[i]->title.s[KT_EN],
                                .summary = page[i]->summary,
                                .where = ""};
            return true;
        }
    m = method_of_finding(name);
    return m && find_in_catalogue(a, m->name, e);
}

/* "zones[0].level" and "zones[].level" mean the same as "zones.level". */
static char *without_index(struct kt_arena *a, const char *name)
{
    char *out = kt_strdup(a, name), *to = out;
    for (const char *p = name; *p; p++) {
        if (*p == '[')
            while (p[1] && *p != ']') p++;
        if (*p != ']') *to++ = *p;
    }
    *to = '\0';
    return out;
}

static bool find_in_schema(struct kt_arena *a, const char *name, struct entry *e)
{
    const char *path = without_index(a, name);
    struct kt_schema s = kt_catalogue_schema(a);
    for (size_t i = 0; i < s.nsection; i++) {
        const struct kt_section *sec = &s.section[i];
        size_t len = strlen(sec->path);
        if (strcmp(sec->path, path) == 0) {
            *e = (struct entry){.kind = sec->list ? "list of the study file" : "section of the study file",
                                .name = path,
                                .summary = sec->help,
                                .where = path,
                                .param = sec->param,
                                .nparam = sec->nparam};
            return true;
        }
        if (strncmp(sec->path, path, len) != 0 || path[len] != '.') continue;
        for (size_t k = 0; k < sec->nparam; k++)
            if (strcmp(sec->param[k].key, path + len + 1) == 0) {
                *e = (struct entry){.kind = "key of the study file",
                                    .name = path,
                                    .summary = sec->param[k].help,
                                    .where = sec->path,
                                    .param = &sec->param[k],
                                    .nparam = 1};
                return true;
            }
    }
    return false;
}

/* Every name that could have been meant. */
static const char *nearest_name(struct kt_arena *a, const char *word)
{
    size_t nm, ni, nc, np, n = 0;
    const struct kt_method *const *m = kt_catalogue_methods(&nm);
    const struct kt_importer *const *im = kt_catalogue_importers(&ni);
    const struct kt_chart *const *ch = kt_catalogue_charts(&nc);
    const struct kt_page *const *pg = kt_catalogue_pages(&np);
    struct kt_schema s = kt_catalogue_schema(a);
    size_t most = nm + ni + nc + np;
    for (size_t i = 0; i < s.nsection; i++) most += 1 + s.section[i].nparam;
    const char **name = KT_NEW(a, const char *, most);
    for (size_t i = 0; i < nm; i++) name[n++] = m[i]->name;
    for (size_t i = 0; i < ni; i++) name[n++] = im[i]->name;
    for (size_t i = 0; i < nc; i++) name[n++] = ch[i]->name;
    for (size_t i = 0; i < np; i++) name[n++] = pg[i]->name;
    for (size_t i = 0; i < s.nsection; i++) {
        name[n++] = s.section[i].path;
        for (size_t k = 0; k < s.section[i].nparam; k++) {
            name[n++] = kt_printf(a, "%s.%s", s.section[i].path, s.section[i].param[k].key);
            if (strcmp(word, s.section[i].param[k].key) == 0) return name[n - 1];
        }
    }
    return cli_nearest(word, name, n);
}

int cmd_explain(struct cli *cli)
{
    const char *name = cli->operand[0];
    struct entry e = {0}, section = {0};
    bool named = find_in_catalogue(cli->keep, name, &e), keyed = find_in_schema(cli->keep, name, &section);
    if (named || keyed) {
        show_entry(cli, named ? &e : &section);
        /* A page may be called as a section of the study file is: both are told, one in JSON. */
        if (named && keyed && !cli->json) {
            printf("\n");
            show_entry(cli, &section);
        }
        return EXIT_DONE;
    }
    const char *near = nearest_name(cli->keep, name);
    if (near)
        cli_complain("explain: nothing is called '%s'; did you mean '%s'?", name, near);
    else
        cli_complain("explain: nothing is called '%s'; see `katve list`", name);
    return EXIT_USAGE;
}
