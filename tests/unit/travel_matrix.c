/* travel_matrix: layouts, modes and departures, pairs that can't be, ids that nobody has.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

static const char study[] =
    "study: {id: t}\n" FACTS_ZONES_YAML "people: {source: people.csv, ages: {\"0-\": a}}\n"
    "sites: {source: sites.csv}\ntravel:\n";

/* Ids in another order than the study's: cells b, a, c of zones 009, 005, 010; sites t, s. */
static enum kt_status read_travel(const char *travel, const char *name, const char *text)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv",
                "id,zone,x,y,a\nb,009,415000,6715000,7\na,005,405000,6715000,30\nc,010,405000,6725000,5\n");
    facts_write(&f, "sites.csv",
                "id,name_fi,municipality,x,y,supports\nt,T,009,415000,6715000,yes\n"
                "s,S,005,405000,6715000,yes\n");
    facts_write(&f, name, text);
    KT_TRY(facts_read(&f, kt_printf(&f.keep, "%s%s", study, travel)));
    return kt_study_freeze(&f.st, f.tmp, &f.err);
}

/* Cost from cell to site by id; NaN without a pair. */
static double cost(size_t i, const char *cell, const char *site)
{
    const struct kt_csr *p = &f.st.matrix[i].pairs;
    for (size_t c = 0; c < p->nrow; c++)
        for (size_t k = p->start[c]; k < p->start[c + 1]; k++)
            if (kt_streq(f.st.cells.id[c], cell) && kt_streq(f.st.sites.id[p->col[k]], site))
                return (double)p->val[k];
    return NAN;
}

KT_TEST(long_table_of_r5r)
{
    CHECK(read_travel("  - {source: t.csv, mode: transit}\n", "t.csv",
                      "from_id,to_id,travel_time_p50\nb,t,3\na,s,1\nc,s,NA\na,t,12.5\nb,s,\nc,t,40\n") ==
          KT_OK);
    CHECK(f.st.nmatrix == 1 && f.st.matrix[0].pairs.nnz == 4);
    CHECK_STR(f.st.matrix[0].mode, "transit");
    CHECK_STR(f.st.matrix[0].unit, "min");
    CHECK(cost(0, "a", "s") == 1 && cost(0, "a", "t") == 12.5 && cost(0, "b", "t") == 3);
    CHECK(isnan(cost(0, "b", "s")) && isnan(cost(0, "c", "s")) && cost(0, "c", "t") == 40);
    CHECK(facts_issues(&f, "travel-bad-cost") == 0 && !f.st.pending.travel);
    facts_close(&f);
}

KT_TEST(wide_table_in_seconds)
{
    CHECK(read_travel("  - {source: w.csv, layout: wide, unit: s}\n", "w.csv",
                      "cell,s,t,zz\na,60,600,1\nb,,90,1\nc,NA,30,1\n") == KT_OK);
    CHECK(cost(0, "a", "s") == 1 && cost(0, "a", "t") == 10 && cost(0, "c", "t") == 0.5);
    CHECK(isnan(cost(0, "b", "s")) && f.st.matrix[0].pairs.nnz == 4);
    CHECK(facts_issues(&f, "travel-unknown-id") == 1 && facts_issues(&f, "travel-pairs-lost") == 1);
    CHECK_STR(f.st.matrix[0].mode, "file");
    facts_close(&f);
}

KT_TEST(rows_that_cannot_be_are_told)
{
    CHECK(read_travel("  - {source: t.csv, mode: car, unit: km, columns: {from: c, to: p, cost: d}}\n",
                      "t.csv", "c,p,d\na,s,4\na,s,3\na,t,-1\nb,s,nan\nb,t,x\n,t,1\nq,t,2\nb,t,5\n") == KT_OK);
    CHECK(cost(0, "a", "s") == 3 && cost(0, "b", "t") == 5 && f.st.matrix[0].pairs.nnz == 2);
    CHECK_STR(f.st.matrix[0].unit, "km");
    CHECK(facts_issues(&f, "travel-pair-twice") == 1 && facts_issues(&f, "travel-negative") == 1);
    CHECK(facts_issue(&f, "travel-negative")->row == 4);
    CHECK(facts_issues(&f, "travel-bad-cost") == 2 && facts_issues(&f, "travel-no-id") == 1);
    CHECK(facts_issues(&f, "travel-unknown-id") == 1 && facts_issue(&f, "travel-unknown-id")->row == 8);
    CHECK(facts_issues(&f, "travel-cell-stranded") == 1); /* c */
    facts_close(&f);
}

