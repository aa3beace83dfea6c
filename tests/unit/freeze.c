/* freeze: joins, order, imputation, raking, checks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

#include "../../src/study/study_internal.h"

static struct facts f;

static enum kt_status freeze(const char *people, const char *yaml_people, const char *sites)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", people);
    facts_write(&f, "ages.csv", "code,\"0-64\",\"65-\"\n005,60,40\n009,100,100\n010,300,0\n091,200,200\n");
    if (sites) facts_write(&f, "sites.csv", sites);
    KT_TRY(facts_read(
        &f, kt_printf(&f.keep, "study: {date: 2020-06-01}\n%speople:\n  source: people.csv\n%s%s",
                      FACTS_ZONES_YAML, yaml_people, sites ? "sites:\n  source: sites.csv\n" : "")));
    return kt_study_freeze(&f.st, f.tmp, &f.err);
}
#define AGES       "  ages: {\"0-64\": a, \"65-\": b}\n"
#define EVERYWHERE "z1,,405000,6725000,1,1\nz2,,415000,6725000,1,1\nz3,,415000,6715000,1,1\n"

KT_TEST(cells_find_zones_by_code_and_place_and_are_ordered)
{
    CHECK(freeze("id,zone,x,y,a,b\nq,,415000,6725000,1,2\nc,5,,,3,4\nb,999,405000,6715000,5,6\na,005,405000,"
                 "6716000,7,8\nlost,,700000,7700000,1,1\n" EVERYWHERE,
                 AGES, NULL) == KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK(cs->n == 7);
    CHECK_STR(cs->id[0], "a");
    CHECK_STR(cs->id[1], "b");
    CHECK_STR(cs->id[2], "c");
    CHECK(cs->zone[2] == 0 && cs->zone[5] == 3);
    CHECK_STR(cs->id[5], "q");
    CHECK_NEAR(cs->persons[0], 7, 0);
    CHECK_NEAR(cs->total[2], 7, 0);
    CHECK_NEAR(cs->x[2], 405000, 1e-3); /* the zone's centre */
    CHECK(facts_issues(&f, "code-without-zone") == 1 && facts_issues(&f, "cell-off-map") == 1);
    CHECK(facts_issues(&f, "cell-at-centre") == 1);
    CHECK(kt_zone_find(&f.st.level[0], "010") == 2 && kt_zone_find(&f.st.level[0], "x") == -1);
    CHECK(kt_zone_up(&f.st, 3, 1) == 1 && kt_zone_up(&f.st, 3, 2) == 0);
    CHECK(kt_level_find(&f.st, "region") == 1 && kt_level_find(&f.st, "planet") == -1);
    CHECK(f.st.level[2].parent[0] == -1);
    CHECK_NEAR(f.st.level[1].population[1], 700, 0);
    CHECK_NEAR(f.st.level[2].population[0], 1000, 0);
    facts_close(&f);
}

