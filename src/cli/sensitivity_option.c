/* --sensitivity=LIST: methods to compare by name, values as catchment=20/40, decay=binary/step, detour=1.2/1.4. The list
 * replaces what the study compares; it becomes settings, so that the manifest repeats the run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <string.h>

static const struct {
    const char *word;
    const char *key[2]; /* of methods.sensitivity */
} values[] = {
    {"catchment", {"catchments_km", "catchments_min"}},
    {"decay", {"decays", NULL}},
    {"detour", {"detours", NULL}},
};
enum { NVALUES = sizeof values / sizeof *values };

static void set(struct cli *cli, const char *key, const char *list)
{
    cli_add(cli->keep, &cli->run.set, &cli->run.nset,
            kt_printf(cli->keep, "methods.sensitivity.%s=[%s]", key, list));
}

/* "20/40" as "20, 40". */
static const char *listed(struct cli *cli, const char *text)
{
    char *copy = kt_strdup(cli->keep, text);
    for (char *p = copy; *p; p++)
        if (*p == '/') *p = ',';
    return copy;
}

static int unknown(struct cli *cli, const char *word)
{
    size_t n, i;
    const struct kt_method *const *all = kt_catalogue_methods(&n);
    const char **name = KT_NEW(cli->keep, const char *, n + NVALUES);
    for (i = 0; i < n; i++) name[i] = all[i]->name;
    for (i = 0; i < NVALUES; i++) name[n + i] = values[i].word;
    const char *near = cli_nearest(word, name, n + NVALUES);
    cli_complain("--sensitivity: '%s' is no method and none of catchment=, decay=, detour=%s%s", word,
                 near ? "; did you mean " : "; see `katve list methods`", near ? near : "");
    return EXIT_USAGE;
}

/* The zone column of a method is the first that it names. */
static int take_method(struct cli *cli, const char *word, const char **columns)
{
    const struct kt_method *m = kt_catalogue_method(word);
    if (!m || !m->columns) return unknown(cli, word);
    const char *column = kt_strndup(cli->keep, m->columns, strcspn(m->columns, " "));
    *columns = **columns ? kt_printf(cli->keep, "%s, %s", *columns, column) : column;
    if (m->optional)
        cli_add(cli->keep, &cli->run.set, &cli->run.nset,
                kt_printf(cli->keep, "methods.%s.enabled=true", word));
    return EXIT_DONE;
}

int cli_take_sensitivity(struct cli *cli, const char *list)
{
    const char *given[NVALUES] = {"", "", ""}, *columns = "";
    char *rest = kt_strdup(cli->keep, list);
    for (char *word; (word = strsep(&rest, ",")) != NULL;) {
        size_t i = 0, n = strcspn(word, "=");
        while (i < NVALUES &&
               !(word[n] && strlen(values[i].word) == n && strncmp(word, values[i].word, n) == 0))
            i++;
        if (i < NVALUES) {
            given[i] = listed(cli, word + n + 1);
            continue;
        }
        int rc = take_method(cli, word, &columns);
        if (rc != EXIT_DONE) return rc;
    }
    set(cli, "columns", columns);
    for (size_t i = 0; i < NVALUES; i++)
        for (size_t k = 0; k < 2 && values[i].key[k]; k++) set(cli, values[i].key[k], given[i]);
    cli->sensitivity = true;
    return EXIT_DONE;
}
