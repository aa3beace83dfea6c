/* Fetching a preset: ask, put together, check, and only then put in place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The template with {year}, {year-1} and {area} filled in; NULL when one of them is not given. */
static const char *filled(const char *template, const struct kt_fetch_options *opt, struct kt_arena *a,
                          const char **lacks)
{
    const char *out = "";
    for (const char *p = template; *p;) {
        size_t plain = strcspn(p, "{");
        const char *word = p + plain, *value = "";
        size_t skip = 0;
        if (strncmp(word, "{year}", 6) == 0 || strncmp(word, "{year-1}", 8) == 0) {
            bool before = word[5] == '-';
            if (!opt->year) return *lacks = "--year", NULL;
            value = kt_printf(a, "%d", opt->year - before);
            skip = before ? 8 : 6;
        } else if (strncmp(word, "{area}", 6) == 0) {
            if (!opt->area) return *lacks = "--area", NULL;
            value = opt->area;
            skip = 6;
        } else if (*word) {
            plain++;
        }
        out = kt_printf(a, "%s%.*s%s", out, (int)plain, p, value);
        p += plain + skip;
    }
    return out;
}

static enum kt_status open_job(struct kt_job *job, struct kt_fetch_result *out, struct kt_err *err)
{
    const struct kt_preset *p = job->preset;
    const char *lacks = NULL;
    const char *host = job->opt->base_url && *job->opt->base_url ? job->opt->base_url : p->host;
    const char *path = filled(p->path, job->opt, job->keep, &lacks);
    job->select = filled(p->select ? p->select : "", job->opt, job->keep, &lacks);
    job->credit = filled(p->attribution, job->opt, job->keep, &lacks);
    out->file = filled(p->file, job->opt, job->keep, &lacks);
    if (lacks) return kt_fail(err, KT_EINPUT, "preset %s needs %s", p->name, lacks);
    size_t n = strlen(host);
    while (n && host[n - 1] == '/') n--;
    job->url = kt_printf(job->keep, "%.*s%s", (int)n, host, path);
    job->path = out->path = kt_path_join(job->keep, job->opt->dir, out->file);
    job->part = kt_printf(job->keep, "%s/.%s.part", job->opt->dir, out->file);
    job->pages = kt_printf(job->keep, "%s/.%s.pages", job->opt->dir, out->file);
    return KT_OK;
}

/* ---- answers of one piece ---- */

/* The words of a heading as members of an object. */
static json_t *heading(const char *line, size_t n)
{
    json_t *o = json_object();
    for (size_t at = 0; at < n;) {
        size_t len = strcspn(line + at, ";,\t\r\n");
        if (at + len > n) len = n - at;
        const char *word = line + at;
        size_t nword = len;
        if (nword > 1 && word[0] == '"' && word[nword - 1] == '"') word++, nword -= 2;
        json_object_setn_new(o, word, nword, json_true());
        at += len + 1;
    }
    return o;
}

static enum kt_status check_json(struct kt_job *job, struct kt_err *err)
{
    json_error_t why;
    json_t *root = json_load_file(job->part, 0, &why);
    if (!root)
        return kt_fail_at(err, KT_EINPUT, job->preset->name, 0, "the answer is no whole JSON (line %d: %s)",
                          why.line, why.text);
    const json_t *row = json_is_array(root) ? json_array_get(root, 0) : root;
    enum kt_status status = kt_fetch_expect(job, row, job->preset->fields, err);
    job->rows = json_array_size(root);
    json_decref(root);
    return status;
}

static enum kt_status check_whole(struct kt_job *job, struct kt_err *err)
{
    char line[4096];
    FILE *f = fopen(job->part, "rb");
    if (!f) return kt_fail_at(err, KT_EIO, job->part, 0, "can't be read: %s", strerror(errno));
    size_t n = fread(line, 1, sizeof line - 1, f);
    fclose(f);
    line[n] = '\0';
    if (!n) return kt_fail_at(err, KT_EINPUT, job->preset->name, 0, "the answer is empty");
    const char *text = strncmp(line, "\xef\xbb\xbf", 3) == 0 ? line + 3 : line;
    if (*text == '[' || *text == '{') return check_json(job, err);
    json_t *words = heading(text, strcspn(text, "\r\n"));
    enum kt_status status = kt_fetch_expect(job, words, job->preset->fields, err);
    json_decref(words);
    return status;
}

