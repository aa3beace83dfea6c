/* Services that hand out rows in pages: every page is kept until all are there, so that a stopped
 * fetch goes on where it was; then they become one file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PAGES_MAX = 20000, KEPT_FOR_S = 24 * 3600 };

/* Names of things in an answer, by kind of paging. */
static const struct form {
    const char *rows, *rows_too, *total, *total_too, *id;
} form[] = {
    [KT_WFS] = {"features", NULL, "numberMatched", "totalFeatures", "id"},
    [KT_FEATURES] = {"features", NULL, "numberMatched", NULL, "id"},
    [KT_KIRKANTA] = {"items", "result", "total", NULL, "id"},
    [KT_PTV] = {"itemList", NULL, NULL, NULL, "id"},
};

/* What the pages have told so far. */
struct gathering {
    struct kt_job *job;
    const struct form *form;
    FILE *out;
    json_t *head;    /* members of the first answer beside the rows */
    json_t *seen;    /* ids */
    long long total; /* promised rows; -1: not told */
    size_t received, repeated;
    size_t request;
};

bool kt_json_put(FILE *f, const json_t *v)
{
    return json_dumpf(v, f, KT_JSON_FORM) == 0;
}

/* A kept page counts only for the same request and for a day: the service may have changed since. */
static bool kept(const char *path, const char *asked, struct kt_arena tmp)
{
    struct stat sb;
    char *text;
    size_t n;
    struct kt_err ignored = {0};
    const char *request = kt_printf(&tmp, "%s.request", path);
    if (stat(path, &sb) != 0 || time(NULL) - sb.st_mtime > KEPT_FOR_S || access(request, R_OK) != 0)
        return false;
    return kt_slurp(request, &tmp, &text, &n, &ignored) == KT_OK && strcmp(text, asked) == 0;
}

static void note_request(const char *path, const char *asked, struct kt_arena tmp)
{
    FILE *f = fopen(kt_printf(&tmp, "%s.request", path), "wb");
    if (!f) return;
    fputs(asked, f);
    fclose(f);
}

char *kt_page_path(const struct kt_job *job, size_t n, struct kt_arena *a)
{
    return kt_printf(a, "%s/%05zu.json", job->pages, n);
}

enum kt_status kt_fetch_page(struct kt_job *job, const char *url, const char *body, json_t **root,
                             struct kt_arena tmp, struct kt_err *err)
{
    const char *path = kt_page_path(job, job->npage, &tmp);
    job->stale = false;
    const char *asked = kt_printf(&tmp, "%s\n%s", url, body ? body : "");
    if (!kept(path, asked, tmp)) {
        if (job->opt->tell) job->opt->tell(job->opt->tell_ctx, kt_masked(&tmp, url));
        struct kt_request request = {.url = url, .body = body, .path = path};
        KT_TRY(kt_transfer(job, &request, tmp, err));
        note_request(path, asked, tmp);
    }
    json_error_t why;
    *root = json_load_file(path, JSON_REJECT_DUPLICATES, &why);
    if (json_is_object(*root) || json_is_array(*root)) {
        job->npage++;
        job->stale = true;
        return KT_OK;
    }
    unlink(path);
    json_decref(*root);
    *root = NULL;
    return kt_fail(
        err, KT_EIO,
        "%s: the answer is no whole JSON (line %d: %s); it may be cut short, or an error page; run "
        "it again",
        kt_masked(&tmp, url), why.line, why.text);
}

static const char *page_url(const struct gathering *g, struct kt_arena *a)
{
    const struct kt_preset *p = g->job->preset;
    const char *url = g->job->url, *sign = strchr(url, '?') ? "&" : "?";
    switch (p->paging) {
    case KT_WFS: return kt_printf(a, "%s%scount=%zu&startIndex=%zu", url, sign, p->page, g->received);
    case KT_FEATURES: return kt_printf(a, "%s%slimit=%zu", url, sign, p->page);
    case KT_KIRKANTA: return kt_printf(a, "%s%slimit=%zu&skip=%zu", url, sign, p->page, g->received);
    default: return kt_printf(a, "%s%spage=%zu", url, sign, g->request + 1);
    }
}

