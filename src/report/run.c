/* run: every document of a run, several at a time; the bytes do not depend on how many.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "document_internal.h"

#include <katve/web.h>

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOC_ARENA = 512 << 20 }; /* addresses, not memory: pages are taken as touched */

static const struct kt_page *const all_pages[] = {
    &kt_cover,           &kt_access,          &kt_travel, &kt_how_many,     &kt_gap,
    &kt_who_is_left_out, &kt_what_would_help, &kt_peers,  &kt_over_time,    &kt_scenarios,
    &kt_cluster_map,     &kt_equity,          &kt_funnel, &kt_side_by_side, &kt_distances,
    &kt_six_maps,        &kt_by_group,        &kt_table,  &kt_method};

const struct kt_page *const *kt_report_pages(size_t *n)
{
    *n = sizeof all_pages / sizeof *all_pages;
    return all_pages;
}

/* Is `word` one of the words of `list`, parted by blanks or commas? */
static bool listed(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = list; *p;) {
        size_t len = strcspn(p, " ,");
        if (len == n && strncmp(p, word, n) == 0) return true;
        p += len;
        p += strspn(p, " ,");
    }
    return false;
}

/* A list of the study file as one text; "" when absent. */
static const char *joined(const struct kt_study *st, const char *path, struct kt_arena *a)
{
    if (!st->set || !kt_settings_has(st->set, path)) return "";
    char *out = "";
    for (size_t i = 0; i < kt_settings_len(st->set, path); i++)
        out = kt_printf(a, "%s %s", out, kt_settings_str_at(st->set, path, i));
    return out;
}

static enum kt_status choose_pages(struct kt_report *rep, struct kt_arena *tmp, struct kt_err *err)
{
    const char *want = rep->opt->pages ? rep->opt->pages : joined(rep->study, "report.pages", tmp);
    size_t n;
    const struct kt_page *const *page = kt_report_pages(&n);
    for (size_t i = 0; i < n; i++)
        if (!*want || listed(want, page[i]->name)) rep->page[rep->npage++] = page[i];
    if (!rep->npage)
        return kt_fail(err, KT_EINPUT, "report.pages: none of \"%s\" is a page (katve list pages)", want);
    return KT_OK;
}

static enum kt_status choose_languages(struct kt_report *rep, struct kt_arena *tmp, struct kt_err *err)
{
    const char *want = rep->opt->langs ? rep->opt->langs : joined(rep->study, "report.languages", tmp);
    bool any = false;
    for (int l = 0; l < KT_NLANG; l++) any |= rep->lang[l] = !*want || listed(want, kt_lang_code[l]);
    if (!any) return kt_fail(err, KT_EINPUT, "none of the languages \"%s\" is fi, sv or en", want);
    return KT_OK;
}

/* The limits that pages speak of, and the classes. */
static enum kt_status settle(struct kt_report *rep, const struct kt_view *v, struct kt_arena tmp,
                             struct kt_err *err)
{
    const struct kt_study *st = v->study;
    *rep = (struct kt_report){.view = v, .study = st};
    if (st->nlevel < 2) return kt_fail(err, KT_EINPUT, "a report needs a level below the country");
    rep->fine = st->nlevel >= 3 ? st->nlevel - 3 : 0;
    rep->near = kt_set_num(st, "methods.distance_standard.near", 3);
    rep->far = kt_set_num(st, "methods.distance_standard.far", 10);
    rep->near_share = kt_set_num(st, "methods.distance_standard.near_min_share", 0.82);
    rep->far_share = kt_set_num(st, "methods.distance_standard.far_max_share", 0.03);
    rep->limit_unit = kt_set_str(st, "methods.distance_standard.unit", "km");
    rep->standard = kt_set_num(st, "methods.capacity_gap.standard", NAN);
    bool km = kt_streq(rep->limit_unit, "km");
    kt_report_classify(v, rep->fine, km ? rep->near : 3, km ? rep->far : 10, &rep->classes, tmp);
    return KT_OK;
}

enum kt_status kt_report_open(struct kt_report *rep, const struct kt_report_options *opt,
                              struct kt_arena *keep, struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(settle(rep, opt->view, tmp, err));
    rep->opt = opt;
    KT_TRY(choose_pages(rep, &tmp, err));
    KT_TRY(choose_languages(rep, &tmp, err));
    rep->outlines = kt_outlines_build(rep->study, keep, tmp);
    return KT_OK;
}

enum kt_status kt_report_tables(struct kt_view *v, struct kt_arena *keep, struct kt_arena tmp,
                                struct kt_err *err)
{
    struct kt_report rep;
    KT_TRY(settle(&rep, v, tmp, err));
    kt_report_derive(&rep, v, keep, tmp);
    return KT_OK;
}

/* ---- the list of documents ---- */

enum kind { REPORT, SLIDES, DIRECTORY, KINDS };

struct job {
    enum kt_lang lang;
    size_t level, zone;
    enum kind kind;
};

