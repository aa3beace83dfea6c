/* The command line of a run survives being written down and read back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "pipeline/pipeline_internal.h"

KT_TEST(options_become_settings)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    const char *only[] = {"01", "Södra d'Ö"};
    struct kt_run_options opt = {
        .study = "s.yaml", .only = only, .nonly = 2, .langs = "fi,sv", .seed = "7", .strict = true};
    const char *const *set;
    CHECK(kt_command_overrides(&opt, &a, &set) == 4);
    CHECK_STR(set[0], "run.seed=7");
    CHECK_STR(set[1], "run.strict=true");
    CHECK_STR(set[2], "report.languages=[fi,sv]");
    CHECK_STR(set[3], "report.only=['01', 'Södra d''Ö']");
    kt_arena_close(whole);
}

KT_TEST(a_line_read_back_makes_the_same_line)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    const char *only[] = {"it's", "-1 2"};
    const char *set[] = {"study.title_fi=a \\ b"};
    struct kt_run_options opt = {.study = "my study.yaml", .only = only, .nonly = 2, .set = set, .nset = 1},
                          back;
    char *line = kt_command_line(&opt, &a);
    CHECK(kt_command_parse(line, &back, &a));
    CHECK_STR(back.study, "my study.yaml");
    CHECK(back.nset == 2);
    CHECK_STR(kt_command_line(&back, &a), line);
    CHECK(!kt_command_parse("rm -rf x", &back, &a) && !kt_command_parse("katve run", &back, &a));
    CHECK(!kt_command_parse("katve run s.yaml --out /", &back, &a));
    kt_arena_close(whole);
}

KT_TEST_MAIN
