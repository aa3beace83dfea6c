/* SOURCES.json: what lies in the folder, from where, since when, and under which licence.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *index_path(const struct kt_job *job, struct kt_arena *a)
{
    return kt_path_join(a, job->opt->dir, KT_SOURCES_NAME);
}

/* The index, or an empty one; a damaged one is an error, not a reason to write over it. */
static enum kt_status load(const char *path, json_t **root, struct kt_err *err)
{
    json_error_t why;
    if (access(path, F_OK) != 0) {
        *root = json_pack("{s:[]}", "files");
        return KT_OK;
    }
    *root = json_load_file(path, 0, &why);
    if (json_is_array(json_object_get(*root, "files"))) return KT_OK;
    json_decref(*root);
    return kt_fail_at(err, KT_EINPUT, path, why.line > 0 ? why.line : 0,
                      "is no list of sources; move it away and fetch again");
}

static json_t *entry_of(const json_t *root, const char *file, size_t *at)
{
    const json_t *files = json_object_get(root, "files");
    for (*at = 0; *at < json_array_size(files); *at += 1) {
        json_t *e = json_array_get(files, *at);
        const char *name = json_string_value(json_object_get(e, "file"));
        if (name && strcmp(name, file) == 0) return e;
    }
    return NULL;
}

static const char *text_in(const json_t *entry, const char *key)
{
    const char *s = json_string_value(json_object_get(entry, key));
    return s ? s : "";
}

enum kt_status kt_sources_compare(const struct kt_job *job, struct kt_fetch_result *out, struct kt_err *err)
{
    struct kt_arena tmp = *job->keep;
    json_t *root;
    size_t at;
    struct stat sb;
    KT_TRY(load(index_path(job, &tmp), &root, err));
    const json_t *e = entry_of(root, out->file, &at);
    enum kt_status status = KT_OK;
    if (e) {
        const char *former = text_in(e, "sha256");
        out->what = strcmp(former, out->sha256) == 0 ? KT_SAME_FILE : KT_CHANGED_FILE;
        snprintf(out->former_sha256, sizeof out->former_sha256, "%s", former);
    }
    out->former_day = kt_strdup(job->keep, text_in(e, "fetched"));
    if (stat(job->path, &sb) == 0) {
        char here[65];
        status = kt_sha256_file(job->path, here, err);
        out->edited = status == KT_OK && (!e || strcmp(here, text_in(e, "sha256")) != 0) &&
                      strcmp(here, out->sha256) != 0;
    }
    json_decref(root);
    return status;
}

static json_t *new_entry(const struct kt_job *job, const struct kt_fetch_result *out, struct kt_arena tmp)
{
    char now[32];
    time_t t = time(NULL);
    struct tm utc;
    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &utc));
    return json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:s, s:s, s:s}", "file", out->file, "preset",
                     job->preset->name, "address", kt_masked(&tmp, job->url), "sha256", out->sha256, "bytes",
                     (json_int_t)out->bytes, "rows", (json_int_t)out->rows, "fetched", now, "licence",
                     job->preset->licence, "attribution", job->credit);
}

enum kt_status kt_sources_record(const struct kt_job *job, const struct kt_fetch_result *out,
                                 struct kt_err *err)
{
    struct kt_arena tmp = *job->keep;
    const char *path = index_path(job, &tmp), *part = kt_printf(&tmp, "%s.part", path);
    json_t *root;
    size_t at;
    KT_TRY(load(path, &root, err));
    json_t *files = json_object_get(root, "files"), *e = new_entry(job, out, tmp);
    if (entry_of(root, out->file, &at))
        json_array_set_new(files, at, e);
    else
        json_array_append_new(files, e);
    bool ok = e && json_dump_file(root, part, JSON_INDENT(1)) == 0 && rename(part, path) == 0;
    json_decref(root);
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, path, 0, "could not be written: %s", strerror(errno));
}
