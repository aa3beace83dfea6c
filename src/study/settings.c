/* Reading a study file: bytes, tree, keys, values; every problem of all four in one list.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- problems ---- */

bool kt_reading_full(const struct kt_reading *rd)
{
    return rd->nproblem >= KT_PROBLEMS_LISTED;
}

void kt_problem(struct kt_reading *rd, const char *file, long line, const char *code, const char *field,
                const char *what, const char *remedy)
{
    if (rd->nproblem++ < KT_PROBLEMS_LISTED)
        kt_issues_add(rd->is, KT_ERROR, code, file, line, field, what, remedy);
}

const char *kt_excerpt(struct kt_reading *rd, const char *text)
{
    enum { LONGEST = 60 };
    size_t n = strlen(text);
    bool cut = n > LONGEST;
    if (cut)
        for (n = LONGEST; n > 0 && (text[n] & 0xc0) == 0x80;) n--; /* never inside a character */
    char *out = kt_printf(rd->keep, "%.*s%s", (int)n, text, cut ? "…" : "");
    for (char *p = out; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f) *p = ' ';
    return out;
}

/* The file's own problems by line, those of no line first, the command line's last. */
static int by_line(const void *pa, const void *pb)
{
    const struct kt_issue *a = pa, *b = pb;
    return (a->row > b->row) - (a->row < b->row);
}

static void sort_problems(struct kt_reading *rd, size_t first)
{
    size_t n = rd->is->n - first;
    struct kt_issue *item = rd->is->item + first;
    struct kt_issue *out = KT_NEW(rd->keep, struct kt_issue, n);
    size_t own = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++)
            if (kt_streq(item[i].file, rd->file) == (pass == 0)) {
                /* Insertion: at most a hundred, and equal lines keep their order. */
                size_t at = own;
                while (pass == 0 && at > 0 && by_line(&out[at - 1], &item[i]) > 0) at--;
                memmove(out + at + 1, out + at, (own - at) * sizeof *out);
                out[at] = item[i];
                own++;
            }
    if (n) memcpy(item, out, n * sizeof *out);
}

/* The key as the user wrote it; NULL: so it was. */
static const char *as_written(const char *section, const char *field, struct kt_arena *a)
{
    size_t n = strlen(section), place;
    int used = 0;
    if (strncmp(field, section, n) == 0 && (field[n] == '.' || !field[n]))
        return kt_printf(a, "%s[0]%s", section, field + n);
    if (strncmp(field, "more_", 5) != 0 || strncmp(field + 5, section, n) != 0) return NULL;
    if (sscanf(field + 5 + n, "[%zu]%n", &place, &used) != 1 || !used) return NULL;
    return kt_printf(a, "%s[%zu]%s", section, place + 1, field + 5 + n + used);
}

void kt_settings_as_written(const struct kt_settings *s, struct kt_issues *is, size_t first)
{
    for (size_t i = first; i < is->n; i++)
        for (size_t k = 0; k < s->nlisted; k++) {
            const char *field = as_written(s->listed[k], is->item[i].field, is->arena);
            if (!field) continue;
            is->item[i].field = field;
            break;
        }
}

static enum kt_status verdict(struct kt_reading *rd, size_t first, struct kt_err *err)
{
    if (rd->nproblem == 0) return KT_OK;
    kt_settings_as_written(rd->set, rd->is, first);
    sort_problems(rd, first);
    if (rd->nproblem > KT_PROBLEMS_LISTED)
        kt_issues_add(
            rd->is, KT_ERROR, "more-problems", rd->file, 0, "",
            kt_printf(rd->keep, "%zu more problems are not listed", rd->nproblem - KT_PROBLEMS_LISTED),
            "repair those above and check again");
    return kt_fail_at(err, KT_EINPUT, rd->file, 0, "the study file has %zu problem%s", rd->nproblem,
                      rd->nproblem == 1 ? "" : "s");
}

/* ---- reading ---- */

static const char *folder_of(struct kt_arena *keep, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) return ".";
    return kt_strndup(keep, path, slash == path ? 1 : (size_t)(slash - path));
}

