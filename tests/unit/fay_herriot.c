/* A survey joined with the model: shrinkage, areas outside it, rows that can't be used, benchmarking.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

static void write_text(const char *file, const char *text)
{
    FILE *out = fopen(file, "w");
    CHECK(out != NULL);
    if (text) fputs(text, out);
    fclose(out);
}

static enum kt_status run_with(struct fixture *f, const char *text, const char *more)
{
    char file[96];
    snprintf(file, sizeof file, "/tmp/katve-survey-%d.csv", (int)getpid());
    write_text(file, text);
    char survey[160];
    snprintf(survey, sizeof survey, "methods.fay_herriot.survey=%s", file);
    const char *over[] = {survey, "methods.fay_herriot.level=municipality", more};
    fx_open(f, over, more ? 3 : 2);
    for (size_t z = 0; z < FX_ZONES; z++) f->st.level[0].population[z] = 3000 - 500 * (double)z;
    enum kt_status status = fx_run(f, &kt_fay_herriot);
    unlink(file);
    return status;
}

static const char good[] = "code,estimate,variance\n001,0.2,0.0004\n002,0.15,0.0009\n003,0.3,0.0016\n";

KT_TEST(areas_outside_the_survey_follow_the_corrected_model)
{
    struct fixture f;
    CHECK(run_with(&f, good, NULL) == KT_OK);
    CHECK_STR(f.err.text, "");
    for (size_t z = 0; z < FX_ZONES; z++) {
        CHECK(fx_has_interval(&f, 0, "fh_share", z));
        CHECK_NEAR(fx_get(&f, 0, "fh_need", z), fx_get(&f, 0, "fh_share", z) * (3000 - 500 * (double)z),
                   1e-9);
    }
    const struct kt_table *t = kt_result_table(&f.r, "fay_herriot");
    CHECK(t && t->value[2 * 3] == 3 && t->value[2 * 2] >= 0);
    fx_close(&f);
}

KT_TEST(a_published_total_is_met)
{
    struct fixture f;
    double sum = 0;
    CHECK(run_with(&f, good, "methods.fay_herriot.benchmark=2500") == KT_OK);
    for (size_t z = 0; z < FX_ZONES; z++) sum += fx_get(&f, 0, "fh_need", z);
    CHECK_NEAR(sum, 2500, 1e-9);
    fx_close(&f);
}

KT_TEST(rows_that_cannot_be_used_are_told)
{
    struct fixture f;
    CHECK(run_with(&f,
                   "code,estimate,variance\n001,0.2,0.0004\n002,15,0.0009\n003,0.3,0.0016\n999,0.1,0.1\n001,"
                   "0.4,0.1\n"
                   "004,..,0.01\n002,0.1,0.0009\n",
                   NULL) == KT_OK);
    CHECK(f.r.issues.n == 3 && f.r.issues.item[0].row == 3 && f.r.issues.item[1].row == 5);
    fx_close(&f);
}

KT_TEST(a_missing_column_or_too_few_areas_stop_the_run)
{
    struct fixture f;
    CHECK(run_with(&f, "code,share,variance\n001,0.2,0.1\n", NULL) == KT_EINPUT);
    CHECK(strstr(f.err.text, "estimate") != NULL);
    fx_close(&f);
    CHECK(run_with(&f, "code,estimate,variance\n001,0.2,0.1\n", NULL) == KT_EINPUT);
    CHECK(strstr(f.err.text, "too few") != NULL);
    fx_close(&f);
}

/* Regions' published totals: one is met, one is unknown, one is more than people live there. */
KT_TEST(published_totals_of_regions)
{
    struct fixture f;
    char file[96], over[160];
    snprintf(file, sizeof file, "/tmp/katve-totals-%d.csv", (int)getpid());
    snprintf(over, sizeof over, "methods.fay_herriot.totals=%s", file);
    write_text(file, "code,total\n01,1700\n02,..\n");
    CHECK(run_with(&f, good, over) == KT_OK);
    CHECK_NEAR(fx_get(&f, 0, "fh_need", 0) + fx_get(&f, 0, "fh_need", 1), 1700, 1e-9);
    CHECK_NEAR(fx_get(&f, 1, "fh_need", 0), 1700, 1e-9); /* levels above have the sums */
    CHECK_NEAR(fx_get(&f, 2, "fh_need", 0), 1700 + fx_get(&f, 1, "fh_need", 1), 1e-9);
    const struct kt_table *t = kt_result_table(&f.r, "fh_totals");
    CHECK(t && t->nrow == 2 && t->value[2] > 0 && t->note[1] && !t->note[0]);
    CHECK_NEAR(t->value[3 + 2], 1, 0);
    fx_close(&f);
    write_text(file, "code,total\n01,17000\n02,300\n");
    CHECK(run_with(&f, good, over) == KT_OK);
    t = kt_result_table(&f.r, "fh_totals");
    CHECK_NEAR(fx_get(&f, 0, "fh_share", 0), 1, 0);
    CHECK(t && t->note[0] && strstr(t->note[0], "not met") && !t->note[1]);
    fx_close(&f);
    unlink(file);
}

/* Without `level` the survey is of regions: two of them cannot bear two terms. */
KT_TEST(two_regions_are_too_few)
{
    struct fixture f;
    char file[96], survey[160];
    snprintf(file, sizeof file, "/tmp/katve-regions-%d.csv", (int)getpid());
    snprintf(survey, sizeof survey, "methods.fay_herriot.survey=%s", file);
    write_text(file, "code,estimate,variance\n01,0.2,0.0004\n02,0.3,0.0009\n");
    const char *over[] = {survey};
    fx_open(&f, over, 1);
    CHECK(fx_run(&f, &kt_fay_herriot) == KT_EINPUT && strstr(f.err.text, "too few"));
    fx_close(&f);
    unlink(file);
}

KT_TEST_MAIN
