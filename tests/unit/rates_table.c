/* rates_table: order, open-ended ages, rows that can't be rates.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

static enum kt_status read_rates(const char *csv)
{
    facts_open(&f);
    facts_write(&f, "rates.csv", csv);
    return facts_read(&f, "study: {id: t}\nrates: {source: rates.csv}\n");
}

KT_TEST(rates_are_ordered_and_open_ended)
{
    CHECK(read_rates("layer,year,age_min,age_max,rate,n_eff,source\n2,2018,75,,0.3,,guess\n1,2018,75,89,0.6,"
                     "500,survey\n"
                     "n1,2018,65,74,\"0,22\",800,survey\nexcluded,2013,75,,0.69,400,survey\n") == KT_OK);
    const struct kt_rates *r = &f.st.rates;
    CHECK(r->n == 4);
    CHECK(r->layer[0] == 1 && r->year[0] == 2013 && r->age_max[0] == 999);
    CHECK(r->age_min[1] == 65 && r->age_min[2] == 75 && r->layer[3] == 2);
    CHECK_NEAR(r->rate[1], 0.22, 1e-15);
    CHECK(isnan(r->n_eff[3]));
    CHECK_STR(r->source[KT_EN][3], "guess");
    CHECK_STR(r->source[KT_FI][3], "guess");
    facts_close(&f);
}

KT_TEST(bad_rows_are_left_out_and_told)
{
    CHECK(read_rates("layer,year,age_min,age_max,rate,n_eff\n1,2018,65,74,0.2,800\n1,2018,75,89,60,500\n4,"
                     "2018,75,89,0.6,500\n"
                     "1,2018,70,89,0.6,500\n1,2018,75,,0.5,9\n1,2019,75,,0.5,9\n1,2020,75,,0.5,9\n") ==
          KT_OK);
    CHECK(f.st.rates.n == 4);
    CHECK(facts_issues(&f, "bad-rate") == 2 && facts_issues(&f, "ages-overlap") == 1);
    CHECK(facts_issue(&f, "bad-rate")->row == 3);
    facts_close(&f);
    CHECK(read_rates("layer,year,age_min,age_max,rate\n1,2018,75,89,60\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "no-rates") == 1);
    facts_close(&f);
    CHECK(read_rates("layer,year,age_min,age_max\n1,2018,75,89\n") == KT_EINPUT);
    CHECK(strstr(f.err.text, "\"rate\""));
    facts_close(&f);
}

KT_TEST_MAIN
