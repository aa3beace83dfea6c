/* `katve verify`: checksums first, then the same run again beside it, byte by byte.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "pipeline_internal.h"

#include <katve/manifest.h>

#include <stdio.h>
#include <stdlib.h>

struct verdict {
    struct kt_arena *keep;
    char *text;
    bool same;
};

static void say_items(struct verdict *v, const char *heading, const struct kt_verify *found)
{
    v->text = kt_printf(v->keep, "%s%s: %zu same, %zu different, %zu missing, %zu added, %zu unchecked\n",
                        v->text, heading, found->count[KT_SAME], found->count[KT_DIFFERENT],
                        found->count[KT_GONE], found->count[KT_ADDED], found->count[KT_UNCHECKED]);
    for (size_t i = 0; i < found->n; i++) {
        const struct kt_verify_item *it = &found->item[i];
        if (it->verdict == KT_SAME) continue;
        v->text = kt_printf(v->keep, "%s  %-9s %s %s\n", v->text, kt_verdict_name[it->verdict],
                            it->input ? "input" : "output", it->path);
        if (it->verdict != KT_UNCHECKED) v->same = false;
    }
}

static enum kt_status run_again(struct verdict *v, const struct kt_verify *was, const char *run_dir, int jobs,
                                const char *scratch, struct kt_err *err)
{
    struct kt_run_options opt;
    if (!kt_command_parse(was->command, &opt, v->keep))
        return kt_fail_at(err, KT_EINPUT, run_dir, 0, "the manifest's command can't be run again: %s",
                          was->command);
    opt.study = was->study;
    opt.out = scratch;
    opt.jobs = jobs;
    opt.files_only = true;
    struct kt_run_report report = {0};
    KT_TRY(kt_run(&opt, v->keep, &report, err));
    struct kt_verify found;
    KT_TRY(kt_verify_compare(run_dir, report.dir, v->keep, &found, err));
    say_items(v, "run again", &found);
    return KT_OK;
}

enum kt_status kt_verify_run(const char *run_dir, int jobs, struct kt_arena *keep, const char **text,
                             bool *same, struct kt_err *err)
{
    struct verdict v = {keep, "", true};
    struct kt_verify was;
    KT_TRY(kt_verify_checksums(run_dir, keep, &was, err));
    say_items(&v, "checksums", &was);
    const char *base = getenv("TMPDIR");
    char *scratch = kt_printf(keep, "%s/katve-verify-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(scratch)) return kt_fail_at(err, KT_EIO, scratch, 0, "scratch folder can't be made");
    enum kt_status status = run_again(&v, &was, run_dir, jobs, scratch, err);
    struct kt_err ignored = {0}; /* the verdict counts, not a scratch folder left over */
    if (kt_rmtree(scratch, &ignored) != KT_OK)
        v.text = kt_printf(keep, "%sleft behind: %s\n", v.text, scratch);
    *text = v.text;
    *same = v.same;
    return status;
}
