/* One request to a service, with patience: retries, pauses, and a cut answer taken up where it broke.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 4, SILENCE_S = 60, CONNECT_S = 20, PAUSE_MAX_S = 60, REDIRECTS = 5 };
static const double first_pause_s = 0.5;

/* What one attempt learns. */
struct answer {
    CURL *curl;
    FILE *f;
    const char *part, *url;
    struct kt_arena tmp;
    long from;       /* bytes that lie in `part` and were not asked for again */
    long range_from; /* where the server says that its part begins; -1: not said */
    bool resume;
    bool begun, disk_full;
    char validator[256]; /* ETag, else Last-Modified: names the version of a cut answer */
    long retry_after;
};

static size_t header(char *line, size_t size, size_t n, void *ctx)
{
    struct answer *a = ctx;
    size_t len = size * n;
    const char *colon = memchr(line, ':', len);
    if (!colon) return len;
    const char *value = colon + 1, *end = line + len;
    while (value < end && *value == ' ') value++;
    while (end > value && (end[-1] == '\r' || end[-1] == '\n')) end--;
    size_t name = (size_t)(colon - line), nvalue = (size_t)(end - value);
    bool etag = name == 4 && strncasecmp(line, "ETag", 4) == 0 && strncmp(value, "W/", 2) != 0;
    bool modified = name == 13 && strncasecmp(line, "Last-Modified", 13) == 0 && a->validator[0] != '"';
    if ((etag || modified) && nvalue < sizeof a->validator) {
        memcpy(a->validator, value, nvalue);
        a->validator[nvalue] = '\0';
    }
    if (name == 13 && strncasecmp(line, "Content-Range", 13) == 0 && strncmp(value, "bytes ", 6) == 0)
        a->range_from = strtol(value + 6, NULL, 10);
    if (name == 11 && strncasecmp(line, "Retry-After", 11) == 0) a->retry_after = strtol(value, NULL, 10);
    return len;
}

/* The version that a cut answer belongs to stands beside it: address, then validator. */
static void keep_validator(const char *part, const char *url, const char *validator, struct kt_arena tmp)
{
    const char *path = kt_printf(&tmp, "%s.version", part);
    unlink(path);
    FILE *f = *validator ? fopen(path, "wb") : NULL;
    if (!f) return;
    fprintf(f, "%s\n%s\n", url, validator);
    fclose(f);
}

/* The first bytes tell whether the server goes on (206) or begins anew (200). */
static size_t body(char *data, size_t size, size_t n, void *ctx)
{
    struct answer *a = ctx;
    long status = 0;
    curl_easy_getinfo(a->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200 && status != 206) return size * n; /* an error's text: not the file */
    if (!a->begun && status == 200 && a->from > 0) {
        if (ftruncate(fileno(a->f), 0) != 0) return 0;
        a->from = 0;
    }
    if (!a->begun && status == 206 && a->range_from != a->from) return 0; /* not what was asked for */
    /* Now, not at the end: the program may be stopped between. */
    if (!a->begun && a->resume) keep_validator(a->part, a->url, a->validator, a->tmp);
    a->begun = true;
    size_t put = fwrite(data, 1, size * n, a->f);
    a->disk_full = put != size * n;
    return put;
}

/* Bytes of an earlier attempt at the same address that can be gone on with. */
static long resumable(const char *part, const char *url, char validator[256], struct kt_arena tmp)
{
    struct stat sb;
    char *text;
    size_t n;
    struct kt_err ignored = {0};
    const char *path = kt_printf(&tmp, "%s.version", part);
    if (stat(part, &sb) != 0 || sb.st_size == 0 || access(path, R_OK) != 0) return 0;
    if (kt_slurp(path, &tmp, &text, &n, &ignored) != KT_OK) return 0;
    char *second = strchr(text, '\n');
    if (!second) return 0;
    *second++ = '\0';
    second[strcspn(second, "\n")] = '\0';
    if (strcmp(text, url) != 0 || !*second || strlen(second) > 255) return 0;
    snprintf(validator, 256, "%s", second);
    return (long)sb.st_size;
}

static void set_options(struct answer *a, const struct kt_job *job, const struct kt_request *r,
                        struct curl_slist *headers, char *why)
{
    CURL *c = a->curl;
    double silence = job->opt->timeout_s > 0 ? job->opt->timeout_s : SILENCE_S;
    curl_easy_setopt(c, CURLOPT_URL, r->url);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)REDIRECTS);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)ceil(silence));
    curl_easy_setopt(c, CURLOPT_USERAGENT, "katve/" KT_VERSION);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, a);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, a);
    /* A range is one of the bytes as stored, so only answers that are not taken up may be packed. */
    if (!r->resume) curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    if (r->body) curl_easy_setopt(c, CURLOPT_POSTFIELDS, r->body);
    if (r->body) curl_easy_setopt(c, CURLOPT_POSTREDIR, (long)CURL_REDIR_POST_ALL);
}

static struct curl_slist *headers_of(const struct answer *a, const struct kt_request *r,
                                     const char *validator, struct kt_arena tmp)
{
    struct curl_slist *h = NULL;
    if (r->body) h = curl_slist_append(h, "Content-Type: application/json");
    if (a->from > 0) {
        h = curl_slist_append(h, kt_printf(&tmp, "Range: bytes=%ld-", a->from));
        h = curl_slist_append(h, kt_printf(&tmp, "If-Range: %s", validator));
    }
    return h;
}

/* How one attempt ended, for the loop that repeats it. */
struct ending {
    CURLcode code;
    long status;
    long retry_after;
    bool disk_full;
    char why[CURL_ERROR_SIZE];
};