/* The row's identity as text; NULL when it has none. */
static const char *identity(const struct gathering *g, const json_t *row, char buf[32])
{
    const json_t *id = json_object_get(row, g->form->id);
    if (json_is_string(id)) return json_string_value(id);
    if (!json_is_integer(id)) return NULL;
    snprintf(buf, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
    return buf;
}

/* "key=value" */
static bool wanted(const char *only, const json_t *row)
{
    if (!only) return true;
    size_t n = strcspn(only, "=");
    const json_t *v = json_object_getn(row, only, n);
    return json_is_string(v) && strcmp(json_string_value(v), only + n + 1) == 0;
}

static enum kt_status put_row(struct gathering *g, const json_t *row, struct kt_err *err)
{
    char buf[32];
    const json_t *fields = json_object_get(row, "properties");
    KT_TRY(kt_fetch_expect(g->job, json_is_object(fields) ? fields : row, g->job->preset->fields, err));
    const char *id = identity(g, row, buf);
    if (id && json_object_get(g->seen, id)) {
        g->repeated++;
        return KT_OK;
    }
    if (id) json_object_set_new(g->seen, id, json_true());
    if (!wanted(g->job->preset->only, row)) return KT_OK;
    bool ok = fputs(g->job->rows ? ",\n" : "\n", g->out) >= 0 && kt_json_put(g->out, row);
    g->job->rows++;
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, g->job->part, 0, "could not be written; is the disk full?");
}

static long long total_of(const struct gathering *g, const json_t *root)
{
    const json_t *t = g->form->total ? json_object_get(root, g->form->total) : NULL;
    if (!json_is_integer(t) && g->form->total_too) t = json_object_get(root, g->form->total_too);
    return json_is_integer(t) ? json_integer_value(t) : -1;
}

static const json_t *rows_of(const struct gathering *g, const json_t *root)
{
    const json_t *rows = json_object_get(root, g->form->rows);
    if (!rows && g->form->rows_too) rows = json_object_get(root, g->form->rows_too);
    return json_is_array(rows) ? rows : NULL;
}

static enum kt_status take_page(struct gathering *g, const json_t *root, size_t *got, struct kt_err *err)
{
    const json_t *rows = rows_of(g, root);
    const char *name = g->job->preset->name;
    if (!rows)
        return kt_fail_at(err, KT_EINPUT, name, 0,
                          "the answer lacks the list \"%s\"; the service may have changed", g->form->rows);
    long long total = total_of(g, root);
    if (g->total >= 0 && total >= 0 && total != g->total)
        return kt_fail_at(err, KT_EIO, name, 0,
                          "the service changed while it was read (%lld rows, then %lld); run it again",
                          g->total, total);
    if (total >= 0) g->total = total;
    size_t i;
    json_t *row;
    json_array_foreach((json_t *)rows, i, row) KT_TRY(put_row(g, row, err));
    *got = json_array_size(rows);
    g->received += *got;
    return KT_OK;
}

/* Address of the next page, NULL after the last. */
static const char *next_url(struct gathering *g, const json_t *root, size_t got, struct kt_arena *a)
{
    if (g->job->preset->paging == KT_PTV) {
        json_int_t pages = json_integer_value(json_object_get(root, "pageCount"));
        return (json_int_t)(g->request + 1) < pages ? (g->request++, page_url(g, a)) : NULL;
    }
    g->request++;
    if (g->job->preset->paging == KT_FEATURES) {
        size_t i;
        json_t *link;
        json_array_foreach(json_object_get(root, "links"), i, link)
        {
            const char *rel = json_string_value(json_object_get(link, "rel"));
            const char *href = json_string_value(json_object_get(link, "href"));
            const char *type =
                json_string_value(json_object_get(link, "type")); /* HTML has a next page too */
            if (rel && href && strcmp(rel, "next") == 0 && got > 0 && (!type || strstr(type, "json")))
                return kt_strdup(a, href);
        }
        return NULL;
    }
    bool all = g->total >= 0 ? (long long)g->received >= g->total : got < g->job->preset->page;
    return got == 0 || all ? NULL : page_url(g, a);
}

