/* katve plan: what a run would read, compute and write.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <string.h>

int cmd_plan(struct cli *cli)
{
    struct kt_run_report report = {0};
    struct kt_err err = {0};
    enum kt_status status = kt_plan(&cli->run, cli->keep, &report, &err);
    if (status != KT_OK) return cli_fail(cli, &err, &report.issues);
    const char *text = cli->json ? report.plan_json : report.plan;
    size_t len = strlen(text);
    fputs(text, stdout);
    if (!len || text[len - 1] != '\n') fputc('\n', stdout);
    return EXIT_DONE;
}
