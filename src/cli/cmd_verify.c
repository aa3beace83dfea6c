/* katve verify: is a finished run what it says, and does it come out the same again?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"
#include "json_out.h"

#include <string.h>

int cmd_verify(struct cli *cli)
{
    struct kt_err err = {0};
    const char *text = "";
    bool same = false;
    enum kt_status status = kt_verify_run(cli->operand[0], cli->run.jobs, cli->keep, &text, &same, &err);
    if (status != KT_OK) return cli_fail(cli, &err, NULL);
    if (cli->json) {
        json_t *root = json_object(), *lines = json_array();
        char *rest = kt_strdup(cli->keep, text);
        for (char *line; (line = strsep(&rest, "\n")) != NULL;)
            if (*line) json_array_append_new(lines, json_text(line));
        json_object_set_new(root, "same", json_boolean(same));
        json_object_set_new(root, "lines", lines);
        json_show(root);
    } else if (!cli->quiet) {
        fputs(text, stdout);
    }
    return same ? EXIT_DONE : EXIT_FAILED;
}
