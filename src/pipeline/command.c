/* From command-line options to settings, and to a line that anyone can type to make the run again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "pipeline_internal.h"

#include <string.h>

/* A YAML list of quoted texts, so that "01" stays text. */
static char *yaml_list(const char *const *item, size_t n, struct kt_arena *keep)
{
    char *out = "[";
    for (size_t i = 0; i < n; i++) {
        char *quoted = kt_alloc(keep, 2 * strlen(item[i]) + 1, 1), *q = quoted;
        for (const char *p = item[i]; *p; p++) {
            if (*p == '\'') *q++ = '\'';
            *q++ = *p;
        }
        out = kt_printf(keep, "%s%s'%s'", out, i ? ", " : "", quoted);
    }
    return kt_printf(keep, "%s]", out);
}

size_t kt_command_overrides(const struct kt_run_options *opt, struct kt_arena *keep, const char *const **out)
{
    const char **set = KT_NEW(keep, const char *, opt->nset + 4);
    size_t n = 0;
    for (size_t i = 0; i < opt->nset; i++) set[n++] = opt->set[i];
    if (opt->seed) set[n++] = kt_printf(keep, "run.seed=%s", opt->seed);
    if (opt->strict) set[n++] = "run.strict=true";
    if (opt->langs) set[n++] = kt_printf(keep, "report.languages=[%s]", opt->langs);
    if (opt->nonly) set[n++] = kt_printf(keep, "report.only=%s", yaml_list(opt->only, opt->nonly, keep));
    *out = set;
    return n;
}

static char *shell_quoted(const char *word, struct kt_arena *keep)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:=,+-";
    if (*word && word[strspn(word, plain)] == '\0') return kt_strdup(keep, word);
    char *quoted = kt_alloc(keep, 4 * strlen(word) + 3, 1), *q = quoted;
    *q++ = '\'';
    for (const char *p = word; *p; p++) {
        if (*p == '\'') {
            memcpy(q, "'\\''", 4);
            q += 4;
        } else {
            *q++ = *p;
        }
    }
    *q = '\'';
    return quoted;
}

/* The line is published in the manifest, so what is secret in a connection is left out. */
char *kt_command_line(const struct kt_run_options *opt, struct kt_arena *keep)
{
    const char *const *set;
    size_t n = kt_command_overrides(opt, keep, &set);
    char *line = kt_printf(keep, "katve run %s", shell_quoted(opt->study, keep));
    for (size_t i = 0; i < n; i++)
        line = kt_printf(keep, "%s --set %s", line, shell_quoted(kt_masked(keep, set[i]), keep));
    return line;
}

/* Next word of a line that shell_quoted() wrote; NULL at the end. */
static char *next_word(const char **line, struct kt_arena *keep)
{
    const char *p = *line;
    while (*p == ' ') p++;
    if (!*p) return NULL;
    char *word = kt_alloc(keep, strlen(p) + 1, 1), *w = word;
    bool quoted = false;
    for (; *p && (quoted || *p != ' '); p++) {
        if (*p == '\'')
            quoted = !quoted;
        else if (*p == '\\' && !quoted && p[1])
            *w++ = *++p;
        else
            *w++ = *p;
    }
    *line = p;
    return word;
}

bool kt_command_parse(const char *line, struct kt_run_options *opt, struct kt_arena *keep)
{
    const char *first = next_word(&line, keep), *second = first ? next_word(&line, keep) : NULL;
    const char *study = second ? next_word(&line, keep) : NULL;
    if (!study || !kt_streq(first, "katve") || !kt_streq(second, "run")) return false;
    const char **set = KT_NEW(keep, const char *, strlen(line) / 2 + 1);
    size_t n = 0;
    for (char *word; (word = next_word(&line, keep)) != NULL;) {
        char *value = kt_streq(word, "--set") ? next_word(&line, keep) : NULL;
        if (!value) return false;
        set[n++] = value;
    }
    *opt = (struct kt_run_options){.study = study, .set = set, .nset = n};
    return true;
}
