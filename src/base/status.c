/* Status, errors and the report languages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/base.h>

#include <stdio.h>
#include <string.h>

const char *const kt_lang_code[KT_NLANG] = {"fi", "sv", "en"};

int kt_lang_parse(const char *code)
{
    for (int l = 0; l < KT_NLANG; l++)
        if (kt_streq(code, kt_lang_code[l])) return l;
    return -1;
}

static enum kt_status keep_first(struct kt_err *err, enum kt_status status, const char *file, long line,
                                 const char *fmt, va_list ap) KT_PRINTF(5, 0);
static enum kt_status keep_first(struct kt_err *err, enum kt_status status, const char *file, long line,
                                 const char *fmt, va_list ap)
{
    if (err->status != KT_OK) return err->status;
    err->status = status;
    err->line = line;
    snprintf(err->file, sizeof err->file, "%s", file);
    vsnprintf(err->text, sizeof err->text, fmt, ap);
    return status;
}

enum kt_status kt_fail(struct kt_err *err, enum kt_status status, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    status = keep_first(err, status, "", 0, fmt, ap);
    va_end(ap);
    return status;
}

enum kt_status kt_fail_at(struct kt_err *err, enum kt_status status, const char *file, long line,
                          const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    status = keep_first(err, status, file, line, fmt, ap);
    va_end(ap);
    return status;
}
