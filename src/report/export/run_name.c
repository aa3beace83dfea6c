/* run_name: the same name for the same outputs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/export.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool kt_changes_bytes(const char *path)
{
    return strcmp(path, "run.out") != 0 && strcmp(path, "run.jobs") != 0 && strcmp(path, "run.cache") != 0;
}

static void put_setting(void *ctx, const char *path, const char *value, bool given)
{
    (void)given;
    if (kt_changes_bytes(path)) fprintf(ctx, "%s=%s\n", path, value);
}

char *kt_run_name(const struct kt_study *st, const char *extra, struct kt_arena *keep)
{
    char *text = NULL, hex[65];
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    fprintf(f, "katve %s\n%s\n", KT_VERSION, extra ? extra : "");
    if (st->set) kt_settings_each(st->set, put_setting, f);
    for (size_t i = 0; i < st->ninput; i++) {
        const struct kt_input *in = &st->input[i];
        fprintf(f, "%s %s %s\n", in->role, in->layer ? in->layer : "", in->sha256);
    }
    fclose(f);
    kt_sha256_bytes(text, n, hex);
    free(text);
    hex[12] = '\0';
    if (!st->set || !kt_settings_has(st->set, "study.year")) return kt_strdup(keep, hex);
    return kt_printf(keep, "%ld-%s", kt_settings_int(st->set, "study.year"), hex);
}