static const char departures[] = "from,to,mode,departure_time,travel_time\n"
                                 "a,s,walk,08:00,10\na,s,walk,08:10,30\na,s,walk,08:20,20\n"
                                 "a,t,walk,08:00,10\na,t,walk,08:20,14\nb,t,car,,5\n"
                                 "b,s,walk,08:10,8\nb,s,walk,08:10,9\n";

KT_TEST(modes_and_departures)
{
    CHECK(read_travel("  - {source: t.csv}\n", "t.csv", departures) == KT_OK);
    CHECK(f.st.nmatrix == 2);
    CHECK_STR(f.st.matrix[0].mode, "walk");
    CHECK_STR(f.st.matrix[1].mode, "car");
    CHECK(cost(0, "a", "s") == 20);  /* the middle one of 10, 20, 30 */
    CHECK(cost(0, "a", "t") == 14);  /* of 10, 14 and never */
    CHECK(isnan(cost(0, "b", "s"))); /* two departures of three never arrive */
    CHECK(cost(1, "b", "t") == 5 && f.st.matrix[1].pairs.nnz == 1);
    CHECK(facts_issues(&f, "travel-pair-twice") == 1);
    facts_close(&f);
    CHECK(read_travel("  - {source: t.csv, percentile: 0}\n", "t.csv", departures) == KT_OK);
    CHECK(cost(0, "a", "t") == 10 && cost(0, "b", "s") == 8);
    facts_close(&f);
    CHECK(read_travel("  - {source: t.csv, over_departures: mean}\n", "t.csv", departures) == KT_OK);
    CHECK(cost(0, "a", "s") == 20 && isnan(cost(0, "a", "t")));
    facts_close(&f);
}

KT_TEST(wide_tables_have_modes_and_departures_too)
{
    static const char wide[] = "cell,mode,departure,t,s\na,walk,08:00,10,10\na,walk,08:10,,30\n"
                               "a,walk,08:20,14,20\nb,car,,5,\nb,walk,08:10,,8.125\n";
    CHECK(read_travel("  - {source: w.csv, layout: wide}\n", "w.csv", wide) == KT_OK);
    CHECK(f.st.nmatrix == 2 && facts_issues(&f, "travel-unknown-id") == 0);
    CHECK_STR(f.st.matrix[1].mode, "car");
    CHECK(cost(0, "a", "s") == 20 && cost(0, "a", "t") == 14 && isnan(cost(0, "b", "s")));
    CHECK(cost(1, "b", "t") == 5 && f.st.matrix[1].pairs.nnz == 1);
    facts_close(&f);
    /* A file for each time of departure. */
    facts_open(&f);
    facts_write(&f, "late.csv", "cell,s,t\na,30,\n");
    char late[128];
    snprintf(late, sizeof late, "  - {source: %s/late.csv, layout: wide, departure: \"08:10\"}\n", f.dir);
    struct facts other = f;
    char both[256];
    snprintf(both, sizeof both,
             "  - {source: w.csv, layout: wide, departure: \"08:00\", percentile: 100}\n%s", late);
    CHECK(read_travel(both, "w.csv", "cell,s,t\na,10,10\n") == KT_OK);
    CHECK(f.st.nmatrix == 1 && cost(0, "a", "s") == 30 && isnan(cost(0, "a", "t")));
    CHECK(facts_issues(&f, "travel-pair-twice") == 0);
    facts_close(&f);
    facts_close(&other);
}

