/* verify: a run against its manifest, and two runs against each other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/manifest/manifest_internal.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

const char *const kt_verdict_name[5] = {"same", "different", "missing", "added", "unchecked"};

json_t *kt_crate_find(const json_t *doc, const char *id)
{
    size_t i;
    json_t *e;
    json_array_foreach(json_object_get(doc, "@graph"), i,
                       e) if (strcmp(kt_crate_text(e, "@id"), id) == 0) return e;
    return NULL;
}

const char *kt_crate_text(const json_t *entity, const char *key)
{
    const char *s = json_string_value(json_object_get(entity, key));
    return s ? s : "";
}

static enum kt_status load(const char *run_dir, struct kt_arena *keep, json_t **doc, struct kt_err *err)
{
    const char *path = kt_path_join(keep, run_dir, KT_MANIFEST_NAME);
    struct stat sb;
    if (stat(path, &sb) != 0)
        return kt_fail_at(err, KT_EINPUT, path, 0, "no manifest: is this the folder of a run?");
    json_error_t why;
    *doc = json_load_file(path, 0, &why);
    if (!*doc) return kt_fail_at(err, KT_EINPUT, path, why.line, "the manifest can't be read: %s", why.text);
    if (kt_crate_find(*doc, KT_CRATE_RUN) && kt_crate_find(*doc, KT_CRATE_APP)) return KT_OK;
    json_decref(*doc);
    *doc = NULL;
    return kt_fail_at(err, KT_EINPUT, path, 0, "not the manifest of a katve run");
}

static void add_item(struct kt_verify *v, bool input, const char *path, enum kt_verdict verdict)
{
    v->item[v->n++] = (struct kt_verify_item){input, path, verdict};
    v->count[verdict]++;
}

static bool regular(const char *path)
{
    struct stat sb;
    return stat(path, &sb) == 0 && S_ISREG(sb.st_mode);
}

static enum kt_verdict against(const char *path, const char *sha)
{
    char now[65];
    struct kt_err err = {0};
    if (!regular(path)) return KT_GONE;
    return kt_sha256_file(path, now, &err) == KT_OK && strcmp(now, sha) == 0 ? KT_SAME : KT_DIFFERENT;
}

/* The study file as typed is relative to a folder nobody wrote down: here, or one above the run. */
static const char *locate(const char *run_dir, const char *path, struct kt_arena *keep)
{
    if (regular(path)) return path;
    char *dir = kt_printf(keep, "%s/..", run_dir);
    for (int up = 0; up < 8 && path[0] != '/'; up++) {
        char *tried = kt_path_join(keep, dir, path);
        if (regular(tried)) return tried;
        dir = kt_printf(keep, "%s/..", dir);
    }
    return path;
}

static const char *folder_of(const char *path, struct kt_arena *keep)
{
    const char *slash = strrchr(path, '/');
    return slash ? kt_strndup(keep, path, (size_t)(slash - path)) : ".";
}

/* "/etc/passwd" or "../x" as an output would make verify read what is not the run's. */
static bool stays_inside(const char *path)
{
    if (path[0] == '/' || path[0] == '\0') return false;
    for (const char *p = path; p; p = strchr(p, '/') ? strchr(p, '/') + 1 : NULL)
        if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || p[2] == '\0')) return false;
    return true;
}

static void check_inputs(const json_t *doc, const char *run_dir, struct kt_arena *keep, struct kt_verify *v)
{
    size_t i;
    json_t *e;
    json_array_foreach(json_object_get(doc, "@graph"), i, e)
    {
        if (strncmp(kt_crate_text(e, "@id"), KT_CRATE_INPUT, strlen(KT_CRATE_INPUT)) != 0) continue;
        if (strcmp(kt_crate_text(e, "description"), KT_ROLE_STUDY) == 0)
            v->study = locate(run_dir, kt_strdup(keep, kt_crate_text(e, "name")), keep);
    }
    const char *home = folder_of(v->study ? v->study : "", keep);
    json_array_foreach(json_object_get(doc, "@graph"), i, e)
    {
        if (strncmp(kt_crate_text(e, "@id"), KT_CRATE_INPUT, strlen(KT_CRATE_INPUT)) != 0) continue;
        const char *name = kt_strdup(keep, kt_crate_text(e, "name")), *sha = kt_crate_text(e, "sha256");
        bool study = strcmp(kt_crate_text(e, "description"), KT_ROLE_STUDY) == 0;
        const char *path = study ? v->study : kt_path_join(keep, home, name);
        /* The path may also have been given from where the run was made. */
        if (!study && *sha && !regular(path)) path = locate(run_dir, name, keep);
        add_item(v, true, name, *sha ? against(path, sha) : KT_UNCHECKED);
    }
}

