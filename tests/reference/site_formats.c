/* Every sample of the Suomi.fi service catalogue and of Kirkanta: how many sites it gives, or why none.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

static enum kt_status read_sample(const struct kt_importer *importer, const char *name, const char *more)
{
    facts_open(&f);
    f.sites = importer;
    char *dir = realpath(kt_test_shared(), NULL);
    enum kt_status s =
        facts_read(&f, kt_printf(&f.keep, "study: {date: 2024-06-10}\nsites:\n  source: %s/formats/%s\n%s",
                                 dir, name, more));
    free(dir);
    return s;
}

static const struct {
    const struct kt_importer *importer;
    const char *name;
    size_t sites; /* 0: refused, since it holds no service point */
    size_t no_place, by_hand, unknown_hours;
} sample[] = {{&kt_ptv, "ptv/servicelocation_list_v11_BUILT.json", 3, 1, 1, 1},
              {&kt_ptv, "ptv/servicelocation_v8_coordinates_not_received.json", 1, 1, 0, 1},
              {&kt_ptv, "ptv/servicelocation_v8_entered_by_user_and_pobox.json", 1, 0, 1, 1},
              {&kt_ptv, "ptv/servicelocation_v8_swedish_with_entrances.json", 1, 0, 0, 1},
              {&kt_ptv, "ptv/servicelocation_v8_two_locations.json", 2, 0, 0, 2},
              {&kt_ptv, "ptv/kela_service_location_2021_flattened.json", 1, 0, 0, 1},
              {&kt_ptv, "ptv/servicehours_v7_merged.json", 0, 0, 0, 0},
              {&kt_ptv, "ptv/servicehours_v7_single.json", 0, 0, 0, 0},
              {&kt_ptv, "ptv/servicehours_v7_unmodified.json", 0, 0, 0, 0},
              {&kt_ptv, "ptv/code_municipality_excerpt.json", 0, 0, 0, 0},
              {&kt_ptv, "ptv/code_province.json", 0, 0, 0, 0},
              {&kt_kirkanta, "kirkanta/library_84860_simple.json", 1, 0, 0, 1},
              {&kt_kirkanta, "kirkanta/library_84860_complex.json", 1, 0, 0, 1},
              {&kt_kirkanta, "kirkanta/library_list_BUILT.json", 6, 1, 0, 6}};

KT_TEST(every_sample_is_read_or_refused_for_a_reason)
{
    if (!kt_test_shared()) SKIP("no ../shared beside the project");
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
        enum kt_status s = read_sample(sample[i].importer, sample[i].name, "");
        size_t unknown = 0;
        for (size_t k = 0; k < f.st.sites.n; k++) unknown += isnan(f.st.sites.hours_week[k]) != 0;
        bool good = s == (sample[i].sites ? KT_OK : KT_EINPUT) && f.st.sites.n == sample[i].sites &&
                    facts_issues(&f, "no-coordinates") == sample[i].no_place &&
                    facts_issues(&f, "coordinates-by-hand") == sample[i].by_hand &&
                    unknown == sample[i].unknown_hours;
        if (!good) printf("  %s: %zu sites, %zu unknown hours\n", sample[i].name, f.st.sites.n, unknown);
        if (!good) facts_print(&f);
        if (!sample[i].sites) CHECK(strstr(f.err.text, "no service point"));
        CHECK(good);
        facts_close(&f);
    }
}

KT_TEST(a_v11_channel_comes_over_whole)
{
    if (!kt_test_shared()) SKIP("no ../shared beside the project");
    CHECK(read_sample(&kt_ptv, "ptv/servicelocation_list_v11_BUILT.json", "") == KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK_STR(ss->name[KT_SV][0], "Digitalt stöd i exempelbiblioteket");
    CHECK_STR(ss->address[0], "Karhulantie 40");
    CHECK_STR(ss->post_office[0], "KOTKA");
    CHECK_STR(ss->municipality[0], "285");
    CHECK_STR(ss->languages[0], "fi;sv");
    CHECK(ss->supports[0] == KT_YES && ss->supports[1] == KT_UNKNOWN);
    CHECK_NEAR(ss->x[0], 496073.38, 0);
    CHECK_NEAR(ss->y[0], 6708957.485, 0);
    CHECK_NEAR(ss->hours_week[0], 13, 0);
    CHECK_STR(ss->hours_text[0], "Mo 10:00-12:00,13:00-16:00; We 10:00-18:00");
    CHECK_STR(ss->holiday_text[0], "2024 Jun 03-2024 Aug 11 Tu 09:00-11:00; 2024 Dec 06 off");
    CHECK_STR(ss->appointment[0], "optional");
    CHECK_STR(ss->hours_text[1], "Fr 20:00-02:00");
    CHECK_STR(ss->languages[2], "fi;se");
    facts_close(&f);
}

KT_TEST(hours_of_v7_read_inside_a_channel)
{
    const char *dir = kt_test_shared();
    if (!dir) SKIP("no ../shared beside the project");
    static const struct {
        const char *name, *week;
    } v7[] = {{"merged", "Mo,Tu 09:00-17:00; We 09:00-16:30; Th 09:00-17:00; Fr 10:00-14:00"},
              {"single", NULL},
              {"unmodified", NULL}};
    for (size_t i = 0; i < sizeof v7 / sizeof *v7; i++) {
        struct kt_err err = {0};
        char *text;
        size_t n;
        facts_open(&f);
        f.sites = &kt_ptv;
        CHECK(kt_slurp(kt_printf(&f.keep, "%s/formats/ptv/servicehours_v7_%s.json", dir, v7[i].name), &f.keep,
                       &text, &n, &err) == KT_OK);
        facts_write(
            &f, "ptv.json",
            kt_printf(&f.keep, "{\"id\":\"a\",\"areaType\":\"Nationwide\",\"serviceHours\":%s}", text));
        CHECK(facts_read(&f, "study: {date: 2024-06-10}\nsites:\n  source: ptv.json\n") == KT_OK);
        if (v7[i].week) {
            CHECK_STR(f.st.sites.hours_text[0], v7[i].week);
        } else {
            CHECK(!f.st.sites.hours_text[0] && isnan(f.st.sites.hours_week[0])); /* a week of April 2017 */
        }
        CHECK(strstr(f.st.sites.holiday_text[0], "2017 Apr 03-2017 Apr 09 Mo 08:00-16:00; Tu 08:00-17:00") ||
              i == 0);
        facts_close(&f);
    }
}

KT_TEST(a_summer_week_is_no_ordinary_one_unless_asked_for)
{
    if (!kt_test_shared()) SKIP("no ../shared beside the project");
    CHECK(read_sample(&kt_kirkanta, "kirkanta/library_84860_simple.json", "  exceptional_weeks: use\n") ==
          KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK_STR(ss->hours_text[0], "Mo-Th 10:00-20:00; Fr 10:00-18:00; Sa 10:00-16:00");
    CHECK_NEAR(ss->hours_week[0], 54, 0);
    CHECK_NEAR(ss->self_service_hours[0], 10, 0);
    facts_close(&f);
}

KT_TEST_MAIN