/* The first answer without its rows and without what is true of one page or moment only. */
static json_t *head_of(const json_t *root)
{
    static const char *const of_a_page[] = {"timeStamp", "links", "bbox",   "numberReturned",
                                            "features",  "items", "result", "itemList"};
    json_t *head = json_copy((json_t *)root);
    for (size_t i = 0; i < sizeof of_a_page / sizeof *of_a_page; i++) json_object_del(head, of_a_page[i]);
    return head;
}

static void set_counts(json_t *head, size_t rows)
{
    static const struct {
        const char *key;
        bool one;
    } count[] = {{"numberMatched", false}, {"totalFeatures", false}, {"total", false},
                 {"pageSize", false},      {"pageCount", true},      {"pageNumber", true}};
    for (size_t i = 0; i < sizeof count / sizeof *count; i++)
        if (json_object_get(head, count[i].key))
            json_object_set_new(head, count[i].key, json_integer(count[i].one ? 1 : (json_int_t)rows));
}

/* Rows first, then everything else: the counts are known only at the end. */
static enum kt_status put_tail(struct gathering *g, struct kt_err *err)
{
    set_counts(g->head, g->job->rows);
    bool ok = fputs("\n]", g->out) >= 0;
    const char *key;
    json_t *value;
    json_object_foreach(g->head, key, value)
    {
        json_t *name = json_string(key);
        ok = ok && fputs(",\n", g->out) >= 0 && kt_json_put(g->out, name) && fputc(':', g->out) != EOF &&
             kt_json_put(g->out, value);
        json_decref(name);
    }
    ok = ok && fputs("}\n", g->out) >= 0;
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, g->job->part, 0, "could not be written; is the disk full?");
}

static enum kt_status check_count(const struct gathering *g, struct kt_err *err)
{
    const char *name = g->job->preset->name;
    if (g->total >= 0 && (long long)g->received != g->total)
        return kt_fail_at(err, KT_EIO, name, 0, "the service promised %lld rows and gave %zu; run it again",
                          g->total, g->received);
    if (g->repeated)
        return kt_fail_at(
            err, KT_EIO, name, 0,
            "%zu rows came twice, so others are missing: the service's pages shifted while they "
            "were read; run it again",
            g->repeated);
    if (g->job->rows == 0)
        return kt_fail_at(err, KT_EINPUT, name, 0, "the service gave no rows; is there data of that year?");
    return KT_OK;
}

static enum kt_status gather(struct gathering *g, struct kt_err *err)
{
    struct kt_job *job = g->job;
    struct kt_arena tmp = *job->keep;
    if (fprintf(g->out, "{\"%s\":[", g->form->rows) < 0)
        return kt_fail_at(err, KT_EIO, g->job->part, 0, "could not be written; is the disk full?");
    const char *url = page_url(g, &tmp);
    while (url) {
        if (job->npage == PAGES_MAX)
            return kt_fail_at(err, KT_ELIMIT, job->preset->name, 0, "more than %d pages; is there an end?",
                              PAGES_MAX);
        json_t *root;
        size_t got = 0;
        KT_TRY(kt_fetch_page(job, url, NULL, &root, tmp, err));
        if (!g->head) g->head = head_of(root);
        enum kt_status status = take_page(g, root, &got, err);
        url = status == KT_OK ? next_url(g, root, got, &tmp) : NULL;
        json_decref(root);
        if (status != KT_OK) return status;
    }
    KT_TRY(check_count(g, err));
    return put_tail(g, err);
}

enum kt_status kt_fetch_pages(struct kt_job *job, struct kt_err *err)
{
    struct gathering g = {.job = job, .form = &form[job->preset->paging], .total = -1};
    g.out = fopen(job->part, "wb");
    if (!g.out) return kt_fail_at(err, KT_EIO, job->part, 0, "can't be written: %s", strerror(errno));
    g.seen = json_object();
    enum kt_status status = gather(&g, err);
    if (fclose(g.out) != 0 && status == KT_OK)
        status = kt_fail_at(err, KT_EIO, job->part, 0, "could not be written; is the disk full?");
    json_decref(g.seen);
    json_decref(g.head);
    return status;
}