static enum kt_status fetch_whole(struct kt_job *job, struct kt_err *err)
{
    struct kt_request r = {.url = job->url, .path = job->part, .resume = true};
    if (job->opt->tell) job->opt->tell(job->opt->tell_ctx, kt_masked(job->keep, job->url));
    KT_TRY(kt_transfer(job, &r, *job->keep, err));
    return check_whole(job, err);
}

/* ---- in place ---- */

/* What the preset does not expect stays for a look, under a name that nothing reads. */
static void reject(const struct kt_job *job)
{
    struct kt_arena tmp = *job->keep;
    const char *from =
        job->preset->paging == KT_WHOLE || !job->npage ? job->part : kt_page_path(job, job->npage - 1, &tmp);
    (void)rename(from, kt_printf(&tmp, "%s.rejected", job->path));
}

static enum kt_status put_in_place(struct kt_job *job, struct kt_fetch_result *out, struct kt_err *err)
{
    struct kt_arena tmp = *job->keep;
    struct stat sb;
    KT_TRY(kt_sha256_file(job->part, out->sha256, err));
    if (stat(job->part, &sb) == 0) out->bytes = (size_t)sb.st_size;
    out->rows = job->rows;
    KT_TRY(kt_sources_compare(job, out, err));
    if ((out->edited || out->what == KT_CHANGED_FILE) && access(job->path, F_OK) == 0)
        (void)rename(job->path, kt_printf(&tmp, "%s.former", job->path));
    if (rename(job->part, job->path) != 0)
        return kt_fail_at(err, KT_EIO, job->path, 0, "can't be put in place: %s", strerror(errno));
    return kt_sources_record(job, out, err);
}

static enum kt_status fetch_locked(struct kt_job *job, struct kt_fetch_result *out, struct kt_err *err)
{
    struct kt_err ignored = {0};
    KT_TRY(kt_mkdirs(job->pages, err));
    enum kt_status status = job->preset->paging == KT_WHOLE   ? fetch_whole(job, err)
                            : job->preset->paging == KT_PXWEB ? kt_fetch_pxweb(job, err)
                                                              : kt_fetch_pages(job, err);
    if (status == KT_EINPUT) reject(job);
    if (status == KT_OK) status = put_in_place(job, out, err);
    /* After a failed transfer the pages stay, so that the next try goes on; else they have served. */
    if ((status == KT_OK || job->stale || !job->npage) && kt_rmtree(job->pages, &ignored) != KT_OK)
        job->stale = true;
    if (status != KT_OK && job->preset->paging != KT_WHOLE) unlink(job->part);
    return status;
}

enum kt_status kt_fetch(const struct kt_preset *preset, const struct kt_fetch_options *opt,
                        struct kt_arena *keep, struct kt_fetch_result *out, struct kt_err *err)
{
    struct kt_job job = {.preset = preset, .opt = opt, .keep = keep};
    *out = (struct kt_fetch_result){0};
    KT_TRY(open_job(&job, out, err));
    KT_TRY(kt_mkdirs(opt->dir, err));
    /* Two fetches at once would take each other's pages. */
    int lock = open(opt->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0) return kt_fail_at(err, KT_EIO, opt->dir, 0, "can't be opened: %s", strerror(errno));
    enum kt_status status =
        flock(lock, LOCK_EX | LOCK_NB) == 0
            ? fetch_locked(&job, out, err)
            : kt_fail_at(err, KT_EIO, opt->dir, 0, "another fetch is at work there; wait for it");
    close(lock);
    return status;
}