KT_TEST(suppressed_ages_follow_the_zone)
{
    /* Zone 005: one complete cell 30/10; a cell of 8 hidden, a cell with one band, a cell of written zeros. */
    CHECK(
        freeze("id,zone,x,y,total,a,b\nc1,005,,,40,30,10\nc2,005,,,8,-1,-1\nc3,005,,,,15,..\nc4,005,,,4,0,0\n"
               "z1,010,,,2,1,1\nz2,091,,,2,1,1\nz3,009,,,2,1,1\n",
               AGES, NULL) == KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK_NEAR(cs->persons[2], 6, 1e-12);
    CHECK_NEAR(cs->persons[3], 2, 1e-12);
    CHECK_NEAR(cs->persons[5], 5, 1e-12); /* 15 known at 3:1 */
    CHECK_NEAR(cs->persons[7], 1, 1e-12);
    CHECK(cs->imputed[0] == 0 && cs->imputed[1] == 1 && cs->imputed[3] == 1);
    CHECK_NEAR(f.st.imputed_persons, 8 + 5 + 4, 1e-12);
    CHECK(facts_issues(&f, "ages-imputed") == 1);
    facts_close(&f);
}

KT_TEST(raking_reaches_official_ages_and_keeps_shares)
{
    CHECK(freeze("id,zone,x,y,a,b\nc1,005,,,30,5\nc2,005,,,10,5\nz1,010,,,1,1\nz2,091,,,1,0\nz3,009,,,1,1\n",
                 AGES "  rake: true\n  zone_ages: ages.csv\n  zone_ages_columns: {\"0-64\": \"0-64\", "
                      "\"65-\": \"65-\"}\n",
                 NULL) == KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK_NEAR(cs->persons[0], 45, 1e-12);
    CHECK_NEAR(cs->persons[2], 15, 1e-12);
    CHECK_NEAR(cs->persons[1], 20, 1e-12);
    CHECK_NEAR(kt_sum(cs->total, cs->n), 1000, 1e-12);
    CHECK_NEAR(cs->persons[9], 200, 1e-12); /* 091 had nobody of 65: spread by total */
    CHECK(facts_issues(&f, "raked") == 1);
    facts_close(&f);
}

KT_TEST(totals_alone_take_all_ages_from_zones)
{
    CHECK(freeze("id,zone,total\nc1,005,50\nc2,005,150\nz1,010,1\nz2,091,1\nz3,009,1\n",
                 "  zone_ages: ages.csv\n  zone_ages_columns: {\"0-64\": \"0-64\", \"65-\": \"65-\"}\n",
                 NULL) == KT_OK);
    CHECK(f.st.cells.ages.n == 2);
    CHECK_NEAR(f.st.cells.persons[0], 30, 1e-12);
    CHECK_NEAR(f.st.cells.persons[3], 60, 1e-12);
    CHECK_NEAR(f.st.imputed_persons, 203, 1e-12);
    facts_close(&f);
}

KT_TEST(too_much_lost_is_refused)
{
    CHECK(freeze("id,zone,x,y,a,b\n1,777,,,1,1\n2,778,,,1,1\n3,005,,,1,1\n", AGES, NULL) == KT_EINPUT);
    CHECK(facts_issues(&f, "too-much-lost") == 1);
    facts_close(&f);
    CHECK(freeze("id,zone,x,y,a,b\n1,005,,,0,0\n", AGES, NULL) == KT_EINPUT);
    CHECK(facts_issues(&f, "no-people") == 1);
    facts_close(&f);
}

KT_TEST(sites_are_placed_checked_and_ordered)
{
    CHECK(freeze("id,zone,x,y,a,b\nz0,005,,,50,50\n" EVERYWHERE, AGES,
                 "id,name_fi,municipality,x,y,hours_week,supports,updated_on\n"
                 "s3,A,5,405000,6715000,10,yes,2019-05-31\ns1,B,,399000,6715000,,yes,2020-01-01\ns2,C,,"
                 "600000,7500000,5,yes,\n"
                 "s3,D,091,405000,6715000,10,yes,\ns4,E,091,405000,6711000,10,no,\ns5,F,005,,,4,yes,\n") ==
          KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK(ss->n == 5);
    CHECK_STR(ss->id[0], "s1");
    CHECK_STR(ss->municipality[2], "005");
    CHECK(ss->zone[0] == 0 && ss->zone[1] == -1 && ss->zone[2] == 0);
    CHECK(ss->zone[3] == 0); /* says 091, lies 9 km away from it */
    CHECK(ss->zone[4] == 0 && isnan(ss->x[4]));
    CHECK(facts_issues(&f, "site-in-the-sea") == 1 && facts_issues(&f, "site-off-map") == 1);
    CHECK(facts_issues(&f, "duplicate-code") == 1 && facts_issues(&f, "site-elsewhere") == 2);
    CHECK(facts_issues(&f, "site-without-hours") == 1 && facts_issues(&f, "site-without-place") == 1);
    CHECK(facts_issues(&f, "stale-record") == 1 && facts_issue(&f, "stale-record")->row == 2);
    CHECK(facts_issues(&f, "region-without-sites") == 1);
    facts_close(&f);
}

KT_TEST(zones_without_people_are_told)
{
    CHECK(freeze("id,zone,a,b\n1,005,1,1\n2,009,1,1\n3,010,1,1\n", AGES, NULL) == KT_OK);
    CHECK(facts_issues(&f, "zone-without-people") == 1);
    CHECK(facts_issues(&f, "population-sum") > 0);
    facts_close(&f);
}

KT_TEST(common_age_groups)
{
    struct kt_ages cells = {4, {0, 16, 65, 75}, {15, 64, 74, 999}};
    struct kt_ages official = {5, {0, 16, 25, 65, 85}, {15, 24, 64, 84, 100}};
    struct kt_age_groups g = kt_age_groups_of(&cells, &official);
    CHECK(g.n == 3);
    CHECK(g.cell0[1] == 1 && g.cell1[1] == 2 && g.off0[1] == 1 && g.off1[1] == 3);
    CHECK(g.cell0[2] == 2 && g.cell1[2] == 4 && g.off0[2] == 3 && g.off1[2] == 5);
}

KT_TEST_MAIN
