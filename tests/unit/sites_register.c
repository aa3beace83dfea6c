/* sites_register: blank is unknown, words of three languages, hours and languages that can't be.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

static enum kt_status read_sites(const char *csv, const char *yaml_sites)
{
    facts_open(&f);
    facts_write(&f, "sites.csv", csv);
    return facts_read(
        &f, kt_printf(&f.keep, "study: {date: 2020-06-01}\nsites:\n  source: sites.csv\n%s", yaml_sites));
}

KT_TEST(blank_is_unknown_and_words_are_understood)
{
    CHECK(
        read_sites("id;name_fi;x;y;provider_type;form;languages;hours_week;supports;appointment;fee;step_"
                   "free;updated_on\n"
                   "1;Kirjasto;405000;6715000;kirjasto;lähituki;suomi, sv;12,5;kyllä;ei;maksuton;1;1.2.2020\n"
                   "2;Piste;405000;6715000;;;;;;;;;\n",
                   "") == KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK(ss->n == 2);
    CHECK_STR(ss->provider_type[0], "library");
    CHECK_STR(ss->form[0], "near");
    CHECK_STR(ss->languages[0], "fi;sv");
    CHECK_NEAR(ss->hours_week[0], 12.5, 0);
    CHECK(ss->supports[0] == KT_YES && ss->step_free[0] == KT_YES);
    CHECK_STR(ss->appointment[0], "no");
    CHECK_STR(ss->fee[0], "free");
    CHECK_STR(ss->updated_on[0], "2020-02-01");
    CHECK_STR(ss->name[KT_SV][0], "Kirjasto");
    CHECK(!ss->provider_type[1] && !ss->form[1] && !ss->languages[1] && isnan(ss->hours_week[1]));
    CHECK(ss->supports[1] == KT_UNKNOWN && ss->step_free[1] == KT_UNKNOWN && !ss->updated_on[1]);
    facts_close(&f);
}

KT_TEST(impossible_values_are_told)
{
    CHECK(read_sites("id,name_fi,x,y,languages,hours_week,form,updated_on\n1,A,405000,6715000,fi;klingon,169,"
                     "spaceship,yesterday\n"
                     "2,B,405000,6715000,xx,-3,near,2020-02-30\n",
                     "") == KT_OK);
    CHECK(facts_issues(&f, "impossible-hours") == 2 && isnan(f.st.sites.hours_week[0]) &&
          isnan(f.st.sites.hours_week[1]));
    CHECK(facts_issues(&f, "unknown-language") == 2);
    CHECK_STR(f.st.sites.languages[0], "fi");
    CHECK(!f.st.sites.languages[1]);
    CHECK(facts_issues(&f, "unknown-value") == 3);
    facts_close(&f);
}

KT_TEST(a_rule_tells_who_supports)
{
    CHECK(read_sites("id,name_fi,lon,lat,digituki,guidance\n1,A,25.2,60.5,1,0\n2,B,25.2,60.5,0,1\n3,C,25.2,"
                     "60.5,0,0\n4,D,25.2,60.5,,\n",
                     "  supports_when: \"digituki=1 | guidance=1\"\n") == KT_OK);
    CHECK(f.st.sites.supports[0] == KT_YES && f.st.sites.supports[1] == KT_YES);
    CHECK(f.st.sites.supports[2] == KT_NO && f.st.sites.supports[3] == KT_UNKNOWN);
    facts_close(&f);
    CHECK(read_sites("id,name_fi,lon,lat,digituki\n1,A,25.2,60.5,1\n",
                     "  supports_when: \"digitukki=1\"\n") == KT_EINPUT);
    CHECK(strstr(f.err.text, "nearest is \"digituki\""));
    facts_close(&f);
    CHECK(read_sites("id,name_fi,lon,lat\n1,A,25.2,60.5\n", "") == KT_OK);
    CHECK(f.st.sites.supports[0] == KT_YES);
    facts_close(&f);
}

KT_TEST(hostile_names_stay_text)
{
    CHECK(read_sites("id,name_fi,x,y\n1,\"=HYPERLINK(\"\"http://x\"\")\",405000,6715000\n2,<script>alert(1)</"
                     "script>,405000,6715000\n"
                     "3,../../x,405000,6715000\n4,\"line\nbreak\",405000,6715000\n",
                     "") == KT_OK);
    CHECK_STR(f.st.sites.name[0][0], "=HYPERLINK(\"http://x\")");
    CHECK_STR(f.st.sites.name[0][1], "<script>alert(1)</script>");
    CHECK_STR(f.st.sites.name[0][3], "line break");
    facts_close(&f);
}

KT_TEST(places_off_the_plausible_are_unknown)
{
    CHECK(read_sites("id,name_fi,x,y\n1,A,405000,6715000\n2,B,6715000,405000\n3,C,0,0\n4,D,405000,6715000\n",
                     "") == KT_OK);
    CHECK(isnan(f.st.sites.x[1]) && isnan(f.st.sites.x[2]) && f.st.sites.x[3] == 405000);
    CHECK(facts_issues(&f, "axes-swapped") + facts_issues(&f, "wrong-crs") == 2);
    facts_close(&f);
}

KT_TEST(hours_are_read_as_text_and_weighed_against_the_number)
{
    CHECK(read_sites("id;name_fi;x;y;hours;self_service;hours_week\n"
                     "1;A;405000;6715000;\"Mo-Fr 10:00-18:00; Sa 10:00-15:00; PH off\";Mo-Su 06:00-10:00;\n"
                     "2;B;405000;6715000;Mo-Fr 10:00-18:00;;10\n"
                     "3;C;405000;6715000;Mo 10:00-12:00;;5\n"
                     "4;D;405000;6715000;arkisin kymmenestä;;7,5\n"
                     "5;E;405000;6715000;Mo 10:00+;;\n"
                     "6;F;405000;6715000;Tu 09:30-11:00;;1.5\n",
                     "") == KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK_NEAR(ss->hours_week[0], 45, 0);
    CHECK_NEAR(ss->self_service_hours[0], 28, 0);
    CHECK_STR(ss->hours_text[0], "Mo-Fr 10:00-18:00; Sa 10:00-15:00");
    CHECK_STR(ss->holiday_text[0], "PH off");
    CHECK(ss->staffed_share[9] == 0 && ss->staffed_share[10] == 1 && ss->staffed_share[5 * 24 + 15] == 0);
    CHECK_NEAR(ss->hours_week[1], 10, 0); /* support in a quarter of the staffed time */
    CHECK_NEAR(ss->staffed_share[KT_WEEK_HOURS + 10], 0.25, 1e-7);
    CHECK_NEAR(ss->hours_week[2], 5, 0); /* more support than hours: when is unknown */
    CHECK(isnan(ss->staffed_share[2 * KT_WEEK_HOURS + 10]));
    CHECK(facts_issues(&f, "hours-differ") == 2);
    CHECK_NEAR(ss->hours_week[3], 7.5, 0);
    CHECK(facts_issues(&f, "hours-not-understood") == 1 && facts_issues(&f, "doubtful-hours") == 1);
    CHECK(isnan(ss->hours_week[4]) && !ss->hours_text[4]);
    CHECK_NEAR(ss->hours_week[5], 1.5, 0);
    CHECK_NEAR(ss->staffed_share[5 * KT_WEEK_HOURS + 24 + 9], 0.5, 0);
    facts_close(&f);
}

