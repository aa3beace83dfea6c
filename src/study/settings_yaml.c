/* YAML to a tree, over libyaml's events. The tree is built here rather than by libyaml so that
 * depth and aliases are bounded while reading, and every node lives in the arena.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <string.h>
#include <yaml.h>

enum { DEEPEST = 24, MOST_ANCHORS = 256 };

struct link {
    struct kt_node *key, *item;
    struct link *next;
};

struct anchor {
    const char *name;
    struct kt_node *node;
};

struct level {
    struct kt_node *node;
    struct kt_node *key; /* of a map: waiting for its value */
    const char *anchor;
    struct link *first, **end;
};

struct composer {
    struct kt_reading *rd;
    const char *file;
    struct level level[DEEPEST];
    size_t depth;
    struct anchor anchor[MOST_ANCHORS];
    size_t nanchor;
    struct kt_node *root;
    size_t ndocument;
};

/* ---- what libyaml says, and what helps ---- */

static const char *syntax_remedy(const char *problem)
{
    static const char *const remedy[][2] = {
        {"cannot start any token",
         "indent with blanks, never tabs, and quote texts that begin with %, @ or `"},
        {"mapping values are not allowed",
         "quote a text that holds ': ', and indent the keys of a section alike"},
        {"unknown escape character", "use single quotes round texts with a backslash"},
        {"unexpected end of stream", "close the quote or bracket that is open"},
        {"did not find expected ',' or", "close the bracket, and put a comma between its parts"},
        {"could not find expected ':'", "put a colon and a blank between key and value, or quote the text"},
        {"control characters", "remove the control character from the file"},
    };
    for (size_t i = 0; i < sizeof remedy / sizeof *remedy; i++)
        if (strstr(problem, remedy[i][0])) return remedy[i][1];
    return "look at indentation, colons, brackets and quotes on this line and the one before";
}

static void syntax_problem(struct composer *c, const yaml_parser_t *p, const char *text, size_t n)
{
    struct kt_arena *a = c->rd->keep;
    const char *said = p->problem ? p->problem : "it can't be parsed";
    size_t line, column;
    const char *context = "";
    if (p->error == YAML_READER_ERROR) {
        /* The reader knows the byte only. */
        size_t at = p->problem_offset < n ? p->problem_offset : n;
        line = (size_t)kt_line_of(text, at);
        size_t start = at;
        while (start > 0 && text[start - 1] != '\n') start--;
        column = at - start + 1;
    } else {
        line = p->problem_mark.line + 1;
        column = p->problem_mark.column + 1;
        if (p->context && p->context_mark.line + 1 != line)
            context = kt_printf(a, ", %s that begins on line %zu", p->context, p->context_mark.line + 1);
    }
    /* A value from the command line has no lines to speak of. */
    kt_problem(c->rd, c->file, c->file == c->rd->file ? (long)line : 0, "yaml-syntax", "",
               kt_printf(a, "not valid YAML at column %zu: %s%s", column, said, context),
               syntax_remedy(said));
}

/* ---- building the tree ---- */

static bool refuse(struct composer *c, long line, const char *code, const char *what, const char *remedy)
{
    kt_problem(c->rd, c->file, line, code, "", what, remedy);
    return false;
}

static long line_of(struct composer *c, const yaml_event_t *e)
{
    return c->file == c->rd->file ? (long)e->start_mark.line + 1 : 0;
}

static bool remember(struct composer *c, const char *name, struct kt_node *node)
{
    if (!name) return true;
    if (c->nanchor == MOST_ANCHORS)
        return refuse(c, node->line, "too-many-anchors", "more than 256 anchors (&name)",
                      "write the values out");
    c->anchor[c->nanchor++] = (struct anchor){name, node};
    return true;
}

static bool put(struct composer *c, struct kt_node *node)
{
    if (c->depth == 0) {
        c->root = node;
        return true;
    }
    struct level *lv = &c->level[c->depth - 1];
    bool map = lv->node->kind == KT_NODE_MAP;
    if (map && !lv->key) {
        lv->key = node;
        return true;
    }
    if (map && lv->key->kind != KT_NODE_TEXT) {
        kt_problem(c->rd, c->file, lv->key->line, "bad-key", "",
                   "a list or map stands where a key was expected",
                   "write a plain word before the colon; quote a text that begins with [ or {");
    } else {
        struct link *l = KT_NEW(c->rd->keep, struct link, 1);
        *l = (struct link){lv->key, node, NULL};
        *lv->end = l;
        lv->end = &l->next;
        lv->node->n++;
    }
    lv->key = NULL;
    return true;
}

