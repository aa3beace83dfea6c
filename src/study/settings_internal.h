/* settings: what the files of the room share and nobody else sees.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SETTINGS_INTERNAL_H
#define KATVE_SETTINGS_INTERNAL_H

#include <katve/settings.h>

/* ---- the file as a tree ---- */

enum kt_node_kind { KT_NODE_TEXT, KT_NODE_LIST, KT_NODE_MAP };

struct kt_node {
    enum kt_node_kind kind;
    const char *file; /* for messages: the study file or "command line" */
    long line;        /* 1-based; 0 on the command line */
    bool plain;       /* a text without quotes */
    const char *text; /* of KT_NODE_TEXT, else NULL */
    size_t n;
    struct kt_node **key;  /* of KT_NODE_MAP: n texts */
    struct kt_node **item; /* of KT_NODE_LIST and KT_NODE_MAP */
};

/* One value in its final form, or a section (param = NULL). */
struct kt_entry {
    const char *path;
    const struct kt_param *param;
    bool given, present;
    long line;
    const char *text;  /* as written, for the manifest */
    const char *str;   /* for use: paths are resolved */
    double num;        /* KT_T_NUM, KT_T_INT, KT_T_BOOL; NaN when absent */
    size_t n;          /* lists and maps; list sections */
    const char **key;  /* KT_T_MAP */
    const char **item; /* KT_T_STRS, KT_T_NUMS, KT_T_MAP */
    double *nums;      /* KT_T_NUMS */
};

struct kt_override {
    const char *path;
    const char *value;
    bool used;
};

struct kt_settings {
    const char *file, *dir;
    struct kt_entry *entry; /* in schema order */
    size_t n, cap;
    const struct kt_entry **by_path; /* sorted by path */
    const char **listed;             /* sections written as a list and split: X of X and more_X */
    size_t nlisted;
};

/* One reading: where problems go and what they are about. */
struct kt_reading {
    const char *file;
    const char *dir;
    const struct kt_schema *schema;
    struct kt_arena *keep;
    struct kt_issues *is;
    size_t nproblem;
    struct kt_settings *set;
    const struct kt_node **found; /* by section of the schema: its value in the file, or NULL */
    struct kt_override *override;
    size_t noverride;
};

/* Records a problem at a node. Beyond the first KT_PROBLEMS_LISTED they are only counted. */
enum { KT_PROBLEMS_LISTED = 100 };
bool kt_reading_full(const struct kt_reading *rd);
void kt_problem(struct kt_reading *rd, const char *file, long line, const char *code, const char *field,
                const char *what, const char *remedy);

/* A text fit for one line of a message: shortened, no control characters. */
const char *kt_excerpt(struct kt_reading *rd, const char *text);

/* settings_file.c: the bytes of the study file; NULL when they can't be used (said why). */
char *kt_reading_load(struct kt_reading *rd, size_t *n);
/* 1-based line of byte `offset`. */
long kt_line_of(const char *text, size_t offset);

/* settings_yaml.c: the tree of one YAML document; NULL when it is not one (said why). */
struct kt_node *kt_yaml_parse(struct kt_reading *rd, const char *file, const char *text, size_t n);
bool kt_node_is_null(const struct kt_node *node);
const struct kt_node *kt_node_get(const struct kt_node *map, const char *key);
void kt_node_duplicates(struct kt_reading *rd, const struct kt_node *map, const char *prefix);

/* settings_check.c: keys and sections; fills rd->found. */
enum { KT_ENTRIES_MAX = 1000 }; /* of a list section */
void kt_reading_check(struct kt_reading *rd, const struct kt_node *root);
const char *kt_key_path(struct kt_reading *rd, const char *prefix, const char *key);
/* "; nearest known key is 'x'" and what to do about it; `word` is "key" or "section". */
struct kt_hint {
    const char *what, *remedy;
};
struct kt_hint kt_settings_hint(struct kt_reading *rd, const char *word, const char *key,
                                const char *const *known, size_t n);

/* settings_fill.c: one entry for each key of the schema. */
void kt_reading_fill(struct kt_reading *rd);

/* settings_value.c: a node as a value of its type. False when it is none (said why). */
bool kt_entry_set(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node);

/* settings_path.c: a file name, resolved and seen to exist. */
bool kt_entry_set_path(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node);

#endif