static void split_overrides(struct kt_reading *rd, const char *const *text, size_t n)
{
    rd->override = KT_NEW(rd->keep, struct kt_override, n);
    for (size_t i = 0; i < n; i++) {
        const char *sign = strchr(text[i], '=');
        if (!kt_utf8_valid(text[i]) || !sign || sign == text[i]) {
            bool utf8 = kt_utf8_valid(text[i]);
            kt_problem(rd, "command line", 0, "bad-override", utf8 ? kt_excerpt(rd, text[i]) : "",
                       utf8 ? "expected KEY=VALUE" : "a setting is not UTF-8 text",
                       "write the key with its section, as in study.year=2019");
            continue;
        }
        struct kt_override *o = &rd->override[rd->noverride++];
        o->path = kt_strndup(rd->keep, text[i], (size_t)(sign - text[i]));
        o->value = kt_strdup(rd->keep, sign + 1);
    }
}

static int by_path(const void *pa, const void *pb)
{
    const struct kt_entry *a = *(const struct kt_entry *const *)pa, *b = *(const struct kt_entry *const *)pb;
    return strcmp(a->path, b->path);
}

static void index_paths(struct kt_settings *s, struct kt_arena *keep)
{
    s->by_path = KT_NEW(keep, const struct kt_entry *, s->n);
    for (size_t i = 0; i < s->n; i++) s->by_path[i] = &s->entry[i];
    if (s->n > 1) qsort(s->by_path, s->n, sizeof(const struct kt_entry *), by_path);
}

/* `X` written as a list, where the schema has the list `more_X`: the first entry is X, the rest are more. */
static void split_lists(struct kt_reading *rd, struct kt_node *root)
{
    for (size_t i = 0; i < rd->schema->nsection; i++) {
        const struct kt_section *more = &rd->schema->section[i];
        if (!more->list || strncmp(more->path, "more_", 5) != 0 || kt_node_get(root, more->path)) continue;
        for (size_t k = 0; k < root->n; k++) {
            struct kt_node *list = root->item[k];
            if (!kt_streq(root->key[k]->text, more->path + 5) || list->kind != KT_NODE_LIST || !list->n)
                continue;
            struct kt_node **key = KT_NEW(rd->keep, struct kt_node *, root->n + 1);
            struct kt_node **item = KT_NEW(rd->keep, struct kt_node *, root->n + 1);
            struct kt_node *rest = KT_NEW(rd->keep, struct kt_node, 1),
                           *name = KT_NEW(rd->keep, struct kt_node, 1);
            memcpy(key, root->key, root->n * sizeof *key);
            memcpy(item, root->item, root->n * sizeof *item);
            *rest = *list;
            rest->item++, rest->n--;
            *name = *root->key[k];
            name->text = more->path;
            item[k] = list->item[0];
            key[root->n] = name, item[root->n] = rest;
            root->key = key, root->item = item;
            rd->set->listed[rd->set->nlisted++] = more->path + 5;
            if (rest->n) root->n++;
            break;
        }
    }
}

static void read_all(struct kt_reading *rd)
{
    size_t n, before = rd->nproblem;
    const char *text = kt_reading_load(rd, &n);
    if (!text) return;
    struct kt_node *root = kt_yaml_parse(rd, rd->file, text, n);
    if (!root || kt_node_is_null(root)) {
        if (rd->nproblem == before)
            kt_problem(rd, rd->file, 0, "empty-file", "", "holds no settings",
                       "`katve init DIR` makes a commented study to start from");
        return;
    }
    if (root->kind != KT_NODE_MAP) {
        kt_problem(rd, rd->file, root->line, "wrong-type", "",
                   "expected sections such as 'study:', found other text",
                   "name the study file (YAML), not a data file");
        return;
    }
    split_lists(rd, root);
    kt_reading_check(rd, root);
    kt_reading_fill(rd);
    index_paths(rd->set, rd->keep);
}

enum kt_status kt_settings_read(const char *path, const struct kt_schema *schema,
                                const char *const *overrides, size_t noverride, struct kt_arena *keep,
                                struct kt_issues *is, struct kt_settings **out, struct kt_err *err)
{
    *out = NULL;
    struct kt_settings *s = KT_NEW(keep, struct kt_settings, 1);
    s->file = kt_strdup(keep, path);
    s->dir = folder_of(keep, path);
    struct kt_reading rd = {
        .file = s->file, .dir = s->dir, .schema = schema, .keep = keep, .is = is, .set = s};
    rd.found = KT_NEW(keep, const struct kt_node *, schema->nsection);
    s->listed = KT_NEW(keep, const char *, schema->nsection);
    size_t first = is->n;
    split_overrides(&rd, overrides, noverride);
    read_all(&rd);
    KT_TRY(verdict(&rd, first, err));
    *out = s;
    return KT_OK;
}
