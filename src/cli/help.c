/* katve help, katve version and --help of every command.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <cairo.h>
#include <gdal.h>
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <pango/pango-utils.h>
#include <proj.h>
#include <string.h>

static const char exit_codes[] = "Exit codes: 0 done, 1 run failed, 2 wrong usage, 3 input not acceptable.\n";

void cli_print_overview(FILE *to)
{
    fputs("katve: where support is needed and not reached. From municipal figures and a register of\n"
          "service points to coverage gaps, maps and reports.\n\nUsage: katve COMMAND [OPTION...] [WHAT]\n\n",
          to);
    for (size_t i = 0; i < cli_command_count; i++)
        fprintf(to, "  %-9s %s\n", cli_command_table[i].name, cli_command_table[i].summary);
    fputs("\n`katve COMMAND --help` explains a command. Start with `katve init my-study`.\n", to);
    fputs(exit_codes, to);
}

void cli_print_help(FILE *to, const struct cli_command *c)
{
    fprintf(to, "Usage: katve %s%s%s%s\n\n%c%s.\n", c->name, c->options ? " [OPTION...]" : "",
            *c->operands ? " " : "", c->operands, c->summary[0] - 'a' + 'A', c->summary + 1);
    if (*c->help) fprintf(to, "\n%s", c->help);
    fputs("\n", to);
    cli_print_options(to, c->options);
    fputs("\n", to);
    fputs(exit_codes, to);
}

int cmd_help(struct cli *cli)
{
    if (!cli->noperand) {
        cli_print_overview(stdout);
        return EXIT_DONE;
    }
    const struct cli_command *c = cli_command_find(cli->operand[0]);
    if (!c) {
        cli_complain("help: no command '%s'; see `katve help`", cli->operand[0]);
        return EXIT_USAGE;
    }
    cli_print_help(stdout, c);
    return EXIT_DONE;
}

int cmd_version(struct cli *cli)
{
    PJ_INFO proj = proj_info();
    const struct {
        const char *name, *version;
    } library[] = {
        {"GDAL", GDALVersionInfo("RELEASE_NAME")},
        {"PROJ", proj.version},
        {"GSL", gsl_version},
        {"cairo", cairo_version_string()},
        {"pango", pango_version_string()},
        {"jansson", jansson_version_str()},
    };
    if (cli->json) {
        json_t *libs = json_object(), *root = json_object();
        for (size_t i = 0; i < sizeof library / sizeof *library; i++)
            json_object_set_new(libs, library[i].name, json_string(library[i].version));
        json_object_set_new(root, "katve", json_string(KT_VERSION));
        json_object_set_new(root, "libraries", libs);
        json_dumpf(root, stdout, JSON_INDENT(2));
        fputs("\n", stdout);
        json_decref(root);
        return EXIT_DONE;
    }
    printf("katve %s\n", KT_VERSION);
    for (size_t i = 0; i < sizeof library / sizeof *library; i++)
        printf("%s%s %s", i ? ", " : "with ", library[i].name, library[i].version);
    printf("\nGPL-3.0-or-later; no warranty.\n");
    return EXIT_DONE;
}
