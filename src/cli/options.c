/* Options: one table, of which each command takes its part.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    unsigned bit;
    char letter;
    const char *name, *value, *help;
} option_table[] = {
    {OPT_OUT, 'o', "out", "DIR", "output folder; the run goes to DIR/STUDY/RUN/ (default: output)"},
    {OPT_ONLY, 'r', "only", "REGION...", "regional reports of these regions only, by code or name"},
    {OPT_LANG, 'l', "lang", "LIST", "report languages, such as fi,sv,en"},
    {OPT_JOBS, 'j', "jobs", "N", "threads (default: all processors); results do not depend on it"},
    {OPT_SEED, 's', "seed", "N", "seed of the random draws; wins over run.seed"},
    {OPT_SET, 'D', "set", "KEY=VALUE",
     "a key of the study file, such as methods.euclid.detour=1.4; may be repeated"},
    {OPT_SENSITIVITY, 'c', "sensitivity", "LIST",
     "do ranks survive other choices? methods and values, such as fca2,raam,catchment=20/40,decay=step"},
    {OPT_STRICT, 'S', "strict", NULL, "treat warnings about the data as errors"},
    {OPT_JSON, 'J', "json", NULL, "print the answer as JSON"},
    {OPT_QUIET, 'q', "quiet", NULL, "print errors only"},
    {OPT_YEAR, 'y', "year", "YEAR", "year of the municipal division; figures are of the year before"},
    {OPT_DIR, 'd', "dir", "DIR", "where the files land (default: geodata/raw)"},
    {OPT_AREA, 'a', "area", "CODE,...", "municipalities, for presets that ask for them"},
    {OPT_BASE_URL, 'b', "base-url", "URL", "another host than the preset's, such as a mirror"},
    {OPT_TIMEOUT, 't', "timeout", "S", "seconds of silence that are waited for (default: 60)"},
};
enum { NOPTION = sizeof option_table / sizeof *option_table };

void cli_print_options(FILE *to, unsigned options)
{
    for (size_t i = 0; i < NOPTION; i++) {
        if (!(options & option_table[i].bit)) continue;
        char left[64];
        snprintf(left, sizeof left, "-%c, --%s %s", option_table[i].letter, option_table[i].name,
                 option_table[i].value ? option_table[i].value : "");
        fprintf(to, "  %-24s %s\n", left, option_table[i].help);
    }
    fprintf(to, "  %-24s %s\n", "-h, --help", "this help");
}

void cli_add(struct kt_arena *a, const char *const **list, size_t *n, const char *item)
{
    const char **grown = KT_NEW(a, const char *, *n + 1);
    for (size_t i = 0; i < *n; i++) grown[i] = (*list)[i];
    grown[*n] = item;
    *list = grown;
    *n += 1;
}

/* Regions may be separated by commas, and several words may follow one --only. */
static void add_regions(struct cli *cli, const char *text)
{
    char *rest = kt_strdup(cli->keep, text);
    for (char *word; (word = strsep(&rest, ",")) != NULL;) {
        while (isspace((unsigned char)*word)) word++;
        if (*word) cli_add(cli->keep, &cli->run.only, &cli->run.nonly, word);
    }
}