/* Slides and directories are PDFs alone, whether or not the reports are. */
static bool asked_for(const struct kt_report_options *o, enum kind kind)
{
    if (kind == REPORT) return !o->no_pdf || o->svg || o->png;
    return kind == SLIDES ? o->slides : o->directory;
}

static bool zone_is(const struct kt_zones *zs, size_t z, const char *name)
{
    if (kt_streq(zs->code[z], name)) return true;
    for (int l = 0; l < KT_NLANG; l++)
        if (zs->name[l] && kt_streq(zs->name[l][z], name)) return true;
    return false;
}

static bool wanted(const struct kt_report *rep, size_t level, size_t z)
{
    const struct kt_report_options *o = rep->opt;
    for (size_t i = 0; i < o->nonly; i++)
        if (zone_is(&rep->study->level[level], z, o->only[i])) return true;
    return o->nonly == 0;
}

/* A name that is no region's would silently give no report: say so, with the nearest one. */
static enum kt_status check_only(const struct kt_report *rep, struct kt_err *err)
{
    const struct kt_study *st = rep->study;
    for (size_t i = 0; i < rep->opt->nonly; i++) {
        const char *name = rep->opt->only[i], *nearest = "";
        size_t best = SIZE_MAX;
        for (size_t lv = st->nlevel - 2; lv < st->nlevel; lv++) {
            for (size_t z = 0; z < st->level[lv].n; z++) {
                if (zone_is(&st->level[lv], z, name)) best = 0;
                const char *fi =
                    st->level[lv].name[KT_FI] ? st->level[lv].name[KT_FI][z] : st->level[lv].code[z];
                size_t dist = kt_edit_distance(name, fi);
                if (dist < best) {
                    best = dist;
                    nearest = fi;
                }
            }
        }
        if (best) return kt_fail(err, KT_EINPUT, "no region \"%s\"; did you mean \"%s\"?", name, nearest);
    }
    return KT_OK;
}

static struct job *list_jobs(const struct kt_report *rep, struct kt_arena *a, size_t *n)
{
    const struct kt_study *st = rep->study;
    size_t region = st->nlevel - 2, nation = st->nlevel - 1;
    struct job *job = KT_NEW(a, struct job, (st->level[region].n + 1) * KINDS * KT_NLANG);
    *n = 0;
    for (enum kt_lang l = 0; l < KT_NLANG; l++) {
        if (!rep->lang[l]) continue;
        for (enum kind k = REPORT; k <= SLIDES; k++)
            if (asked_for(rep->opt, k) && wanted(rep, nation, 0)) job[(*n)++] = (struct job){l, nation, 0, k};
        /* Without a level below them regions have nothing to tell that the nation's table has not. */
        for (size_t z = 0; z < st->level[region].n && region > 0; z++)
            for (enum kind k = REPORT; k < KINDS; k++)
                if (asked_for(rep->opt, k) && wanted(rep, region, z))
                    job[(*n)++] = (struct job){l, region, z, k};
    }
    return job;
}

/* ---- drawing ---- */

/* What a document leaves behind, in its own memory: a document owns its arena. */
struct done {
    size_t nsheet;
    struct kt_layout_faults faults;
    enum kt_status status;
    struct kt_err err;
};

static const char *const format_dir[] = {[KT_PDF] = "pdf", [KT_SVG] = "svg", [KT_PNG] = "png"};

static bool has_format(const struct kt_report_options *o, enum kind kind, enum kt_format f)
{
    if (kind != REPORT) return f == KT_PDF;
    return f == KT_PDF ? !o->no_pdf : f == KT_SVG ? o->svg : o->png;
}

static void draw_job(const struct kt_report *rep, const struct job *job, char stem[256], struct done *out)
{
    struct kt_arena whole = kt_arena_open(DOC_ARENA), arena = whole;
    struct kt_report alone = *rep;
    alone.page[0] = &kt_directory;
    alone.npage = 1;
    struct kt_doc d =
        kt_doc_make(job->kind == DIRECTORY ? &alone : rep, job->lang, job->level, job->zone, &arena);
    if (job->kind == SLIDES) kt_doc_to_slides(&d);
    const char *what = job->kind == SLIDES      ? KT_SAY0(&arena, job->lang, slide_file)
                       : job->kind == DIRECTORY ? KT_SAY0(&arena, job->lang, dir_file)
                                                : "";
    out->nsheet = d.nsheet;
    (void)snprintf(stem, 256, "%s%s%s", kt_doc_stem(&d), *what ? "-" : "", what);
    for (int f = KT_PDF; f <= KT_PNG && out->status == KT_OK; f++) {
        if (!has_format(rep->opt, job->kind, (enum kt_format)f)) continue;
        const char *path = kt_printf(&arena, "%s/%s/%s/%s.%s", rep->opt->dir, format_dir[f],
                                     kt_lang_code[job->lang], stem, format_dir[f]);
        struct kt_layout_faults *faults = f == KT_PDF ? &out->faults : NULL;
        out->status = kt_doc_draw(&d, (enum kt_format)f, path, faults, &out->err);
    }
    kt_arena_close(whole);
}

