/* One entry for each key that the schema knows: from the command line, else the file, else the default.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <string.h>

static const char command_line[] = "command line";
static const char built_in[] = "built-in default";

static struct kt_entry *add_entry(struct kt_settings *s, struct kt_arena *keep, const char *path)
{
    if (s->n == s->cap) {
        size_t cap = s->cap ? 2 * s->cap : 128;
        struct kt_entry *bigger = KT_NEW(keep, struct kt_entry, cap);
        if (s->n) memcpy(bigger, s->entry, s->n * sizeof *bigger);
        s->entry = bigger;
        s->cap = cap;
    }
    struct kt_entry *e = &s->entry[s->n++];
    *e = (struct kt_entry){.path = path, .text = "", .str = "", .num = NAN};
    return e;
}

static bool is_yaml(enum kt_type t)
{
    return t == KT_T_NUMS || t == KT_T_STRS || t == KT_T_MAP;
}

/* Values from outside the file: lists and maps are YAML, all else is the text itself, so that
 * --set study.title_en="a: b" needs no second quoting. */
static const struct kt_node *node_of_text(struct kt_reading *rd, const struct kt_param *p, const char *file,
                                          const char *text)
{
    if (is_yaml(p->type) && *text && strchr("[{\"'", *text))
        return kt_yaml_parse(rd, file, text, strlen(text));
    struct kt_node *node = KT_NEW(rd->keep, struct kt_node, 1);
    *node = (struct kt_node){.kind = KT_NODE_TEXT, .file = file, .plain = true, .text = text};
    return node;
}

/* The last override of a path wins; all of them count as used. */
static const char *override_of(struct kt_reading *rd, const char *path)
{
    const char *value = NULL;
    for (size_t i = 0; i < rd->noverride; i++)
        if (kt_streq(rd->override[i].path, path)) {
            rd->override[i].used = true;
            value = rd->override[i].value;
        }
    return value;
}

/* Where the section that is being filled stands. */
struct place {
    const char *path;
    const struct kt_node *node; /* NULL: not in the file */
    bool written;               /* its required keys must be there */
};

static long key_line(const struct kt_node *map, const char *key)
{
    for (size_t i = 0; map && map->kind == KT_NODE_MAP && i < map->n; i++)
        if (kt_streq(map->key[i]->text, key)) return map->key[i]->line;
    return 0;
}

static void missing_key(struct kt_reading *rd, const struct place *at, const struct kt_entry *e, long line)
{
    kt_problem(rd, rd->file,
               line       ? line
               : at->node ? at->node->line
                          : 0,
               "missing-key", e->path, line ? "required key has no value" : "required key is missing",
               e->param->help && *e->param->help ? kt_printf(rd->keep, "add it: %s", e->param->help)
                                                 : "add it");
}

static void fill_param(struct kt_reading *rd, const struct place *at, const struct kt_param *p)
{
    struct kt_entry *e = add_entry(rd->set, rd->keep, kt_printf(rd->keep, "%s.%s", at->path, p->key));
    e->param = p;
    const char *forced = override_of(rd, e->path);
    const struct kt_node *node =
        forced ? node_of_text(rd, p, command_line, forced) : kt_node_get(at->node, p->key);
    if (forced && !node) return; /* not YAML: said so */
    long line = forced ? 0 : key_line(at->node, p->key);
    if (node && !kt_node_is_null(node)) {
        e->given = true;
        e->line = line;
        bool empty = !p->dflt && node->kind == KT_NODE_TEXT && !*node->text;
        if (empty)
            missing_key(rd, at, e, line);
        else
            kt_entry_set(rd, e, node);
    } else if (!p->dflt) {
        if (at->written) missing_key(rd, at, e, line);
    } else if (*p->dflt) {
        node = node_of_text(rd, p, built_in, p->dflt);
        if (node) kt_entry_set(rd, e, node);
    }
}

static void fill_place(struct kt_reading *rd, const struct kt_section *sec, const struct place *at)
{
    struct kt_entry *e = add_entry(rd->set, rd->keep, at->path);
    e->given = e->present = at->node != NULL;
    e->line = at->node ? at->node->line : 0;
    for (size_t i = 0; i < sec->nparam; i++) fill_param(rd, at, &sec->param[i]);
}

static void fill_list(struct kt_reading *rd, const struct kt_section *sec, const struct kt_node *node)
{
    struct kt_entry *e = add_entry(rd->set, rd->keep, sec->path);
    size_t n = node && node->kind == KT_NODE_LIST && node->n <= KT_ENTRIES_MAX ? node->n : 0;
    e->given = node != NULL;
    e->present = n > 0;
    e->line = node ? node->line : 0;
    e->n = n;
    for (size_t i = 0; i < n; i++) {
        const struct kt_node *item = node->item[i];
        struct place at = {kt_printf(rd->keep, "%s[%zu]", sec->path, i), item,
                           item->kind == KT_NODE_MAP || kt_node_is_null(item)};
        fill_place(rd, sec, &at);
    }
}

static bool overridden(const struct kt_reading *rd, const char *section)
{
    size_t n = strlen(section);
    for (size_t i = 0; i < rd->noverride; i++)
        if (strncmp(rd->override[i].path, section, n) == 0 && rd->override[i].path[n] == '.') return true;
    return false;
}

static void missing_section(struct kt_reading *rd, const struct kt_section *sec, const struct kt_node *node)
{
    kt_problem(rd, rd->file, node ? node->line : 0, "missing-section", sec->path,
               node ? "required section is empty" : "required section is missing",
               kt_printf(rd->keep, "add it: %s", sec->help ? sec->help : ""));
}

static void fill_section(struct kt_reading *rd, size_t si)
{
    const struct kt_section *sec = &rd->schema->section[si];
    const struct kt_node *node = rd->found[si];
    bool empty = !node || kt_node_is_null(node) || (node->kind != KT_NODE_TEXT && node->n == 0);
    if (sec->list) {
        if (empty && sec->required) missing_section(rd, sec, node);
        fill_list(rd, sec, node);
        return;
    }
    bool forced = overridden(rd, sec->path);
    if (empty && sec->required && !forced) missing_section(rd, sec, node);
    bool written = (node && node->kind == KT_NODE_MAP && node->n) || forced;
    fill_place(rd, sec, &(struct place){sec->path, node, written});
}

/* An override must name a key: one that changes nothing is a slip of the pen. */
static void report_unused(struct kt_reading *rd)
{
    const char **known = NULL;
    size_t n = 0;
    for (size_t i = 0; i < rd->noverride; i++) {
        const struct kt_override *o = &rd->override[i];
        if (o->used) continue;
        if (!known) {
            known = KT_NEW(rd->keep, const char *, rd->set->n);
            for (size_t k = 0; k < rd->set->n; k++)
                if (rd->set->entry[k].param) known[n++] = rd->set->entry[k].path;
        }
        struct kt_hint hint = kt_settings_hint(rd, "key", o->path, known, n);
        kt_problem(rd, command_line, 0, "unknown-key", kt_excerpt(rd, o->path),
                   kt_printf(rd->keep, "unknown key%s", hint.what),
                   *hint.what ? hint.remedy : "name a key with its section, as in study.year=2019");
    }
}

void kt_reading_fill(struct kt_reading *rd)
{
    for (size_t i = 0; i < rd->schema->nsection; i++) fill_section(rd, i);
    report_unused(rd);
}
