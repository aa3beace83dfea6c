/* settings: a study file (YAML), checked against the catalogue's schema and filled with defaults.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SETTINGS_H
#define KATVE_SETTINGS_H

#include <katve/base.h>
#include <katve/issues.h>

enum kt_type {
    KT_T_NUM,
    KT_T_INT,
    KT_T_BOOL,
    KT_T_STR,
    KT_T_CHOICE, /* one word of param.choices, blank-separated */
    KT_T_PATH,   /* relative to the study file; must exist unless it is a connection string or URL */
    KT_T_DATE,   /* ISO 8601 day */
    KT_T_NUMS,   /* list of numbers */
    KT_T_STRS,   /* list of texts (with choices: each one of them) */
    KT_T_MAP,    /* free keys -> text: column mappings, ages, languages */
};

/* One key of the study file: everything that checking, --help and `explain` need to know. */
struct kt_param {
    const char *key;
    enum kt_type type;
    const char *unit;    /* "" when none */
    const char *dflt;    /* as written in YAML; NULL: required; "" : absent unless given */
    double min, max;     /* for numbers (each number of KT_T_NUMS); both 0: any */
    const char *choices; /* blank-separated, or NULL */
    const char *help;    /* one English sentence */
};

/* A section of the file: "study", "zones" (a list), "methods.e2sfca". */
struct kt_section {
    const char *path;
    bool list; /* a list of maps with these keys; addressed as "zones[0].source" */
    bool required;
    const struct kt_param *param;
    size_t nparam;
    const char *help;
};

struct kt_schema {
    const struct kt_section *section;
    size_t nsection;
};

struct kt_settings; /* opaque; lives in the arena it was read into */

/* Reads and checks `path`. Every problem goes to `is` as an error with line and key path (unknown
 * key with the nearest known one, wrong type, out of range, missing file, bad YAML); KT_EINPUT
 * when there was any. `overrides`: n strings "key.path=value" that win over the file. O(file). */
KT_MUST enum kt_status kt_settings_read(const char *path, const struct kt_schema *schema,
                                        const char *const *overrides, size_t noverride, struct kt_arena *keep,
                                        struct kt_issues *is, struct kt_settings **out, struct kt_err *err);

/* Values by dotted path, defaults filled in: "need.draws", "zones[0].source". Asking for a path that
 * the schema does not have is a programming error and ends the program (kt_settings_has does not). */
bool kt_settings_has(const struct kt_settings *s, const char *path);   /* given or with a default */
bool kt_settings_given(const struct kt_settings *s, const char *path); /* written in the file */
double kt_settings_num(const struct kt_settings *s, const char *path);
long kt_settings_int(const struct kt_settings *s, const char *path);
bool kt_settings_bool(const struct kt_settings *s, const char *path);
const char *kt_settings_str(const struct kt_settings *s,
                            const char *path);                         /* "" when absent; PATH resolved */
size_t kt_settings_len(const struct kt_settings *s, const char *path); /* list or map length; 0 absent */
double kt_settings_num_at(const struct kt_settings *s, const char *path, size_t i);
const char *kt_settings_str_at(const struct kt_settings *s, const char *path, size_t i);
const char *kt_settings_map_key(const struct kt_settings *s, const char *path, size_t i);
const char *kt_settings_map_value(const struct kt_settings *s, const char *path, size_t i);
long kt_settings_line(const struct kt_settings *s, const char *path); /* line of the key, 0 when default */
const char *kt_settings_file(const struct kt_settings *s);            /* the study file's path */
const char *kt_settings_dir(const struct kt_settings *s);             /* its folder */
/* Gives the issues from `first` on the keys that the user wrote: where `sites` is a list, its second entry is
 * read as more_sites[0] and written sites[1]. */
void kt_settings_as_written(const struct kt_settings *s, struct kt_issues *is, size_t first);

/* All values in schema order, for the manifest: calls back with path, value as text, given or not. */
void kt_settings_each(const struct kt_settings *s,
                      void (*f)(void *ctx, const char *path, const char *value, bool given), void *ctx);

#endif