KT_TEST(a_long_and_a_wide_table_are_the_same)
{
    struct kt_csr pairs[2];
    struct facts as[2];
    static const char *const text[] = {"from,to,cost\nc,t,0.1\na,s,7.3\nb,t,1e-3\na,t,0\nb,s,1234567.89\n",
                                       "from,t,s\nb,1e-3,1234567.89\na,0,7.3\nc,0.1,NA\n"};
    for (size_t i = 0; i < 2; i++) {
        CHECK(read_travel(i ? "  - {source: w.csv, layout: wide}\n" : "  - {source: w.csv}\n", "w.csv",
                          text[i]) == KT_OK);
        as[i] = f, pairs[i] = f.st.matrix[0].pairs;
    }
    CHECK(pairs[0].nnz == 5 && pairs[1].nnz == 5 && pairs[0].exact && pairs[1].exact);
    CHECK(memcmp(pairs[0].start, pairs[1].start, (pairs[0].nrow + 1) * sizeof(size_t)) == 0);
    CHECK(memcmp(pairs[0].col, pairs[1].col, 5 * sizeof(int32_t)) == 0);
    CHECK(memcmp(pairs[0].exact, pairs[1].exact, 5 * sizeof(double)) == 0);
    CHECK(cost(0, "b", "s") < 1234568); /* the nearest float */
    for (size_t i = 0; i < 2; i++) facts_close(&as[i]);
}

KT_TEST(osrm_and_valhalla_go_by_the_order_of_the_files)
{
    CHECK(read_travel("  - {source: o.json, mode: car}\n", "o.json",
                      "{\"code\":\"Ok\",\"durations\":[[60,120],[null,30],[0,600.0]]}") == KT_OK);
    CHECK(cost(0, "b", "t") == 1 && cost(0, "b", "s") == 2 && isnan(cost(0, "a", "t")));
    CHECK(cost(0, "a", "s") == 0.5 && cost(0, "c", "t") == 0 && cost(0, "c", "s") == 10);
    facts_close(&f);
    const char *valhalla = "{\"units\":\"kilometers\",\"sources_to_targets\":[[{\"time\":60,\"distance\":2},"
                           "{\"time\":null,\"distance\":null}],[{\"time\":120,\"distance\":3},{}],[null,"
                           "{\"time\":-6,\"distance\":1}]]}";
    CHECK(read_travel("  - {source: v.json}\n", "v.json", valhalla) == KT_OK);
    CHECK(cost(0, "b", "t") == 1 && cost(0, "a", "t") == 2 && f.st.matrix[0].pairs.nnz == 2);
    CHECK(facts_issues(&f, "travel-negative") == 1);
    facts_close(&f);
    CHECK(read_travel("  - {source: v.json, quantity: distance}\n", "v.json", valhalla) == KT_OK);
    CHECK_STR(f.st.matrix[0].unit, "km");
    CHECK(cost(0, "b", "t") == 2 && cost(0, "c", "s") == 1);
    facts_close(&f);
}

KT_TEST(a_matrix_of_another_shape_is_refused)
{
    CHECK(read_travel("  - {source: o.json}\n", "o.json", "{\"durations\":[[1,2],[3,4]]}") == KT_EINPUT);
    CHECK(strstr(f.err.text, "2 rows, but there are 3 cells"));
    facts_close(&f);
    CHECK(read_travel("  - {source: o.json}\n", "o.json", "{\"durations\":[[1],[3],[4]]}") == KT_EINPUT);
    CHECK(strstr(f.err.text, "row 1 has 1 columns, but there are 2 sites"));
    facts_close(&f);
    CHECK(read_travel("  - {source: o.json}\n", "o.json", "{\"durations\":") == KT_EINPUT);
    facts_close(&f);
    CHECK(read_travel("  - {source: t.csv}\n", "t.csv", "a,b\n1,2\n") == KT_EINPUT);
    CHECK(strstr(f.err.text, "\"from\""));
    facts_close(&f);
    CHECK(read_travel("  - {source: t.csv}\n", "t.csv", "from,to,cost\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "empty-file") == 1);
    facts_close(&f);
    CHECK(read_travel("  - {source: t.parquet}\n", "t.parquet", "PAR1....PAR1") == KT_EINPUT);
    CHECK(strstr(f.err.text, "no driver for Parquet") || strstr(f.err.text, "can't be read"));
    facts_close(&f);
    CHECK(read_travel("  - {source: t.csv, mode: car}\n  - {source: t.csv, mode: car, unit: km}\n", "t.csv",
                      "from,to,cost\na,s,1\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "travel-unit") == 1);
    facts_close(&f);
}

KT_TEST_MAIN
