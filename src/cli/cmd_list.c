/* katve list: everything that a study can name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "json_out.h"

#include <katve/chart.h>
#include <katve/report.h>
#include <string.h>

/* One line of a list; `more` is the third column: what it adds, reads or may be. */
struct item {
    const char *name, *summary, *more;
};

static size_t methods(struct kt_arena *a, struct item **out)
{
    size_t n;
    const struct kt_method *const *m = kt_catalogue_methods(&n);
    *out = KT_NEW(a, struct item, n);
    for (size_t i = 0; i < n; i++) (*out)[i] = (struct item){m[i]->name, m[i]->summary, m[i]->columns};
    return n;
}

static size_t importers(struct kt_arena *a, struct item **out)
{
    size_t n;
    const struct kt_importer *const *m = kt_catalogue_importers(&n);
    *out = KT_NEW(a, struct item, n);
    for (size_t i = 0; i < n; i++) (*out)[i] = (struct item){m[i]->name, m[i]->summary, m[i]->reads};
    return n;
}

static size_t charts(struct kt_arena *a, struct item **out)
{
    size_t n;
    const struct kt_chart *const *m = kt_catalogue_charts(&n);
    *out = KT_NEW(a, struct item, n);
    for (size_t i = 0; i < n; i++) (*out)[i] = (struct item){m[i]->name, m[i]->summary, ""};
    return n;
}

static size_t pages(struct kt_arena *a, struct item **out)
{
    size_t n;
    const struct kt_page *const *m = kt_catalogue_pages(&n);
    *out = KT_NEW(a, struct item, n);
    for (size_t i = 0; i < n; i++) (*out)[i] = (struct item){m[i]->name, m[i]->summary, m[i]->title.s[KT_EN]};
    return n;
}

static size_t keys(struct kt_arena *a, struct item **out)
{
    struct kt_schema s = kt_catalogue_schema(a);
    size_t n = 0, at = 0;
    for (size_t i = 0; i < s.nsection; i++) n += s.section[i].nparam;
    *out = KT_NEW(a, struct item, n);
    for (size_t i = 0; i < s.nsection; i++)
        for (size_t k = 0; k < s.section[i].nparam; k++) {
            const struct kt_param *p = &s.section[i].param[k];
            char *path = kt_printf(a, "%s%s.%s", s.section[i].path, s.section[i].list ? "[]" : "", p->key);
            (*out)[at++] = (struct item){path, p->help, cli_type_name(p->type)};
        }
    return n;
}

static const struct {
    const char *name, *more;
    size_t (*list)(struct kt_arena *a, struct item **out);
    bool by_default;
} kind[] = {
    {"methods", "columns", methods, true}, {"importers", "reads", importers, true},
    {"charts", "", charts, true},          {"pages", "title", pages, true},
    {"keys", "type", keys, false},
};
enum { NKIND = sizeof kind / sizeof *kind };

static void print_text(const struct item *item, size_t n)
{
    size_t wide = 0;
    for (size_t i = 0; i < n; i++)
        if (strlen(item[i].name) > wide) wide = strlen(item[i].name);
    for (size_t i = 0; i < n; i++) printf("%-*s  %s\n", (int)wide, item[i].name, item[i].summary);
}

static json_t *as_json(const struct item *item, size_t n, const char *more)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *o = json_object();
        json_object_set_new(o, "name", json_text(item[i].name));
        json_object_set_new(o, "summary", json_text(item[i].summary));
        if (*more) json_object_set_new(o, more, json_text(item[i].more));
        json_array_append_new(list, o);
    }
    return list;
}

static int unknown(const char *word)
{
    const char *name[NKIND];
    for (size_t i = 0; i < NKIND; i++) name[i] = kind[i].name;
    const char *near = cli_nearest(word, name, NKIND);
    cli_complain(
        "list: there is no list '%s'%s%s%s; the lists are methods, importers, charts, pages and keys", word,
        near ? ", nearest is '" : "", near ? near : "", near ? "'" : "");
    return EXIT_USAGE;
}

int cmd_list(struct cli *cli)
{
    const char *only = cli->noperand ? cli->operand[0] : NULL;
    json_t *root = json_object();
    size_t shown = 0;
    for (size_t i = 0; i < NKIND; i++) {
        if (only ? strcmp(only, kind[i].name) != 0 : !kind[i].by_default) continue;
        struct item *item;
        size_t n = kind[i].list(cli->keep, &item);
        if (cli->json) {
            json_object_set_new(root, kind[i].name, as_json(item, n, kind[i].more));
        } else {
            if (!only) printf("%s%s:\n", shown ? "\n" : "", kind[i].name);
            print_text(item, n);
        }
        shown++;
    }
    if (cli->json && shown)
        json_show(root);
    else
        json_decref(root);
    return shown ? EXIT_DONE : unknown(only);
}