static enum kt_status make_folders(const struct kt_report *rep, struct kt_arena tmp, struct kt_err *err)
{
    for (int f = KT_PDF; f <= KT_PNG; f++)
        for (int l = 0; l < KT_NLANG; l++) {
            bool any = false;
            for (enum kind k = REPORT; k < KINDS; k++)
                any |= asked_for(rep->opt, k) && has_format(rep->opt, k, (enum kt_format)f);
            if (any && rep->lang[l])
                KT_TRY(kt_mkdirs(kt_printf(&tmp, "%s/%s/%s", rep->opt->dir, format_dir[f], kt_lang_code[l]),
                                 err));
        }
    return KT_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The pages for browsers. */
static enum kt_status write_web(const struct kt_report *rep, struct kt_arena tmp, struct kt_err *err)
{
    const char *dir = kt_path_join(&tmp, rep->opt->dir, "web");
    if (!rep->opt->web && !rep->opt->directory) return KT_OK;
    KT_TRY(kt_mkdirs(dir, err));
    if (rep->opt->web) KT_TRY(kt_web_write(rep, kt_path_join(&tmp, dir, "index.html"), tmp, err));
    for (enum kt_lang l = 0; l < KT_NLANG && rep->opt->directory; l++) {
        const char *path = kt_printf(&tmp, "%s/directory-%s.html", dir, kt_lang_code[l]);
        if (rep->lang[l]) KT_TRY(kt_directory_web(rep, l, path, tmp, err));
    }
    return KT_OK;
}

static void list_files(const struct kt_report *rep, const struct job *job, char (*stem)[256],
                       const struct done *done, size_t n, struct kt_arena *keep, struct kt_report_out *out)
{
    size_t cap = 0;
    for (size_t i = 0; i < n; i++) cap += 1 + 2 * done[i].nsheet;
    out->file = KT_NEW(keep, const char *, cap);
    for (size_t i = 0; i < n; i++) {
        const char *lang = kt_lang_code[job[i].lang];
        if (has_format(rep->opt, job[i].kind, KT_PDF))
            out->file[out->nfile++] = kt_printf(keep, "pdf/%s/%s.pdf", lang, stem[i]);
        for (int f = KT_SVG; f <= KT_PNG; f++)
            for (size_t s = 0; s < done[i].nsheet && has_format(rep->opt, job[i].kind, (enum kt_format)f);
                 s++)
                out->file[out->nfile++] =
                    kt_printf(keep, "%s/%s/%s-%zu.%s", format_dir[f], lang, stem[i], s + 1, format_dir[f]);
    }
    qsort(out->file, out->nfile, sizeof *out->file, by_bytes);
}

static struct kt_breaks breaks_of(const char *column, const struct kt_scale *sc)
{
    struct kt_breaks b = {.column = column, .n = sc->n};
    memcpy(b.edge, sc->edge, (sc->n + 1) * sizeof *b.edge);
    return b;
}

enum kt_status kt_report_run(const struct kt_report_options *opt, struct kt_arena *keep, struct kt_arena tmp,
                             struct kt_report_out *out, struct kt_err *err)
{
    struct kt_report rep;
    *out = (struct kt_report_out){0};
    KT_TRY(kt_report_open(&rep, opt, keep, tmp, err));
    KT_TRY(check_only(&rep, err));
    KT_TRY(make_folders(&rep, tmp, err));
    size_t n, finished = 0;
    struct job *job = list_jobs(&rep, &tmp, &n);
    struct done *done = KT_NEW(&tmp, struct done, n);
    char(*stem)[256] = kt_alloc(&tmp, n, sizeof *stem);

    int threads = opt->jobs > 0 ? opt->jobs : omp_get_max_threads();
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (size_t i = 0; i < n; i++) {
        draw_job(&rep, &job[i], stem[i], &done[i]);
#pragma omp critical(kt_report_progress)
        {
            finished++;
            if (opt->progress) opt->progress(opt->progress_ctx, (double)finished / (double)n);
        }
    }

    for (size_t i = 0; i < n; i++) {
        if (done[i].status != KT_OK) {
            *err = done[i].err;
            return done[i].status;
        }
        out->nsheet += done[i].nsheet;
        out->noverlap += done[i].faults.overlap;
        out->noutside += done[i].faults.outside;
        out->nsmall += done[i].faults.small;
        out->nunread += done[i].faults.unread;
    }
    KT_TRY(write_web(&rep, tmp, err));
    out->ndoc = n;
    out->breaks[out->nbreaks++] = breaks_of("dist_km", &rep.classes.access);
    out->breaks[out->nbreaks++] = breaks_of("need_per_1000", &rep.classes.need);
    out->breaks[out->nbreaks++] = breaks_of(rep.classes.supply_column, &rep.classes.supply);
    list_files(&rep, job, stem, done, n, keep, out);
    return KT_OK;
}