static struct kt_node *new_node(struct composer *c, enum kt_node_kind kind, const yaml_event_t *e)
{
    struct kt_node *node = KT_NEW(c->rd->keep, struct kt_node, 1);
    node->kind = kind;
    node->file = c->file;
    node->line = line_of(c, e);
    return node;
}

static const char *name_of(struct composer *c, const yaml_char_t *anchor)
{
    return anchor ? kt_strdup(c->rd->keep, (const char *)anchor) : NULL;
}

static bool open_level(struct composer *c, enum kt_node_kind kind, const yaml_event_t *e,
                       const yaml_char_t *anchor)
{
    if (c->depth == DEEPEST)
        return refuse(c, line_of(c, e), "too-deep", "lists and maps are nested more than 24 deep",
                      "a study file needs four levels at most; look for brackets that are not closed");
    struct level *lv = &c->level[c->depth++];
    *lv = (struct level){.node = new_node(c, kind, e), .anchor = name_of(c, anchor)};
    lv->end = &lv->first;
    return true;
}

/* An anchor is known only once its node is whole, so no node can hold itself. */
static bool close_level(struct composer *c)
{
    struct level *lv = &c->level[--c->depth];
    struct kt_node *node = lv->node;
    node->item = KT_NEW(c->rd->keep, struct kt_node *, node->n);
    if (node->kind == KT_NODE_MAP) node->key = KT_NEW(c->rd->keep, struct kt_node *, node->n);
    size_t i = 0;
    for (struct link *l = lv->first; l; l = l->next, i++) {
        node->item[i] = l->item;
        if (node->key) node->key[i] = l->key;
    }
    return remember(c, lv->anchor, node) && put(c, node);
}

static bool take_text(struct composer *c, const yaml_event_t *e)
{
    const char *text = (const char *)e->data.scalar.value;
    size_t n = e->data.scalar.length;
    struct kt_node *node = new_node(c, KT_NODE_TEXT, e);
    node->plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->text = kt_strndup(c->rd->keep, text, n);
    if (strlen(node->text) != n)
        return refuse(c, node->line, "nul-character", "a text holds the character NUL (\\0)", "remove it");
    return remember(c, name_of(c, e->data.scalar.anchor), node) && put(c, node);
}

static bool take_alias(struct composer *c, const yaml_event_t *e)
{
    const char *name = (const char *)e->data.alias.anchor;
    for (size_t i = c->nanchor; i-- > 0;)
        if (kt_streq(c->anchor[i].name, name)) return put(c, c->anchor[i].node);
    return refuse(c, line_of(c, e), "unknown-alias",
                  kt_printf(c->rd->keep, "alias *%s has no anchor &%s before it", kt_excerpt(c->rd, name),
                            kt_excerpt(c->rd, name)),
                  "name a value with & before using it with *; quote a text that begins with *");
}

static bool take(struct composer *c, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_SCALAR_EVENT: return take_text(c, e);
    case YAML_ALIAS_EVENT: return take_alias(c, e);
    case YAML_SEQUENCE_START_EVENT: return open_level(c, KT_NODE_LIST, e, e->data.sequence_start.anchor);
    case YAML_MAPPING_START_EVENT: return open_level(c, KT_NODE_MAP, e, e->data.mapping_start.anchor);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: return close_level(c);
    case YAML_DOCUMENT_START_EVENT:
        if (c->ndocument++)
            return refuse(c, line_of(c, e), "second-document", "a second YAML document begins (---)",
                          "keep one document in a study file");
        return true;
    default: return true;
    }
}

struct kt_node *kt_yaml_parse(struct kt_reading *rd, const char *file, const char *text, size_t n)
{
    struct composer c = {.rd = rd, .file = file};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        kt_problem(rd, file, 0, "yaml-memory", "", "no memory for reading it",
                   "free some memory and try again");
        return NULL;
    }
    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) { /* libyaml takes no mark once the encoding is set */
        text += 3;
        n -= 3;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, n);
    bool good = true, done = false;
    while (good && !done) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            syntax_problem(&c, &parser, text, n);
            good = false;
            break;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        good = take(&c, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return good ? c.root : NULL;
}