/* Is this word rather the study file than one more region? */
static bool looks_like_study(const char *word)
{
    const char *dot = strrchr(word, '.');
    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

static bool is_whole_number(const char *s)
{
    if (!*s || strlen(s) > 19) return false;
    for (; *s; s++)
        if (!isdigit((unsigned char)*s)) return false;
    return true;
}

static int check_languages(const char *list, struct kt_arena *a)
{
    char *rest = kt_strdup(a, list);
    for (char *word; (word = strsep(&rest, ",")) != NULL;)
        if (kt_lang_parse(word) < 0) {
            cli_complain("--lang: '%s' is not a report language; there are fi, sv and en", word);
            return EXIT_USAGE;
        }
    return EXIT_DONE;
}

static int take_year(struct cli *cli, const char *value)
{
    if (is_whole_number(value) && atol(value) >= 1990 && atol(value) <= 2100) {
        cli->fetch.year = atoi(value);
        return EXIT_DONE;
    }
    cli_complain("--year: '%s' is not a year from 1990 to 2100", value);
    return EXIT_USAGE;
}

/* The codes become part of addresses and file names. */
static int take_area(struct cli *cli, const char *value)
{
    size_t bare = strspn(value, "0123456789,");
    if (*value && !value[bare] && value[0] != ',' && !strstr(value, ",,") && value[bare - 1] != ',') {
        cli->fetch.area = value;
        return EXIT_DONE;
    }
    cli_complain("--area: '%s' is not a list of municipality codes such as 091,049", value);
    return EXIT_USAGE;
}

static int take_base_url(struct cli *cli, const char *value)
{
    if (strncmp(value, "http://", 7) == 0 || strncmp(value, "https://", 8) == 0) {
        cli->fetch.base_url = value;
        return EXIT_DONE;
    }
    cli_complain("--base-url: '%s' does not begin with http:// or https://", value);
    return EXIT_USAGE;
}

static int take(struct cli *cli, unsigned bit, const char *value)
{
    switch (bit) {
    case OPT_OUT: cli->run.out = value; break;
    case OPT_ONLY: add_regions(cli, value); break;
    case OPT_LANG: cli->run.langs = value; return check_languages(value, cli->keep);
    case OPT_JOBS:
        if (!is_whole_number(value) || atol(value) < 1 || atol(value) > 1024) {
            cli_complain("--jobs: '%s' is not a number of threads from 1 to 1024", value);
            return EXIT_USAGE;
        }
        cli->run.jobs = atoi(value);
        break;
    case OPT_SEED:
        if (!is_whole_number(value)) {
            cli_complain("--seed: '%s' is not a whole number of at most 19 digits", value);
            return EXIT_USAGE;
        }
        cli->run.seed = value;
        break;
    case OPT_SET:
        if (value[0] == '=' || !strchr(value, '=')) {
            cli_complain("--set: '%s' is not of the form KEY=VALUE", value);
            return EXIT_USAGE;
        }
        cli_add(cli->keep, &cli->run.set, &cli->run.nset, value);
        break;
    case OPT_SENSITIVITY: return cli_take_sensitivity(cli, value);
    case OPT_YEAR: return take_year(cli, value);
    case OPT_DIR: cli->fetch.dir = value; break;
    case OPT_AREA: return take_area(cli, value);
    case OPT_BASE_URL: return take_base_url(cli, value);
    case OPT_TIMEOUT:
        if (!is_whole_number(value) || atol(value) < 1 || atol(value) > 3600) {
            cli_complain("--timeout: '%s' is not a number of seconds from 1 to 3600", value);
            return EXIT_USAGE;
        }
        cli->fetch.timeout_s = (double)atol(value);
        break;
    case OPT_STRICT: cli->run.strict = true; break;
    case OPT_JSON: cli->json = true; break;
    case OPT_QUIET: cli->quiet = true; break;
    default: break;
    }
    return EXIT_DONE;
}

/* `word` as typed: "--sed=3", "-x". */
static int refuse(const struct cli *cli, const char *word, bool known)
{
    size_t len = strcspn(word, "=");
    char *bare = kt_strndup(cli->keep, word, len);
    if (known) {
        cli_complain("%s: option %s needs a value", cli->command->name, bare);
        return EXIT_USAGE;
    }
    const char *name[NOPTION + 1];
    size_t n = 0;
    for (size_t i = 0; i < NOPTION; i++)
        if (cli->command->options & option_table[i].bit)
            name[n++] = kt_printf(cli->keep, "--%s", option_table[i].name);
    name[n++] = "--help";
    const char *near = cli_nearest(bare, name, n);
    if (near)
        cli_complain("%s: unknown option %s; did you mean %s?", cli->command->name, bare, near);
    else
        cli_complain("%s: unknown option %s; see `katve %s --help`", cli->command->name, bare,
                     cli->command->name);
    return EXIT_USAGE;
}

static int check_operands(const struct cli *cli)
{
    const struct cli_command *c = cli->command;
    if (cli->noperand < c->min_operands) {
        cli_complain("%s: %s is missing; usage: katve %s %s", c->name, c->operands, c->name, c->operands);
        return EXIT_USAGE;
    }
    if (cli->noperand > c->max_operands) {
        cli_complain("%s: one word too many: '%s'; usage: katve %s %s", c->name,
                     cli->operand[c->max_operands], c->name, c->operands);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static void build_getopt(unsigned options, struct option *longs, char *shorts)
{
    size_t n = 0, s = 0;
    shorts[s++] = '-'; /* operands in place, so that words after --only can be told apart */
    shorts[s++] = ':';
    shorts[s++] = 'h';
    for (size_t i = 0; i < NOPTION; i++) {
        if (!(options & option_table[i].bit)) continue;
        int has = option_table[i].value ? required_argument : no_argument;
        longs[n++] = (struct option){option_table[i].name, has, NULL, option_table[i].letter};
        shorts[s++] = option_table[i].letter;
        if (option_table[i].value) shorts[s++] = ':';
    }
    longs[n++] = (struct option){"help", no_argument, NULL, 'h'};
    longs[n] = (struct option){0};
    shorts[s] = '\0';
}

int cli_options(struct cli *cli, int argc, char **argv)
{
    struct option longs[NOPTION + 2];
    char shorts[2 * NOPTION + 4];
    build_getopt(cli->command->options, longs, shorts);
    cli->operand = KT_NEW(cli->keep, const char *, (size_t)argc + 1);
    bool after_only = false;
    opterr = 0;
    optind = 1;
    for (int got; (got = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (got == 'h') {
            cli_print_help(stdout, cli->command);
            return -1;
        }
        if (got == '?' || got == ':') {
            /* A bundled letter leaves optind where it was; optopt names it then. */
            const char *word = argv[optind - 1];
            if (optopt && strncmp(word, "--", 2) != 0) word = kt_printf(cli->keep, "-%c", optopt);
            return refuse(cli, word, got == ':');
        }
        if (got == 1) {
            if (after_only && !looks_like_study(optarg))
                add_regions(cli, optarg);
            else
                cli->operand[cli->noperand++] = optarg;
            continue;
        }
        after_only = got == 'r';
        for (size_t i = 0; i < NOPTION; i++) {
            if (option_table[i].letter != got) continue;
            int code = take(cli, option_table[i].bit, optarg);
            if (code != EXIT_DONE) return code;
        }
    }
    while (optind < argc) cli->operand[cli->noperand++] = argv[optind++];
    if (cli->noperand) cli->run.study = cli->operand[0];
    return check_operands(cli);
}