static enum kt_status check_outputs(const json_t *doc, const char *run_dir, char **file, size_t nfile,
                                    struct kt_arena *keep, struct kt_verify *v, struct kt_err *err)
{
    size_t i;
    json_t *e;
    bool *named = KT_NEW(keep, bool, nfile + 1);
    json_array_foreach(json_object_get(doc, "@graph"), i, e)
    {
        if (strcmp(kt_crate_text(e, "@type"), "File") != 0) continue;
        const char *name = kt_strdup(keep, kt_crate_text(e, "name"));
        if (!stays_inside(name))
            return kt_fail_at(err, KT_EINPUT, run_dir, 0, "the manifest names an output outside the run: %s",
                              name);
        add_item(v, false, name, against(kt_path_join(keep, run_dir, name), kt_crate_text(e, "sha256")));
        for (size_t j = 0; j < nfile; j++)
            if (strcmp(file[j], name) == 0) named[j] = true;
    }
    for (size_t j = 0; j < nfile; j++)
        if (!named[j] && strcmp(file[j], KT_MANIFEST_NAME) != 0) add_item(v, false, file[j], KT_ADDED);
    return KT_OK;
}

enum kt_status kt_verify_checksums(const char *run_dir, struct kt_arena *keep, struct kt_verify *out,
                                   struct kt_err *err)
{
    json_t *doc;
    char **file;
    size_t nfile;
    *out = (struct kt_verify){0};
    KT_TRY(load(run_dir, keep, &doc, err));
    enum kt_status s = kt_list_files(run_dir, keep, &file, &nfile, err);
    if (s == KT_OK) {
        out->item =
            KT_NEW(keep, struct kt_verify_item, json_array_size(json_object_get(doc, "@graph")) + nfile);
        out->version = kt_strdup(keep, kt_crate_text(kt_crate_find(doc, KT_CRATE_APP), "softwareVersion"));
        out->command = kt_strdup(keep, kt_crate_text(kt_crate_find(doc, KT_CRATE_RUN), "description"));
        out->run = kt_strdup(keep, kt_crate_text(kt_crate_find(doc, KT_CRATE_RUN), "name"));
        out->study = "";
        check_inputs(doc, run_dir, keep, out);
        s = check_outputs(doc, run_dir, file, nfile, keep, out, err);
    }
    json_decref(doc);
    return s;
}

static bool same_bytes(const char *a, const char *b)
{
    FILE *f = fopen(a, "rb"), *g = fopen(b, "rb");
    bool same = f && g;
    char x[1 << 14], y[1 << 14];
    for (size_t n = 1; same && n > 0;) {
        n = fread(x, 1, sizeof x, f);
        same = fread(y, 1, sizeof y, g) == n && memcmp(x, y, n) == 0 && !ferror(f) && !ferror(g);
    }
    if (f) fclose(f);
    if (g) fclose(g);
    return same;
}

/* How and from where the run was started may differ between two equal runs. */
static void forget_place(json_t *doc)
{
    size_t i;
    json_t *e;
    json_object_del(kt_crate_find(doc, KT_CRATE_RUN), "description");
    json_array_foreach(json_object_get(doc, "@graph"), i,
                       e) if (strncmp(kt_crate_text(e, "@id"), KT_CRATE_INPUT, strlen(KT_CRATE_INPUT)) == 0 &&
                              strcmp(kt_crate_text(e, "description"), KT_ROLE_STUDY) == 0)
        json_object_del(e, "name");
}

static bool same_manifests(const char *a, const char *b, struct kt_arena tmp)
{
    json_t *x = NULL, *y = NULL;
    struct kt_err err = {0};
    bool same = load(a, &tmp, &x, &err) == KT_OK && load(b, &tmp, &y, &err) == KT_OK;
    if (same) {
        forget_place(x);
        forget_place(y);
        same = json_equal(x, y);
    }
    json_decref(x);
    json_decref(y);
    return same;
}

enum kt_status kt_verify_compare(const char *a, const char *b, struct kt_arena *keep, struct kt_verify *out,
                                 struct kt_err *err)
{
    char **in_a, **in_b;
    size_t na, nb;
    *out = (struct kt_verify){.version = "", .command = "", .study = "", .run = ""};
    KT_TRY(kt_list_files(a, keep, &in_a, &na, err));
    KT_TRY(kt_list_files(b, keep, &in_b, &nb, err));
    out->item = KT_NEW(keep, struct kt_verify_item, na + nb);
    for (size_t i = 0, j = 0; i < na || j < nb;) {
        int order = i == na ? 1 : j == nb ? -1 : strcmp(in_a[i], in_b[j]);
        if (order != 0) {
            add_item(out, false, order < 0 ? in_a[i++] : in_b[j++], order < 0 ? KT_GONE : KT_ADDED);
            continue;
        }
        struct kt_arena tmp = *keep;
        const char *x = kt_path_join(&tmp, a, in_a[i]), *y = kt_path_join(&tmp, b, in_b[j]);
        bool same = same_bytes(x, y) || (strcmp(in_a[i], KT_MANIFEST_NAME) == 0 && same_manifests(a, b, tmp));
        add_item(out, false, in_a[i], same ? KT_SAME : KT_DIFFERENT);
        i++;
        j++;
    }
    return KT_OK;
}
