/* Does an answer hold what its preset expects? A service that renames a field must be told, not read as
 * unknown values.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <string.h>

/* "a|b": any of them; "Alue*": any member that begins so. */
static bool has_member(const json_t *row, const char *word, size_t n)
{
    for (const char *end = word + n; word < end;) {
        const char *bar = memchr(word, '|', (size_t)(end - word));
        size_t len = (size_t)((bar ? bar : end) - word);
        bool open = len && word[len - 1] == '*';
        const char *key;
        json_t *value;
        json_object_foreach((json_t *)row, key, value)
        {
            (void)value;
            size_t compared = open ? len - 1 : len;
            if (strncmp(key, word, compared) == 0 && (open || !key[len])) return true;
        }
        word += len + 1;
    }
    return false;
}

static const char *members(const json_t *row, struct kt_arena *a)
{
    const char *text = "", *key;
    json_t *value;
    json_object_foreach((json_t *)row, key, value)
    {
        (void)value;
        if (strlen(text) > 300) return kt_printf(a, "%s ...", text);
        text = kt_printf(a, "%s%s%s", text, *text ? " " : "", key);
    }
    return text;
}

enum kt_status kt_fetch_expect(const struct kt_job *job, const json_t *row, const char *fields,
                               struct kt_err *err)
{
    for (const char *p = fields; *p;) {
        size_t n = strcspn(p, " ");
        if (!has_member(row, p, n)) {
            struct kt_arena tmp = *job->keep;
            return kt_fail_at(err, KT_EINPUT, job->preset->name, 0,
                              "the answer lacks the field \"%.*s\"; the preset expects: %s; it has: %s; the "
                              "service may have changed, and a newer katve may know the new form",
                              (int)n, p, fields, members(row, &tmp));
        }
        p += n;
        p += strspn(p, " ");
    }
    return KT_OK;
}
