/* The first stages of every run: study file → importers → frozen facts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "pipeline_internal.h"

#include <katve/travel.h>

#include <string.h>

enum kt_status kt_facts_settings(const struct kt_run_options *opt, struct kt_arena *keep,
                                 struct kt_issues *is, struct kt_settings **set, struct kt_err *err)
{
    const char *const *override;
    size_t n = kt_command_overrides(opt, keep, &override);
    struct kt_schema schema = kt_catalogue_schema(keep);
    return kt_settings_read(opt->study, &schema, override, n, keep, is, set, err);
}

static enum kt_status import(struct kt_study *st, const char *section, struct kt_arena tmp,
                             struct kt_err *err)
{
    const char *name = kt_settings_str(st->set, kt_printf(&tmp, "%s.importer", section));
    const struct kt_importer *im = kt_catalogue_importer(name);
    if (!im)
        return kt_fail(err, KT_EFAULT, "importer '%s' of section %s is not in the catalogue", name, section);
    size_t first = st->issues.n;
    enum kt_status status = im->run(st, section, tmp, err);
    kt_settings_as_written(st->set, &st->issues, first);
    return status;
}

static enum kt_status note_study_file(struct kt_study *st, struct kt_err *err)
{
    struct kt_input *in = &st->input[st->ninput++];
    *in = (struct kt_input){.role = "study", .path = kt_settings_file(st->set), .layer = "", .rows = 1};
    return kt_sha256_file(in->path, in->sha256, err);
}

static enum kt_status note_file(struct kt_study *st, const char *role, struct kt_err *err)
{
    const size_t most = sizeof st->input / sizeof *st->input;
    const char *path = kt_settings_str(st->set, role);
    if (!*path) return KT_OK;
    if (st->ninput == most) return kt_fail_at(err, KT_ELIMIT, path, 0, "more than %zu input files", most);
    struct kt_input *in = &st->input[st->ninput++];
    *in = (struct kt_input){.role = role, .path = path, .layer = ""};
    return kt_sha256_file(path, in->sha256, err);
}

/* Files that methods read for themselves change what is found as much as the tables do. */
static enum kt_status note_method_files(struct kt_study *st, struct kt_err *err)
{
    size_t n;
    const struct kt_method *const *m = kt_catalogue_methods(&n);
    struct kt_arena *keep = st->keep;
    if (kt_streq(kt_settings_str(st->set, "weights.kind"), "file"))
        KT_TRY(note_file(st, "weights.file", err));
    for (size_t i = 0; i < n; i++) {
        if (!kt_settings_bool(st->set, kt_printf(keep, "methods.%s.enabled", m[i]->name))) continue;
        for (size_t k = 0; k < m[i]->nparam; k++)
            if (m[i]->param[k].type == KT_T_PATH)
                KT_TRY(note_file(st, kt_printf(keep, "methods.%s.%s", m[i]->name, m[i]->param[k].key), err));
    }
    return KT_OK;
}

/* "91 Mallimaa, 92 Harjoitusmaa": what could have been asked for. */
static const char *known_regions(const struct kt_zones *region, struct kt_arena *tmp)
{
    const char *list = "";
    for (size_t z = 0; z < region->n && z < 30; z++)
        list = kt_printf(tmp, "%s%s%s %s", list, z ? ", " : "", region->code[z], region->name[KT_FI][z]);
    return region->n > 30 ? kt_printf(tmp, "%s, ...", list) : list;
}

static bool has_zone(const struct kt_zones *zs, const char *wanted)
{
    for (size_t z = 0; z < zs->n; z++) {
        if (kt_streq(zs->code[z], wanted)) return true;
        for (int l = 0; l < KT_NLANG; l++)
            if (kt_streq(zs->name[l][z], wanted)) return true;
    }
    return false;
}

/* A region asked for, or the country for its own picture alone, must exist; a typo is an error of the input, not an empty run. */
static void check_only(struct kt_study *st, struct kt_arena tmp)
{
    const struct kt_zones *region = &st->level[st->nlevel >= 2 ? st->nlevel - 2 : 0];
    for (size_t i = 0; i < kt_settings_len(st->set, "report.only"); i++) {
        const char *wanted = kt_settings_str_at(st->set, "report.only", i);
        if (!has_zone(region, wanted) && !has_zone(&st->level[st->nlevel - 1], wanted))
            kt_issues_add(&st->issues, KT_ERROR, "unknown-region", kt_settings_file(st->set),
                          kt_settings_line(st->set, "report.only"), "report.only",
                          kt_printf(&tmp, "no region has the code or name '%s'", wanted),
                          kt_printf(&tmp, "the study has %s", known_regions(region, &tmp)));
    }
}

static void check_strict(struct kt_study *st, struct kt_arena tmp)
{
    size_t n = kt_issues_count(&st->issues, KT_WARNING);
    if (n && kt_settings_bool(st->set, "run.strict"))
        kt_issues_add(&st->issues, KT_ERROR, "strict", kt_settings_file(st->set), 0, "run.strict",
                      kt_printf(&tmp, "%zu warnings or errors in the data, and the run is strict", n),
                      "mend the data, or run without --strict");
}

