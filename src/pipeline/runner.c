/* The runner: facts → methods → view → pages and data → manifest → the run's folder, in this order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "pipeline_internal.h"

#include <katve/manifest.h>
#include <katve/report.h>

#include <omp.h>
#include <time.h>

/* What one run carries from stage to stage. */
struct run {
    const struct kt_run_options *opt;
    struct kt_arena *keep, tmp;
    struct kt_run_report *report;
    struct kt_study *st;
    struct kt_result result;
    struct kt_view view;
    struct kt_publish publish;
    const char *name;
    double started;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Shares of the whole at which stages end, from the demo's own timing. */
static const double facts_end = 0.10, methods_end = 0.25, pages_end = 0.85;

static void tell(struct run *r, const char *stage, double share)
{
    if (!r->opt->progress) return;
    double elapsed = now() - r->started;
    double left = share > 0.05 ? elapsed * (1 - share) / share : NAN;
    r->opt->progress(r->opt->progress_ctx, stage, share, left);
}

static void tell_pages(void *ctx, double share)
{
    tell(ctx, "drawing reports", methods_end + share * (pages_end - methods_end));
}

/* A run that only compares must find everything itself. */
static const char *cache_dir(const struct run *r)
{
    const char *dir = kt_settings_str(r->st->set, "run.cache");
    if (r->opt->files_only || kt_streq(dir, "off")) return NULL;
    return *dir ? dir : kt_path_join(r->keep, kt_out_root(r->opt, r->st, r->keep), ".cache");
}

static enum kt_status run_methods(struct run *r, struct kt_err *err)
{
    size_t n;
    const struct kt_method *const *m = kt_catalogue_methods(&n);
    kt_result_init(&r->result, r->keep, r->st);
    r->result.cache.dir = cache_dir(r);
    for (size_t i = 0; i < n; i++) {
        tell(r, m[i]->title.s[KT_EN], facts_end + (methods_end - facts_end) * (double)i / (double)n);
        struct kt_arena tmp = r->tmp;
        if (!kt_settings_bool(r->st->set, kt_printf(&tmp, "methods.%s.enabled", m[i]->name))) continue;
        KT_TRY(m[i]->run(m[i], r->st, &r->result, tmp, err));
    }
    const struct kt_issues *is = &r->result.issues;
    for (size_t i = 0; i < is->n; i++)
        kt_issues_add(&r->st->issues, is->item[i].severity, is->item[i].code, is->item[i].file,
                      is->item[i].row, is->item[i].field, is->item[i].what, is->item[i].remedy);
    return KT_OK;
}

static bool has_format(const struct kt_study *st, const char *format)
{
    for (size_t i = 0; i < kt_settings_len(st->set, "report.formats"); i++)
        if (kt_streq(kt_settings_str_at(st->set, "report.formats", i), format)) return true;
    return false;
}

static enum kt_status draw_reports(struct run *r, struct kt_report_out *out, struct kt_err *err)
{
    const struct kt_settings *set = r->st->set;
    size_t nonly = kt_settings_len(set, "report.only");
    const char **only = KT_NEW(r->keep, const char *, nonly + 1);
    for (size_t i = 0; i < nonly; i++) only[i] = kt_settings_str_at(set, "report.only", i);
    struct kt_report_options options = {
        .view = &r->view,
        .dir = r->publish.temp,
        .version = KT_VERSION,
        .only = only,
        .nonly = nonly,
        .svg = has_format(r->st, "svg"),
        .png = has_format(r->st, "png"),
        .no_pdf = !has_format(r->st, "pdf"),
        .web = has_format(r->st, "web"),
        .slides = has_format(r->st, "slides"),
        .directory = has_format(r->st, "directory"),
        .jobs = r->opt->jobs,
        .progress = tell_pages,
        .progress_ctx = r,
    };
    tell_pages(r, 0);
    return kt_report_run(&options, r->keep, r->tmp, out, err);
}

/* Everything that lands in the temporary folder. */
static enum kt_status write_outputs(struct run *r, struct kt_err *err)
{
    struct kt_report_out pages = {0};
    KT_TRY(kt_report_tables(&r->view, r->keep, r->tmp, err));
    KT_TRY(draw_reports(r, &pages, err));
    r->report->npage = pages.nsheet;
    tell(r, "writing data", pages_end);
    struct kt_export export;
    kt_export_init(&export, &r->view, pages.breaks, pages.nbreaks, r->keep);
    KT_TRY(kt_export_all(&export, r->publish.temp, r->tmp, err));
    const char *db = kt_settings_str(r->st->set, "export.postgis");
    if (db && *db && !r->opt->files_only) {
        tell(r, "writing to the database", 0.95);
        KT_TRY(kt_export_postgis(&export, db, kt_settings_str(r->st->set, "export.schema"), r->name, r->tmp,
                                 err));
    }
    tell(r, "writing the manifest", 0.97);
    struct kt_manifest manifest = {&export, kt_command_line(r->opt, r->keep), r->opt->study, r->name};
    return kt_manifest_write(&manifest, r->publish.temp, r->tmp, err);
}

static enum kt_status publish(struct run *r, struct kt_err *err)
{
    const struct kt_settings *set = r->st->set;
    r->name = kt_run_name(r->st, "", r->keep);
    KT_TRY(kt_publish_begin(&r->publish, kt_out_root(r->opt, r->st, r->keep),
                            kt_slug(r->keep, kt_settings_str(set, "study.id")), r->name, r->keep, err));
    enum kt_status status = write_outputs(r, err);
    if (status == KT_OK) status = kt_publish_commit(&r->publish, err);
    if (status != KT_OK) kt_publish_abort(&r->publish);
    return status;
}

static void report_key_figures(struct run *r)
{
    const struct kt_vcol *need = kt_view_find(&r->view, (int)r->st->nlevel - 1, "need");
    const struct kt_vcol *far = kt_view_find(&r->view, (int)r->st->nlevel - 1, "far_share");
    struct kt_run_report *p = r->report;
    p->need = need ? need->value[0] : NAN;
    p->need_lower = need && need->lower ? need->lower[0] : NAN;
    p->need_upper = need && need->upper ? need->upper[0] : NAN;
    p->share_far = far ? far->value[0] : NAN;
    p->npair = r->result.nmode ? r->result.mode[0].pairs.nnz : 0;
    p->issues = r->st->issues;
    p->cache = r->result.cache;
}

static enum kt_status stages(struct run *r, struct kt_err *err)
{
    tell(r, "reading", 0);
    KT_TRY(kt_facts_report(r->opt, &r->st, r->keep, r->tmp, r->report, err));
    int jobs = r->opt->jobs ? r->opt->jobs : (int)kt_settings_int(r->st->set, "run.jobs");
    if (jobs > 0) omp_set_num_threads(jobs);
    KT_TRY(run_methods(r, err));
    KT_TRY(kt_view_build(&r->view, r->st, &r->result, r->keep, r->tmp, err));
    report_key_figures(r);
    KT_TRY(publish(r, err));
    r->report->dir = r->publish.target;
    char **file;
    KT_TRY(kt_list_files(r->publish.target, r->keep, &file, &r->report->nfile, err));
    r->report->file = (const char *const *)file;
    tell(r, "done", 1);
    return KT_OK;
}

enum kt_status kt_run(const struct kt_run_options *opt, struct kt_arena *keep, struct kt_run_report *report,
                      struct kt_err *err)
{
    struct kt_arena tmp = kt_arena_open(0);
    struct run *r = KT_NEW(keep, struct run, 1);
    *r = (struct run){.opt = opt, .keep = keep, .tmp = tmp, .report = report, .started = now()};
    enum kt_status status = stages(r, err);
    kt_arena_close(tmp);
    return status;
}
