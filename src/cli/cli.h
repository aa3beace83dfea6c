/* cli: what the sub-commands share. The only room that prints and exits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CLI_H
#define KATVE_CLI_H

#include <katve/fetch.h>
#include <katve/pipeline.h>

#include <stdio.h>

/* Exit codes, part of the promise of the program. */
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INPUT = 3 };

/* Options by bit, so that each command says which it takes. */
enum {
    OPT_OUT = 1 << 0,
    OPT_ONLY = 1 << 1,
    OPT_LANG = 1 << 2,
    OPT_JOBS = 1 << 3,
    OPT_SEED = 1 << 4,
    OPT_SET = 1 << 5,
    OPT_STRICT = 1 << 6,
    OPT_JSON = 1 << 7,
    OPT_QUIET = 1 << 8,
    OPT_YEAR = 1 << 9,
    OPT_DIR = 1 << 10,
    OPT_AREA = 1 << 11,
    OPT_BASE_URL = 1 << 12,
    OPT_TIMEOUT = 1 << 13,
    OPT_SENSITIVITY = 1 << 14,
};

struct cli {
    const struct cli_command *command;
    struct kt_arena *keep;
    struct kt_run_options run; /* study is the first operand where there is one */
    struct kt_fetch_options fetch;
    bool json, quiet, sensitivity;
    const char **operand;
    size_t noperand;
};

struct cli_command {
    const char *name;
    const char *operands; /* "STUDY.yaml" */
    const char *summary;  /* one line for the overview */
    const char *help;     /* paragraphs for --help, or "" */
    unsigned options;
    size_t min_operands, max_operands;
    int (*main)(struct cli *cli);
};

extern const struct cli_command cli_command_table[];
extern const size_t cli_command_count;
const struct cli_command *cli_command_find(const char *name);

int cmd_run(struct cli *cli);
int cmd_check(struct cli *cli);
int cmd_plan(struct cli *cli);
int cmd_list(struct cli *cli);
int cmd_explain(struct cli *cli);
int cmd_init(struct cli *cli);
int cmd_verify(struct cli *cli);
int cmd_fetch(struct cli *cli);
int cmd_help(struct cli *cli);
int cmd_version(struct cli *cli);

/* ---- options.c ---- */

/* EXIT_DONE, or EXIT_USAGE with the reason printed; -1: help was asked for and printed. */
int cli_options(struct cli *cli, int argc, char **argv);
void cli_print_options(FILE *to, unsigned options);

/* ---- help.c ---- */
void cli_print_overview(FILE *to);
void cli_print_help(FILE *to, const struct cli_command *command);

/* ---- say.c ---- */

/* `katve: text` on stderr. */
void cli_complain(const char *fmt, ...) KT_PRINTF(1, 2);
/* A failure and the issues behind it; returns the exit code. */
int cli_fail(const struct cli *cli, const struct kt_err *err, const struct kt_issues *issues);
/* Issues of at least that severity, at most `each` per kind, on stderr. */
void cli_print_issues(const struct kt_issues *issues, enum kt_severity at_least, size_t each);
/* The candidate nearest to `word`, NULL when none is near. */
/* One more item of a list of texts. */
void cli_add(struct kt_arena *a, const char *const **list, size_t *n, const char *item);
/* --sensitivity=LIST as settings of methods.sensitivity; an exit code. */
int cli_take_sensitivity(struct cli *cli, const char *list);
const char *cli_nearest(const char *word, const char *const *candidate, size_t n);
/* Digits in groups of three, rounded: "1 234 567"; "–" for unknown. */
char *cli_count(struct kt_arena *a, double v);

/* ---- progress.c ---- */

struct cli_progress {
    bool shown;     /* stderr is a terminal that can take it */
    bool drawn;     /* a line stands there now */
    double last_at; /* when it was drawn */
    char stage[64];
};
/* Hooks the progress line into the run and draws its first line at once. */
void cli_progress_open(struct cli_progress *p, struct cli *cli, const char *stage);
void cli_progress_close(struct cli_progress *p);

/* ---- schema.c ---- */
void cli_print_params(FILE *to, const struct kt_param *param, size_t n);
const char *cli_type_name(enum kt_type type);
/* "0.5 to 100 km", "one of: a b", or "". */
char *cli_range(struct kt_arena *a, const struct kt_param *p);

#endif