/* Each table is read although another can't be, so that all that is wrong is said at once; the levels
 * of zones alone stand on each other. The first failure keeps its text. */
static enum kt_status import_all(struct kt_study *st, struct kt_arena tmp, struct kt_err *err)
{
    enum kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < kt_settings_len(st->set, "zones"); i++)
        status = import(st, kt_printf(st->keep, "zones[%zu]", i), tmp, err);
    static const char *const table[] = {"people", "sites", "rates"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (status != KT_OK && status != KT_EINPUT) break;
        struct kt_err later = {0};
        enum kt_status s = import(st, table[i], tmp, status == KT_OK ? err : &later);
        if (status == KT_OK) status = s;
    }
    for (size_t i = 0; status == KT_OK && i < kt_settings_len(st->set, "more_sites"); i++)
        status = import(st, kt_printf(st->keep, "more_sites[%zu]", i), tmp, err);
    /* Behind people and sites, whose order a matrix without ids goes by. */
    for (size_t i = 0; status == KT_OK && i < kt_settings_len(st->set, "travel"); i++)
        status = import(st, kt_printf(st->keep, "travel[%zu]", i), tmp, err);
    if (status == KT_OK && kt_settings_given(st->set, "roads.source")) status = import(st, "roads", tmp, err);
    if (status == KT_OK && kt_settings_given(st->set, "terrain.source"))
        status = import(st, "terrain", tmp, err);
    if (status == KT_OK && kt_settings_given(st->set, "water.source")) status = import(st, "water", tmp, err);
    return status;
}

static const char *text_of(const struct kt_issues *is, const char *code)
{
    for (size_t i = 0; i < is->n; i++)
        if (kt_streq(is->item[i].code, code)) return is->item[i].what;
    return "";
}

static bool has_code(const struct kt_issues *is, const char *code)
{
    for (size_t i = 0; i < is->n; i++)
        if (kt_streq(is->item[i].code, code)) return true;
    return false;
}

enum kt_status kt_facts_read(const struct kt_run_options *opt, struct kt_study *st, struct kt_arena *keep,
                             struct kt_arena tmp, struct kt_issues *is, struct kt_err *err)
{
    struct kt_settings *set;
    KT_TRY(kt_facts_settings(opt, keep, is, &set, err));
    kt_study_init(st, keep, set);
    for (size_t i = 0; i < is->n; i++) { /* what the study file itself had goes first */
        const struct kt_issue *it = &is->item[i];
        kt_issues_add(&st->issues, it->severity, it->code, it->file, it->row, it->field, it->what,
                      it->remedy);
    }
    KT_TRY(note_study_file(st, err));
    enum kt_status status = import_all(st, tmp, err);
    if (status == KT_OK) status = note_method_files(st, err);
    if (status == KT_OK) status = kt_study_freeze(st, tmp, err);
    if (status == KT_OK) {
        check_only(st, tmp);
        check_strict(st, tmp);
    }
    *is = st->issues;
    kt_travel_drop(st);
    if (status != KT_OK) return status;
    if (has_code(is, "unknown-region")) return kt_fail(err, KT_EINPUT, "%s", text_of(is, "unknown-region"));
    if (has_code(is, "strict")) return kt_fail(err, KT_EINPUT, "the data have issues and the run is strict");
    return KT_OK;
}

static void fill_counts(const struct kt_study *st, struct kt_run_report *report)
{
    report->ncell = st->cells.n;
    report->nsite = st->sites.n;
    report->nlevel = st->nlevel;
    for (size_t l = 0; l < st->nlevel; l++) report->nzone[l] = st->level[l].n;
    report->persons = kt_sum(st->cells.total, st->cells.n);
    report->hours_week = 0;
    report->unknown_hours = 0;
    for (size_t s = 0; s < st->sites.n; s++) {
        if (st->sites.supports[s] != KT_YES) continue;
        if (isnan(st->sites.hours_week[s]))
            report->unknown_hours++;
        else
            report->hours_week += st->sites.hours_week[s];
    }
}

enum kt_status kt_facts_report(const struct kt_run_options *opt, struct kt_study **st, struct kt_arena *keep,
                               struct kt_arena tmp, struct kt_run_report *report, struct kt_err *err)
{
    *st = KT_NEW(keep, struct kt_study, 1);
    kt_issues_init(&report->issues, keep);
    KT_TRY(kt_facts_read(opt, *st, keep, tmp, &report->issues, err));
    fill_counts(*st, report);
    return KT_OK;
}

const char *kt_out_root(const struct kt_run_options *opt, const struct kt_study *st, struct kt_arena *keep)
{
    return opt->out ? opt->out : kt_strdup(keep, kt_settings_str(st->set, "run.out"));
}

enum kt_status kt_check(const struct kt_run_options *opt, struct kt_arena *keep, struct kt_run_report *report,
                        struct kt_err *err)
{
    struct kt_study *st;
    struct kt_arena tmp = kt_arena_open(0);
    enum kt_status status = kt_facts_report(opt, &st, keep, tmp, report, err);
    kt_arena_close(tmp);
    return status;
}
