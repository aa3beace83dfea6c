/* Are all keys of the file known? Walks the tree along the schema; what the schema doesn't name is
 * reported with the nearest name and not looked into.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <string.h>

const char *kt_key_path(struct kt_reading *rd, const char *prefix, const char *key)
{
    const char *shown = kt_excerpt(rd, key);
    return *prefix ? kt_printf(rd->keep, "%s.%s", prefix, shown) : shown;
}

/* ---- nearest known name ---- */

static const char *listed(struct kt_reading *rd, const char *const *known, size_t n)
{
    const char *all = "";
    for (size_t i = 0; i < n; i++) all = kt_printf(rd->keep, "%s%s%s", all, i ? ", " : "", known[i]);
    return all;
}

/* Equal but for case, '-' and '_'? Such a slip counts as no distance. */
static char plain_letter(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == '-' ? '_' : c;
}

static size_t distance(struct kt_reading *rd, const char *a, const char *b)
{
    struct kt_arena tmp = *rd->keep;
    char *pa = kt_strdup(&tmp, a), *pb = kt_strdup(&tmp, b);
    for (char *p = pa; *p; p++) *p = plain_letter(*p);
    for (char *p = pb; *p; p++) *p = plain_letter(*p);
    return kt_edit_distance(pa, pb);
}

struct kt_hint kt_settings_hint(struct kt_reading *rd, const char *word, const char *key,
                                const char *const *known, size_t n)
{
    size_t best = SIZE_MAX, at = 0;
    for (size_t i = 0; i < n; i++) {
        size_t d = distance(rd, key, known[i]);
        if (d < best) {
            best = d;
            at = i;
        }
    }
    /* More than two slips in five letters is another word. */
    size_t len = strlen(key), limit = len < 3 ? 1 : 1 + len / 3;
    if (n && best <= limit)
        return (struct kt_hint){kt_printf(rd->keep, "; nearest known %s is '%s'", word, known[at]),
                                kt_printf(rd->keep, "rename it to '%s', or remove it", known[at])};
    if (!n) return (struct kt_hint){"", "remove it"};
    return (struct kt_hint){"", kt_printf(rd->keep, "use one of: %s", listed(rd, known, n))};
}

/* ---- names that the schema knows at one place ---- */

static const struct kt_param *param_of(const struct kt_section *sec, const char *key)
{
    for (size_t i = 0; sec && i < sec->nparam; i++)
        if (kt_streq(sec->param[i].key, key)) return &sec->param[i];
    return NULL;
}

/* The part of a section's path that stands right below `prefix`, or NULL when it isn't below. */
static const char *child_name(struct kt_reading *rd, const char *path, const char *prefix)
{
    size_t n = strlen(prefix);
    if (n) {
        if (strncmp(path, prefix, n) != 0 || path[n] != '.') return NULL;
        path += n + 1;
    }
    return kt_strndup(rd->keep, path, strcspn(path, "."));
}

static bool names(const char *const *list, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (kt_streq(list[i], name)) return true;
    return false;
}

static size_t known_at(struct kt_reading *rd, const char *prefix, const struct kt_section *sec,
                       const char ***out)
{
    size_t n = 0;
    const char **list = KT_NEW(rd->keep, const char *, rd->schema->nsection + (sec ? sec->nparam : 0));
    for (size_t i = 0; sec && i < sec->nparam; i++) list[n++] = sec->param[i].key;
    for (size_t i = 0; i < rd->schema->nsection; i++) {
        const char *name = child_name(rd, rd->schema->section[i].path, prefix);
        if (name && !names(list, n, name)) list[n++] = name;
    }
    *out = list;
    return n;
}

