/* What the stages share among themselves.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_PIPELINE_INTERNAL_H
#define KATVE_PIPELINE_INTERNAL_H

#include <katve/pipeline.h>

/* Options that stand for keys of the study file become overrides "key.path=value" beside --set's, so that
 * the settings alone say what a run does. Returns how many. */
size_t kt_command_overrides(const struct kt_run_options *opt, struct kt_arena *keep, const char *const **out);
/* The command line that makes the same run again, quoted as a shell wants it. */
char *kt_command_line(const struct kt_run_options *opt, struct kt_arena *keep);
/* Study file and overrides of such a line; false when it is none. */
bool kt_command_parse(const char *line, struct kt_run_options *opt, struct kt_arena *keep);

KT_MUST enum kt_status kt_facts_settings(const struct kt_run_options *opt, struct kt_arena *keep,
                                         struct kt_issues *is, struct kt_settings **set, struct kt_err *err);
/* Study file, importers, freeze; all issues land in `is`, also on failure. */
KT_MUST enum kt_status kt_facts_read(const struct kt_run_options *opt, struct kt_study *st,
                                     struct kt_arena *keep, struct kt_arena tmp, struct kt_issues *is,
                                     struct kt_err *err);
/* The same into a study that lives in `keep`, with the counts of the report filled in. */
KT_MUST enum kt_status kt_facts_report(const struct kt_run_options *opt, struct kt_study **st,
                                       struct kt_arena *keep, struct kt_arena tmp,
                                       struct kt_run_report *report, struct kt_err *err);
/* --out, else run.out of the study. */
const char *kt_out_root(const struct kt_run_options *opt, const struct kt_study *st, struct kt_arena *keep);

#endif