KT_TEST(telephone_video_and_home_visits_serve_areas)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", "id,zone,x,y,a\n1,005,405000,6715000,10\n");
    facts_write(&f, "sites.csv",
                "id,name_fi,x,y,sub_form,service_area,hours,address,postal_code,post_office,phone,web\n"
                "1,Puhelintuki,,,puhelin,*,Mo-Fr 9-15,,,,0800 000,https://example.invalid\n"
                "2,Kotiin,,,kotikäynti,\"5; 02;777\",,Katu 1,00100,Helsinki,,\n"
                "3,Video,,,video,hela landet,,,,,,\n"
                "4,Tiski,405000,6715000,tiski,,,,,,,\n"
                "5,Kylä,,,home,009,,,,,,\n");
    CHECK(facts_read(&f, "study: {date: 2020-06-01}\n" FACTS_ZONES_YAML
                         "people:\n  source: people.csv\n  ages: {\"0-\": a}\n"
                         "sites:\n  source: sites.csv\n") == KT_OK);
    CHECK(kt_study_freeze(&f.st, f.tmp, &f.err) == KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK(ss->n == 5);
    CHECK_STR(ss->form[0], "remote");
    CHECK_STR(ss->sub_form[0], "phone");
    CHECK_STR(ss->service_area[0], "*");
    CHECK_NEAR(ss->hours_week[0], 30, 0);
    CHECK_STR(ss->form[1], "near");
    CHECK_STR(ss->service_area[1], "005;02");
    CHECK_STR(ss->postal_code[1], "00100");
    CHECK_STR(ss->post_office[1], "Helsinki");
    CHECK_STR(ss->service_area[2], "*");
    CHECK(!ss->service_area[3] && !ss->sub_form[3] && facts_issues(&f, "unknown-value") == 1);
    CHECK(ss->zone[4] >= 0 && ss->zone[0] == -1);
    CHECK(facts_issues(&f, "area-without-zone") == 1 && facts_issues(&f, "site-without-place") == 0);
    facts_close(&f);
}

KT_TEST(a_name_stands_for_the_code_of_a_municipality_and_a_guess_is_told)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "sites.csv",
                "id,name_fi,municipality,x,y\n1,A,Alfan kunta,,\n2,B,Deltta,,\n3,C,Muualla,,\n"
                "4,D,010,,\n");
    CHECK(facts_read(&f, FACTS_ZONES_YAML "sites:\n  source: sites.csv\n") == KT_OK);
    const struct kt_sites *ss = &f.st.sites;
    CHECK_STR(ss->municipality[0], "005");
    CHECK_STR(ss->municipality[1], "091");
    CHECK(!ss->municipality[2]);
    CHECK_STR(ss->municipality[3], "010");
    CHECK(facts_issues(&f, "municipality-by-name") == 2);
    facts_close(&f);
}

KT_TEST_MAIN
