/* The program: finds the sub-command and hands over.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPT_RUNLIKE = OPT_ONLY | OPT_LANG | OPT_JOBS | OPT_SEED | OPT_SET | OPT_STRICT | OPT_JSON | OPT_QUIET
};

const struct cli_command cli_command_table[] = {
    {"run", "STUDY.yaml", "compute a study and write its reports and data",
     "Reads the study, computes need, supply, access and gaps, and writes reports (PDF), data\n"
     "(GeoPackage, CSV, XLSX, JSON) and a manifest to OUT/STUDY/RUN/. The paths of the files made go to\n"
     "stdout, one a line. The folder appears only when it is whole.\n",
     OPT_OUT | OPT_RUNLIKE | OPT_SENSITIVITY, 1, 1, cmd_run},
    {"check", "STUDY.yaml", "check a study and its data, write nothing",
     "Reads everything that the study names and lists all problems at once.\n", OPT_OUT | OPT_RUNLIKE, 1, 1,
     cmd_check},
    {"plan", "STUDY.yaml", "show what a run would read, compute and write",
     "Sizes, outputs and the memory that the run is expected to take. Computes and writes nothing.\n",
     OPT_OUT | OPT_RUNLIKE, 1, 1, cmd_plan},
    {"list", "[methods|importers|charts|pages|keys]", "list what a study can name",
     "Without a word it lists everything but the keys of the study file.\n", OPT_JSON, 0, 1, cmd_list},
    {"explain", "NAME", "formula, parameters and source of a method, or the meaning of a key",
     "NAME is a method, importer, chart or page (`katve list`), a section of the study file such as\n"
     "`people`, one of its keys such as `study.year`, or a column of the open data.\n",
     OPT_JSON, 1, 1, cmd_explain},
    {"init", "DIR", "make a commented study with sample tables to start from",
     "Writes DIR/study.yaml with every key explained, and small invented tables beside it. Then\n"
     "`katve run DIR/study.yaml` works at once. Existing files are left alone.\n",
     OPT_QUIET, 1, 1, cmd_init},
    {"verify", "RUN", "repeat a finished run and compare every byte",
     "RUN is the folder of a finished run. Recomputes the checksums of its inputs and outputs, runs the\n"
     "study again into a scratch folder and says which files are the same. Exit code 0: all the same.\n",
     OPT_JOBS | OPT_JSON | OPT_QUIET, 1, 1, cmd_verify},
    {"fetch", "[PRESET...]", "fetch official layers and tables from those who publish them",
     "Without a word it lists the presets. `official` is all that a study of Finland needs: it takes them\n"
     "and writes DIR/finland-YEAR.yaml, ready to run. Files appear when they are whole; SOURCES.json beside\n"
     "them says address, checksum, day and licence. A fetch that was stopped goes on where it was. The\n"
     "proxy comes from the environment (https_proxy), KATVE_BASE_URL stands for --base-url.\n",
     OPT_YEAR | OPT_DIR | OPT_AREA | OPT_BASE_URL | OPT_TIMEOUT | OPT_JSON | OPT_QUIET, 0, 32, cmd_fetch},
    {"help", "[COMMAND]", "this overview, or the help of one command", "", 0, 0, 1, cmd_help},
    {"version", "", "the version of katve and of its libraries", "", OPT_JSON, 0, 0, cmd_version},
};
const size_t cli_command_count = sizeof cli_command_table / sizeof *cli_command_table;

const struct cli_command *cli_command_find(const char *name)
{
    for (size_t i = 0; i < cli_command_count; i++)
        if (strcmp(cli_command_table[i].name, name) == 0) return &cli_command_table[i];
    return NULL;
}

static int unknown_command(const char *word)
{
    const char *name[sizeof cli_command_table / sizeof *cli_command_table];
    for (size_t i = 0; i < cli_command_count; i++) name[i] = cli_command_table[i].name;
    const char *near = cli_nearest(word, name, cli_command_count);
    if (near)
        cli_complain("unknown command '%s'; did you mean '%s'?", word, near);
    else
        cli_complain("unknown command '%s'; see `katve help`", word);
    return EXIT_USAGE;
}

/* Output that could not be written is a failed run, also when only the last flush tells. */
static int close_stdout(int code)
{
    bool bad = ferror(stdout) != 0;
    if (fclose(stdout) != 0 || bad) {
        cli_complain("stdout: could not be written");
        return code == EXIT_DONE ? EXIT_FAILED : code;
    }
    return code;
}

static int dispatch(struct cli *cli, int argc, char **argv)
{
    if (argc < 2) {
        cli_print_overview(stderr);
        return EXIT_USAGE;
    }
    const char *word = argv[1];
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) word = "help";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) word = "version";
    cli->command = cli_command_find(word);
    if (!cli->command) return unknown_command(word);
    int code = cli_options(cli, argc - 1, argv + 1);
    if (code < 0) return EXIT_DONE;
    return code == EXIT_DONE ? cli->command->main(cli) : code;
}

int main(int argc, char **argv)
{
    /* Numbers and sorting never follow the user's locale; only characters do. */
    setlocale(LC_CTYPE, "C.UTF-8");
    /* A full disk or a file-size limit must come back as an error to clean up after, not as a kill. */
    signal(SIGXFSZ, SIG_IGN);

    struct kt_arena whole = kt_arena_open(0), keep = whole;
    struct cli cli = {.keep = &keep};
    int code = dispatch(&cli, argc, argv);
    kt_arena_close(whole);
    return close_stdout(code);
}
