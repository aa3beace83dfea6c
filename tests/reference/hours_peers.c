/* Hours against the world: 380 real opening_hours values, weeks that opening_hours.js computes, and the staffed
 * hours a week that a register of 720 libraries gives itself.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

#include <katve/hours.h>

static FILE *shared(const char *name)
{
    char path[512];
    const char *dir = kt_test_shared();
    if (!dir) return NULL;
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return fopen(path, "r");
}

/* Why these six values can't be read, with the character: the rest of the 380 is understood. */
static const struct {
    const char *value;
    size_t at;
} refused[] = {{"Mo-Fr 09:30 - 15:00. Lunch Mo-Fr 11:00 - 13:30", 20}, /* a sentence */
               {"Mo-Fr 10:00-18:00; 10:00-15:00", 20},                 /* which days? */
               {"Mo-Fr 10:00-18:00; 11:00-15:00", 20},
               {"Mo-Fr 8-02;Sa 8-02 Su 8", 23}, /* a time without an end */
               {"Mo-Fr 9-20;Sa 9-20 Su 9", 23},
               {"Seasonal, only summer time", 1}};

KT_TEST(every_real_value_is_understood_or_refused_with_its_place)
{
    FILE *f = shared("formats/osm/opening_hours_values.tsv");
    if (!f) SKIP("no ../shared beside the project");
    struct kt_arena whole = kt_arena_open((size_t)64 << 20), keep = whole,
                    tmp = kt_arena_open((size_t)4 << 20);
    char line[1000];
    size_t understood = 0, no_week = 0, turned_down = 0;
    CHECK(fgets(line, sizeof line, f) != NULL); /* the heading */
    while (fgets(line, sizeof line, f)) {
        char *value = strchr(line, '\t') + 1;
        value[strcspn(value, "\n")] = '\0';
        struct kt_hours h;
        struct kt_hours_refusal no;
        bool good = kt_hours_osm(value, &keep, tmp, &h, &no);
        understood += good;
        turned_down += !good;
        no_week += good && isnan(h.week);
        size_t expected = 0;
        for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
            if (kt_streq(refused[i].value, value)) expected = refused[i].at;
        if (good == (expected > 0) || (!good && no.at != expected))
            printf("  \"%s\": %s at %zu: %s\n", value, good ? "understood" : "refused", good ? 0 : no.at,
                   good ? "" : no.why);
        CHECK(good == (expected == 0) && (good || no.at == expected));
    }
    fclose(f);
    CHECK(understood == 374 && turned_down == 6);
    /* A comment alone, a dated closing alone, open ends: understood, but no week follows. */
    CHECK(no_week == 3);
    kt_arena_close(whole);
    kt_arena_close(tmp);
}

/* opening_hours.js 3.15.0 (npm): new opening_hours(value, null, {mode: 0}).getOpenIntervals(1.11.2021,
 * 29.11.2021), open time / 4; values with PH with the place Helsinki over the week of 8.11.2021, which has no
 * holiday. Of the 380 real values it gives the same week for 329. It differs where a night is followed by a
 * day of another rule (it cuts the night at midnight; here it belongs to the day that it begins on, 39 values),
 * where a `;` is missing, in rules without days, and in what it can't read; it computes sunrise by the place. */
static const struct {
    const char *value;
    double week;
} peer[] = {{"Mo-Fr 09:00-15:30; We 12:00-18:00", 32},
            {"Mo-Fr 09:00-15:30, We 16:00-18:00", 34.5},
            {"Tu,Th 08:15-11:45,12:30-16:00; Sa off", 14},
            {"Mo-Su 10:00-20:00; Su 12:00-13:00 off", 69},
            {"24/7; Sa-Su off", 120},
            {"Fr 20:00-26:00", 6},
            {"Mo-Su 22:00-05:00", 49},
            {"Sa-Mo 10:00-12:00", 6},
            {"Jun-Aug Mo-Fr 09:00-12:00; Sep-May Mo-Fr 09:00-16:00", 35},
            {"Mo-Fr 08:00-16:00; Jul 01-Jul 31 off", 40},
            {"Mo-Fr 10:00-14:00 open \"ring the bell\"", 20},
            {"Mo-Fr 08:00-12:00 || \"by phone\"", 20},
            {"Mo-Fr 09:00-17:00; 2031 Jan 02 off", 40},
            {"Mo 00:00-24:00; Tu-Su closed", 24},
            {"We[2] 10:00-14:00", 1},
            {"week 1-53/2 We 10:00-14:00", 2},
            {"Mo-Fr 10:00-18:00; PH off; Dec 24 off", 40},
            {"Su,PH 12:00-16:00", 4}};

KT_TEST(weeks_agree_with_opening_hours_js)
{
    struct kt_arena whole = kt_arena_open((size_t)16 << 20), keep = whole,
                    tmp = kt_arena_open((size_t)4 << 20);
    for (size_t i = 0; i < sizeof peer / sizeof *peer; i++) {
        struct kt_hours h;
        struct kt_hours_refusal no;
        CHECK(kt_hours_osm(peer[i].value, &keep, tmp, &h, &no));
        CHECK_NEAR(h.week, peer[i].week, 0);
    }
    kt_arena_close(whole);
    kt_arena_close(tmp);
}

KT_TEST(hours_of_720_libraries_agree_with_their_own_sums)
{
    FILE *file = shared("finland/providers_libraries.csv");
    if (!file) SKIP("no ../shared beside the project");
    fclose(file);
    static struct facts f;
    facts_open(&f);
    char *path = realpath(kt_test_shared(), NULL);
    CHECK(path && facts_read(&f, kt_printf(&f.keep,
                                           "study: {date: 2026-06-01}\nsites:\n"
                                           "  source: %s/finland/providers_libraries.csv\n"
                                           "  columns: {name_fi: name, hours: hours_staffed, self_service: "
                                           "hours_self_service, hours_week: staffed_h_week}\n",
                                           path)) == KT_OK);
    free(path);
    const struct kt_sites *ss = &f.st.sites;
    double staffed = 0, self = 0;
    for (size_t s = 0; s < ss->n; s++) {
        if (!isnan(ss->hours_week[s])) staffed += ss->hours_week[s];
        if (!isnan(ss->self_service_hours[s])) self += ss->self_service_hours[s];
    }
    CHECK(ss->n == 720);
    CHECK(facts_issues(&f, "hours-not-understood") == 0 && facts_issues(&f, "hours-differ") == 0);
    /* The register's own totals: 21,288 staffed against 28,427 self-service hours a week, rounded. */
    CHECK_NEAR(round(staffed), 21288, 0);
    CHECK_NEAR(round(self), 28427, 0);
    facts_close(&f);
}

KT_TEST_MAIN
