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

KT_TEST_MAIN
