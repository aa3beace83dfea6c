/* katve run: the whole job.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "json_out.h"

#include <math.h>
#include <string.h>

/* Where a file of that name was made; NULL when it was not. */
static const char *file_called(const struct kt_run_report *r, const char *name)
{
    for (size_t i = 0; i < r->nfile; i++) {
        const char *slash = strrchr(r->file[i], '/');
        if (strcmp(slash ? slash + 1 : r->file[i], name) == 0) return r->file[i];
    }
    return NULL;
}

/* Estimates are told to three figures, as the reports do. */
static char *estimate(struct cli *cli, double v)
{
    double step = v >= 1000 ? pow(10, floor(log10(v)) - 2) : 1;
    return cli_count(cli->keep, round(v / step) * step);
}

static void print_summary(struct cli *cli, const struct kt_run_report *r)
{
    size_t warnings = kt_issues_count(&r->issues, KT_WARNING);
    fflush(stdout);
    fprintf(stderr, "%s persons, of whom about %s need support (95 %%: %s to %s); %s h of support a week\n",
            cli_count(cli->keep, r->persons), estimate(cli, r->need), estimate(cli, r->need_lower),
            estimate(cli, r->need_upper), cli_count(cli->keep, r->hours_week));
    fprintf(stderr, "%zu files in %s\n", r->nfile, r->dir);
    if (r->cache.read)
        fprintf(stderr, "%zu search%s for travel times taken from an earlier run (%s)\n", r->cache.read,
                r->cache.read == 1 ? "" : "es", r->cache.dir);
    /* Methods of one run read one another's files, which is no news. */
    if (r->cache.graphs_read && !r->cache.graphs_written && !r->cache.read)
        fprintf(stderr, "roads taken ready to be searched from an earlier run (%s)\n", r->cache.dir);
    if (r->cache.damaged)
        fprintf(stderr, "%zu damaged file%s of searches in %s, made again\n", r->cache.damaged,
                r->cache.damaged == 1 ? "" : "s", r->cache.dir);
    const char *ranks = file_called(r, "sensitivity_choice.csv");
    if (cli->sensitivity && ranks)
        fprintf(stderr, "whether ranks survive the other choices: %s/%s\n", r->dir, ranks);
    const char *list = file_called(r, "issues.csv");
    if (warnings && list)
        fprintf(stderr, "%zu warning%s about the data, listed in %s/%s\n", warnings, warnings == 1 ? "" : "s",
                r->dir, list);
}

int cmd_run(struct cli *cli)
{
    struct kt_run_report report = {0};
    struct kt_err err = {0};
    struct cli_progress progress;
    cli_progress_open(&progress, cli, "reading the study");
    enum kt_status status = kt_run(&cli->run, cli->keep, &report, &err);
    cli_progress_close(&progress);
    if (cli->json) json_show(json_report(&report, status == KT_OK ? "done" : "failed", &err, true));
    if (status != KT_OK) return cli_fail(cli, &err, &report.issues);
    if (!cli->json && !cli->quiet)
        for (size_t i = 0; i < report.nfile; i++) printf("%s/%s\n", report.dir, report.file[i]);
    if (!cli->quiet) print_summary(cli, &report);
    return EXIT_DONE;
}