static void unknown_key(struct kt_reading *rd, const struct kt_node *key, const char *prefix,
                        const struct kt_section *sec)
{
    if (kt_reading_full(rd)) { /* spare the search when nobody will read what it finds */
        rd->nproblem++;
        return;
    }
    const char **known, *word = sec ? "key" : "section";
    size_t n = known_at(rd, prefix, sec, &known);
    struct kt_hint hint = kt_settings_hint(rd, word, key->text, known, n);
    if (kt_streq(key->text, "<<"))
        hint = (struct kt_hint){"; merging maps with << is not supported", "write the keys out"};
    for (size_t i = 0; !*hint.what && i < rd->schema->nsection; i++)
        if (param_of(&rd->schema->section[i], key->text))
            hint = (struct kt_hint){
                kt_printf(rd->keep, "; section '%s' has a key of that name", rd->schema->section[i].path),
                kt_printf(rd->keep, "move it to section '%s', or remove it", rd->schema->section[i].path)};
    kt_problem(rd, key->file, key->line, sec ? "unknown-key" : "unknown-section",
               kt_key_path(rd, prefix, key->text), kt_printf(rd->keep, "unknown %s%s", word, hint.what),
               hint.remedy);
}

/* ---- walking ---- */

static void wrong_shape(struct kt_reading *rd, const struct kt_node *node, const char *path, bool list)
{
    static const char *const kind[] = {"a text", "a list", "a map"};
    kt_problem(rd, node->file, node->line, "wrong-type", path,
               kt_printf(rd->keep, "expected %s, found %s",
                         list ? "a list of entries" : "a section with keys", kind[node->kind]),
               list ? "begin every entry with '- ' and indent its keys alike"
                    : "write its keys on the next lines, indented, each as 'key: value'");
}

static void walk(struct kt_reading *rd, const struct kt_node *node, const char *prefix,
                 const struct kt_section *sec);

static void walk_section(struct kt_reading *rd, size_t si, const struct kt_node *node)
{
    const struct kt_section *sec = &rd->schema->section[si];
    if (!rd->found[si]) rd->found[si] = node; /* of duplicates the first one counts */
    if (!sec->list) {
        walk(rd, node, sec->path, sec);
    } else if (node->kind != KT_NODE_LIST) {
        if (!kt_node_is_null(node)) wrong_shape(rd, node, sec->path, true);
    } else if (node->n > KT_ENTRIES_MAX) {
        kt_problem(rd, node->file, node->line, "too-many-entries", sec->path,
                   kt_printf(rd->keep, "%zu entries; the most is %d", node->n, KT_ENTRIES_MAX),
                   "keep rows of data in a file of their own");
    } else {
        for (size_t i = 0; i < node->n; i++)
            walk(rd, node->item[i], kt_printf(rd->keep, "%s[%zu]", sec->path, i), sec);
    }
}

/* Index of the section at `path`; nsection when there is none. `group`: some section lies below it. */
static size_t section_at(struct kt_reading *rd, const char *path, bool *group)
{
    size_t n = strlen(path), at = rd->schema->nsection;
    *group = false;
    for (size_t i = 0; i < rd->schema->nsection; i++) {
        const char *p = rd->schema->section[i].path;
        if (kt_streq(p, path)) at = i;
        *group |= strncmp(p, path, n) == 0 && p[n] == '.';
    }
    return at;
}

static void walk_key(struct kt_reading *rd, const struct kt_node *key, const struct kt_node *value,
                     const char *prefix, const struct kt_section *sec)
{
    if (param_of(sec, key->text)) return; /* settings_fill.c reads it */
    bool group = false;
    size_t si = rd->schema->nsection;
    /* A dot in a key would reach a section by a second way. */
    if (!strchr(key->text, '.') && !(sec && sec->list)) {
        const char *path = *prefix ? kt_printf(rd->keep, "%s.%s", prefix, key->text) : key->text;
        si = section_at(rd, path, &group);
    }
    if (si < rd->schema->nsection)
        walk_section(rd, si, value);
    else if (group)
        walk(rd, value, kt_key_path(rd, prefix, key->text), NULL);
    else
        unknown_key(rd, key, prefix, sec);
}

static void walk(struct kt_reading *rd, const struct kt_node *node, const char *prefix,
                 const struct kt_section *sec)
{
    if (kt_node_is_null(node)) return; /* a section without keys */
    if (node->kind != KT_NODE_MAP) {
        wrong_shape(rd, node, prefix, false);
        return;
    }
    kt_node_duplicates(rd, node, prefix);
    for (size_t i = 0; i < node->n; i++) walk_key(rd, node->key[i], node->item[i], prefix, sec);
}

void kt_reading_check(struct kt_reading *rd, const struct kt_node *root)
{
    walk(rd, root, "", NULL);
}
