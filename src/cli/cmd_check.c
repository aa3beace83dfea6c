/* katve check: all problems of a study and its data, nothing written.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "json_out.h"

int cmd_check(struct cli *cli)
{
    struct kt_run_report r = {0};
    struct kt_err err = {0};
    struct cli_progress progress;
    cli_progress_open(&progress, cli, "reading the study");
    enum kt_status status = kt_check(&cli->run, cli->keep, &r, &err);
    cli_progress_close(&progress);
    if (cli->json) json_show(json_report(&r, status == KT_OK ? "acceptable" : "not acceptable", &err, false));
    if (status != KT_OK) return cli_fail(cli, &err, &r.issues);
    if (cli->json || cli->quiet) return EXIT_DONE;

    cli_print_issues(&r.issues, KT_NOTE, 20);
    printf("%s: acceptable; %s persons in %zu cells and %zu zones, %zu sites with %s h of support a week",
           cli->run.study, cli_count(cli->keep, r.persons), r.ncell, r.nlevel ? r.nzone[0] : 0, r.nsite,
           cli_count(cli->keep, r.hours_week));
    if (r.unknown_hours) printf(" (the hours of %zu more that give support are unknown)", r.unknown_hours);
    size_t errors = kt_issues_count(&r.issues, KT_ERROR);
    size_t warnings = kt_issues_count(&r.issues, KT_WARNING) - errors;
    size_t notes = kt_issues_count(&r.issues, KT_NOTE) - warnings - errors;
    if (errors) printf("; %zu row%s could not be used", errors, errors == 1 ? "" : "s");
    printf("; %zu warning%s, %zu note%s\n", warnings, warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s");
    return EXIT_DONE;
}
