/* The list of what is wrong: grows in its arena, keeps its own copy of every text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/issues.h>

#include <string.h>

const char *const kt_severity_name[3] = {"note", "warning", "error"};

void kt_issues_init(struct kt_issues *is, struct kt_arena *arena)
{
    *is = (struct kt_issues){.arena = arena};
}

static const char *copy(struct kt_arena *a, const char *text)
{
    if (!text || !*text) return "";
    char *s = kt_strdup(a, text);
    kt_utf8_scrub(s); /* a quoted value may be broken or cut in the middle of a character */
    return s;
}

void kt_issues_add(struct kt_issues *is, enum kt_severity sev, const char *code, const char *file, long row,
                   const char *field, const char *what, const char *remedy)
{
    if (is->n == is->cap) {
        size_t cap = is->cap ? 2 * is->cap : 32;
        struct kt_issue *bigger = KT_NEW(is->arena, struct kt_issue, cap);
        if (is->n) memcpy(bigger, is->item, is->n * sizeof *bigger);
        is->item = bigger;
        is->cap = cap;
    }
    is->item[is->n++] = (struct kt_issue){
        .severity = sev,
        .code = copy(is->arena, code),
        .file = copy(is->arena, file),
        .row = row,
        .field = copy(is->arena, field),
        .what = copy(is->arena, what),
        .remedy = copy(is->arena, remedy),
    };
}

size_t kt_issues_count(const struct kt_issues *is, enum kt_severity at_least)
{
    size_t n = 0;
    for (size_t i = 0; i < is->n; i++) n += is->item[i].severity >= at_least;
    return n;
}