static enum kt_status attempt(const struct kt_job *job, const struct kt_request *r, const char *part,
                              struct ending *end, struct kt_arena tmp, struct kt_err *err)
{
    char validator[256] = "";
    struct answer a = {.part = part, .url = r->url, .tmp = tmp, .range_from = -1, .resume = r->resume};
    if (r->resume) a.from = resumable(part, r->url, validator, tmp);
    snprintf(a.validator, sizeof a.validator, "%s", validator);
    a.f = fopen(part, a.from > 0 ? "ab" : "wb");
    if (!a.f) return kt_fail_at(err, KT_EIO, part, 0, "can't be written: %s", strerror(errno));
    a.curl = curl_easy_init();
    if (!a.curl) {
        fclose(a.f);
        return kt_fail(err, KT_EFAULT, "libcurl could not be started");
    }
    struct curl_slist *headers = headers_of(&a, r, validator, tmp);
    *end = (struct ending){0};
    set_options(&a, job, r, headers, end->why);
    end->code = curl_easy_perform(a.curl);
    curl_easy_getinfo(a.curl, CURLINFO_RESPONSE_CODE, &end->status);
    end->retry_after = a.retry_after;
    end->disk_full = a.disk_full;
    if (fclose(a.f) != 0) end->disk_full = true;
    if (end->status == 416) unlink(part); /* what lies here is no beginning of what is there */
    if (!*end->why) snprintf(end->why, sizeof end->why, "%s", curl_easy_strerror(end->code));
    curl_slist_free_all(headers);
    curl_easy_cleanup(a.curl);
    return KT_OK;
}

static bool whole(const struct ending *e)
{
    return e->code == CURLE_OK && (e->status == 200 || e->status == 206);
}

static bool worth_another(const struct ending *e)
{
    if (e->disk_full) return false;
    switch (e->code) {
    case CURLE_OK: return e->status >= 500 || e->status == 429 || e->status == 408 || e->status == 416;
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_BAD_CONTENT_ENCODING: return true;
    default: return false;
    }
}

/* Error and advice, by how it ended. */
static enum kt_status explain(const struct kt_request *r, const struct ending *e, int tries, double silence,
                              struct kt_arena tmp, struct kt_err *err)
{
    const char *url = kt_masked(&tmp, r->url);
    const char *times = tries > 1 ? kt_printf(&tmp, " (%d tries)", tries) : "";
    if (e->disk_full)
        return kt_fail_at(err, KT_EIO, r->path, 0, "could not be written whole; is the disk full?");
    if (e->code == CURLE_OK && e->status == 404)
        return kt_fail(err, KT_EIO,
                       "%s: there is no such layer or table (404); the year may not be published, or the "
                       "service has moved: see its pages, and --year and --base-url",
                       url);
    if (e->code == CURLE_OK && e->status == 429)
        return kt_fail(err, KT_EIO, "%s: the service asks for fewer requests (429)%s; wait and run it again",
                       url, times);
    if (e->code == CURLE_OK)
        return kt_fail(err, KT_EIO, "%s: the service answered with status %ld%s; run it again later", url,
                       e->status, times);
    if (e->code == CURLE_OPERATION_TIMEDOUT)
        return kt_fail(err, KT_EIO,
                       "%s: no answer for %.0f s%s; run it again to go on, or with a longer --timeout", url,
                       silence, times);
    if (e->code == CURLE_PARTIAL_FILE || e->code == CURLE_RECV_ERROR)
        return kt_fail(err, KT_EIO, "%s: the answer was cut short%s: %s; run it again to go on", url, times,
                       e->why);
    return kt_fail(err, KT_EIO, "%s: %s%s; check the connection and the proxy (https_proxy)", url, e->why,
                   times);
}

static void wait_before(const struct kt_job *job, const struct ending *e, int tried, struct kt_arena tmp)
{
    double pause = first_pause_s * (double)(1 << (tried - 1));
    if (e->retry_after > pause) pause = (double)e->retry_after;
    if (pause > PAUSE_MAX_S) pause = PAUSE_MAX_S;
    const char *what = e->code == CURLE_OK ? kt_printf(&tmp, "status %ld", e->status) : e->why;
    if (job->opt->tell)
        job->opt->tell(job->opt->tell_ctx, kt_printf(&tmp, "%s; once more in %.1f s", what, pause));
    struct timespec t = {(time_t)pause, (long)((pause - floor(pause)) * 1e9)};
    nanosleep(&t, NULL);
}

enum kt_status kt_transfer(const struct kt_job *job, const struct kt_request *r, struct kt_arena tmp,
                           struct kt_err *err)
{
    const char *part = kt_printf(&tmp, "%s.part", r->path);
    int tries = job->opt->tries > 0 ? job->opt->tries : TRIES, tried = 0;
    double silence = job->opt->timeout_s > 0 ? job->opt->timeout_s : SILENCE_S;
    struct ending end;
    for (;;) {
        KT_TRY(attempt(job, r, part, &end, tmp, err));
        tried++;
        if (whole(&end) && !end.disk_full) break;
        if (!worth_another(&end) || tried == tries) {
            if (!r->resume || end.code == CURLE_OK) unlink(part);
            return explain(r, &end, tried, silence, tmp, err);
        }
        wait_before(job, &end, tried, tmp);
    }
    unlink(kt_printf(&tmp, "%s.version", part));
    if (rename(part, r->path) == 0) return KT_OK;
    return kt_fail_at(err, KT_EIO, r->path, 0, "can't be put in place: %s", strerror(errno));
}
