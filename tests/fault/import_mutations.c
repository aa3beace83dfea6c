/* Mutated inputs: whatever a file holds, importers and freeze end with a status and valid facts.
 * The seed is fixed, so a failure comes back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"
#include "../mutate.h"

enum { ROUNDS = 150 };

static const char people[] =
    "id;zone;x;y;a;b;swe\n1;005;405000;6715000;30;-1;2\n2;009;415000,5;6715000;3;4;1\n"
    "3;010;405000;6725000;..;4;1\n4;091;415000;6725000;7;8;0\n5;;415000;6725100;7;8;0\n";
static const char sites[] = "id,name_fi,municipality,x,y,languages,hours_week,supports,updated_on\n"
                            "s1,Piste,005,405000,6715000,fi;sv,12.5,yes,2020-01-01\ns2,\"Toinen "
                            "\"\"piste\"\"\",091,415000,6725000,se,,no,1.2.2019\n";
static const char rates[] = "layer,year,age_min,age_max,rate,n_eff,source\n1,2018,75,,0.6,500,s\n1,2018,65,"
                            "74,0.22,800,s\n2,2018,16,64,0.1,,s\n";

static void check_facts(const struct kt_study *st)
{
    const struct kt_cells *cs = &st->cells;
    for (size_t c = 0; c < cs->n; c++) {
        CHECK(cs->zone[c] >= 0 && (size_t)cs->zone[c] < st->level[0].n);
        CHECK(isfinite(cs->x[c]) && isfinite(cs->y[c]) && cs->total[c] >= 0.0);
        CHECK(kt_utf8_valid(cs->id[c]));
        for (size_t a = 0; a < cs->ages.n; a++) CHECK(cs->persons[c * cs->ages.n + a] >= 0.0);
        if (c) CHECK(cs->zone[c] > cs->zone[c - 1] || strcmp(cs->id[c], cs->id[c - 1]) > 0);
    }
    for (size_t s = 0; s < st->sites.n; s++) {
        CHECK(kt_utf8_valid(st->sites.name[KT_FI][s]));
        CHECK(!(st->sites.hours_week[s] < 0.0) && !(st->sites.hours_week[s] > 168.0));
    }
    for (size_t i = 0; i < st->rates.n; i++) CHECK(st->rates.rate[i] >= 0.0 && st->rates.rate[i] <= 1.0);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++) CHECK(kt_utf8_valid(st->level[lv].name[KT_SV][z]));
}

static void one_round(uint32_t round, const char *victim)
{
    static const char zones[] = FACTS_FOUR;
    struct {
        const char *name, *text;
    } file[] = {{"zones.geojson", zones},
                {"regions.csv", FACTS_REGIONS},
                {"people.csv", people},
                {"sites.csv", sites},
                {"rates.csv", rates}};
    struct facts f;
    char buf[8192];
    facts_open(&f);
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        size_t n = strlen(file[i].text);
        memcpy(buf, file[i].text, n);
        if (strcmp(file[i].name, victim) == 0) n = mutate(buf, n, sizeof buf, round);
        facts_write_bytes(&f, file[i].name, buf, n);
    }
    enum kt_status s = facts_read(&f, "study: {date: 2020-06-01}\n" FACTS_ZONES_YAML
                                      "people:\n  source: people.csv\n  ages: {\"0-64\": a, \"65-\": b}\n  "
                                      "languages: {sv: swe}\n  rake: true\n"
                                      "sites:\n  source: sites.csv\nrates:\n  source: rates.csv\n");
    if (s == KT_OK) s = kt_study_freeze(&f.st, f.tmp, &f.err);
    CHECK(s == KT_OK || s == KT_EINPUT);
    if (s == KT_OK)
        check_facts(&f.st);
    else
        CHECK(*f.err.text && kt_utf8_valid(f.err.text));
    for (size_t i = 0; i < f.st.issues.n; i++) CHECK(kt_utf8_valid(f.st.issues.item[i].what));
    facts_close(&f);
}

KT_TEST(mutated_zones)
{
    for (uint32_t r = 0; r < ROUNDS; r++) one_round(r, "zones.geojson");
}
KT_TEST(mutated_names)
{
    for (uint32_t r = 0; r < ROUNDS / 5; r++) one_round(1000 + r, "regions.csv");
}
KT_TEST(mutated_people)
{
    for (uint32_t r = 0; r < ROUNDS; r++) one_round(2000 + r, "people.csv");
}
KT_TEST(mutated_sites)
{
    for (uint32_t r = 0; r < ROUNDS; r++) one_round(3000 + r, "sites.csv");
}
KT_TEST(mutated_rates)
{
    for (uint32_t r = 0; r < ROUNDS; r++) one_round(4000 + r, "rates.csv");
}

KT_TEST_MAIN
