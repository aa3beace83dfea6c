/* method change: an earlier data.csv beside today's figures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include <stdlib.h>

extern const struct kt_method kt_change;

/* Writes the file; the setting that names it, for paths are relative to the study file. */
static const char *earlier(const char *text)
{
    static char setting[4200] = "methods.change.earlier=";
    FILE *f = fopen("build/tests/earlier.csv", "w");
    CHECK(f && fputs(text, f) >= 0 && fclose(f) == 0);
    CHECK(realpath("build/tests/earlier.csv", setting + strlen("methods.change.earlier=")));
    return setting;
}

KT_TEST(earlier_figures_join_by_level_and_code)
{
    const char *over[] = {earlier("level,code,name_fi,variable,value,lower,upper,unit,mark\r\n"
                                  "municipality,001,A,need,120,100,150,persons,shown\r\n"
                                  "municipality,002,B,need,,,,persons,suppressed\r\n"
                                  "municipality,999,gone,need,10,9,11,persons,shown\r\n"
                                  "country,FI,Suomi,dist_km,12.5,,,km,shown\r\n"
                                  "country,FI,Suomi,unheard_of,1,,,km,shown\r\n")};
    struct fixture f;
    fx_open(&f, over, 1);
    CHECK(fx_run(&f, &kt_change) == KT_OK);
    CHECK_STR(f.err.text, "");
    CHECK_NEAR(fx_get(&f, 0, "earlier_need", 0), 120, 0);
    CHECK(isnan(fx_get(&f, 0, "earlier_need", 1)) && isnan(fx_get(&f, 0, "earlier_need", 2)));
    CHECK_NEAR(kt_result_find(&f.r, 0, "earlier_need")->lower[0], 100, 0);
    CHECK_NEAR(fx_get(&f, 2, "earlier_dist_km", 0), 12.5, 0);
    CHECK(!kt_result_find(&f.r, 2, "earlier_need"));
    CHECK(f.r.issues.n == 1 && strstr(f.r.issues.item[0].what, "999"));
    fx_close(&f);
}

KT_TEST(no_file_no_columns_and_a_wrong_one_is_refused)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_change) == KT_OK && !kt_result_find(&f.r, 0, "earlier_need"));
    fx_close(&f);
    const char *over[] = {earlier("a,b\r\n1,2\r\n")};
    fx_open(&f, over, 1);
    CHECK(fx_run(&f, &kt_change) == KT_EINPUT && strstr(f.err.text, "earlier.csv"));
    fx_close(&f);
}

KT_TEST_MAIN
