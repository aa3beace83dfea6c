/* page directory: drawn for every region, and what it says of known and unknown facts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/report/directory_internal.h"
#include "../report_fixture.h"

#include <katve/web.h>

enum { NSITE = 3 };
static const char evil[] = "</script><script>alert(1)</script>";

/* A place that is known well, one of which nothing is known, and a telephone service for one region. */
static void with_sites(struct fixture *f)
{
    struct kt_sites *t = &f->study.sites;
    static const char *id[] = {"a", "b", "c"}, *name[] = {"Kirjasto", evil, "Puhelintuki"},
                      *lang[] = {"fi;sv", NULL, NULL}, *hours[] = {"Mo-Fr 10:00-18:00; Sa off", NULL, NULL},
                      *day[] = {"2018-01-01", NULL, NULL}, *area[] = {NULL, NULL, "11"},
                      *web[] = {"https://example.fi", "javascript:alert(1)", NULL},
                      *address[] = {"Katu 1", NULL, NULL}, *form[] = {"near", NULL, "remote"},
                      *phone[] = {NULL, NULL, "029 555"}, *book[] = {"no", NULL, NULL};
    static int8_t yes[] = {KT_YES, KT_YES, KT_YES}, step[] = {KT_YES, KT_UNKNOWN, KT_UNKNOWN};
    static int32_t zone[] = {0, 1, -1};
    static double x[] = {110000, 140000, NAN}, y[] = {6660000, 6660000, NAN}, h[] = {40, NAN, NAN};
    *t = (struct kt_sites){.n = NSITE,
                           .id = id,
                           .name = {name, name, name},
                           .languages = lang,
                           .form = form,
                           .hours_text = hours,
                           .hours_week = h,
                           .updated_on = day,
                           .service_area = area,
                           .web = web,
                           .address = address,
                           .phone = phone,
                           .appointment = book,
                           .supports = yes,
                           .step_free = step,
                           .zone = zone,
                           .x = x,
                           .y = y};
}

static const char *fact_of(const struct kt_doc *d, size_t site, size_t k)
{
    struct kt_fact fact[KT_SITE_FACTS];
    CHECK(kt_site_facts(d, site, fact) > k);
    return fact[k].text;
}

KT_TEST(facts_in_words)
{
    struct fixture f;
    fx_open(&f);
    with_sites(&f);
    struct kt_doc fi = kt_doc_make(&f.rep, KT_FI, 1, 0, &f.arena), sv = fi, en = fi;
    sv.lang = KT_SV;
    en.lang = KT_EN;
    CHECK_STR(fact_of(&fi, 0, 0), "Katu 1");
    CHECK_STR(fact_of(&fi, 0, 1), "maanantaista perjantaihin klo\u00a010–18; muulloin suljettu");
    CHECK_STR(fact_of(&en, 0, 1), "Monday to Friday 10:00–18:00; otherwise closed");
    CHECK_STR(fact_of(&fi, 0, 2), "suomi, ruotsi");
    CHECK_STR(fact_of(&sv, 0, 2), "finska, svenska");
    /* Of the second place only its page is known; the rest is one line. */
    struct kt_fact fact[KT_SITE_FACTS];
    CHECK(kt_site_facts(&sv, 1, fact) == 2);
    CHECK_STR(fact[0].text, "javascript:alert(1)");
    CHECK(fact[0].href == NULL);
    CHECK_STR(fact[1].label, "Uppgift saknas");
    CHECK_STR(fact[1].text, "adress, klockslag, språk, form, fysisk\u00a0tillgänglighet, tidsbokning, "
                            "avgift, telefon, kontrolldag");
    fx_close(&f);
}

static void check_hours(const struct kt_doc *d, enum kt_lang lang, const char *osm, const char *want)
{
    struct kt_doc doc = *d;
    doc.lang = lang;
    const char *said = kt_hours_words(&doc, osm);
    CHECK(want ? said != NULL : said == NULL);
    if (want && said) CHECK_STR(said, want);
}

KT_TEST(weeks_are_said_as_people_say_them)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 1, 0, &f.arena);
    check_hours(&d, KT_FI, "Mo-Fr 10:00-18:00; Sa 10:00-15:00",
                "maanantaista perjantaihin klo\u00a010–18, lauantaina klo\u00a010–15; sunnuntaina suljettu");
    check_hours(&d, KT_SV, "Mo-Fr 10:00-18:00; Sa 10:00-15:00",
                "måndag till fredag kl.\u00a010–18, lördag kl.\u00a010–15; söndag stängt");
    check_hours(&d, KT_EN, "Mo-Fr 10:00-18:00; Sa 10:00-15:00",
                "Monday to Friday 10:00–18:00, Saturday 10:00–15:00; closed on Sunday");
    check_hours(&d, KT_FI, "Mo,We 9:30-12:00,13:00-16:15",
                "maanantaina ja keskiviikkona klo\u00a09.30–12 ja 13–16.15; muulloin suljettu");
    check_hours(&d, KT_FI, "Mo-We,Fr 12:00-19:00",
                "maanantaista keskiviikkoon ja perjantaina klo\u00a012–19; muulloin suljettu");
    check_hours(&d, KT_SV, "Mo-Su 00:00-24:00", "alla dagar dygnet runt");
    check_hours(&d, KT_FI, "off", "suljettu");
    check_hours(&d, KT_FI, "Mo-Fr sunrise-18:00", NULL);
    check_hours(&d, KT_FI, "Xx 10:00-12:00", NULL);
    CHECK_STR(kt_hours_apart(&d, "PH off; Jul Mo-Fr 10:00-16:00"),
              "Poikkeukset: pyhäpäivinä suljettu; heinäkuu ma–pe 10.00–16.00.");
    fx_close(&f);
}

KT_TEST(nearest_and_remote)
{
    struct fixture f;
    fx_open(&f);
    with_sites(&f);
    struct kt_doc d = kt_doc_make(&f.rep, KT_EN, 1, 0, &f.arena);
    size_t *site;
    CHECK(kt_sites_at(&d, 0, &site) == 1);
    CHECK(kt_site_nearest(&d, 0) == NULL);
    CHECK(strstr(kt_site_nearest(&d, 2), "as the crow flies"));
    CHECK(kt_sites_remote(&d, 0, &site) == 0);
    CHECK(kt_sites_remote(&d, 16, &site) == 1); /* the first municipality of region 11 */
    CHECK(strstr(kt_site_remote_text(&d, 16), "029 555"));
    CHECK(kt_site_remote_text(&d, 0) == NULL);
    fx_close(&f);
}

KT_TEST(every_region_on_paper)
{
    struct fixture f;
    fx_open(&f);
    with_sites(&f);
    f.rep.page[0] = &kt_directory;
    f.rep.npage = 1;
    CHECK(kt_mkdirs(f.opt.dir, &f.err) == KT_OK);
    for (enum kt_lang l = 0; l < KT_NLANG; l++)
        for (size_t z = 0; z < FX_REGIONS; z++) {
            struct kt_doc d = kt_doc_make(&f.rep, l, 1, z, &f.arena);
            struct kt_layout_faults faults = {0};
            char *path = kt_printf(&f.arena, "%s/directory-%s-%zu.pdf", f.opt.dir, kt_lang_code[l], z);
            CHECK(kt_directory.applies(&d) && d.nsheet >= 1);
            CHECK(kt_doc_draw(&d, KT_PDF, path, &faults, &f.err) == KT_OK);
            if (faults.first) printf("  %s: %s\n", path, faults.first);
            CHECK(faults.overlap == 0 && faults.outside == 0 && faults.small == 0);
        }
    fx_close(&f);
}

/* report.directory_sheets: a notice for each town's board. */
KT_TEST(a_sheet_for_each_municipality)
{
    static const struct kt_param report[] = {{"directory_sheets", KT_T_BOOL, "", "false", 0, 0, NULL, "."}};
    struct kt_section section[] = {{"report", false, false, report, 1, "."}};
    struct kt_schema schema = {section, 1};
    struct kt_settings *set = NULL;
    struct kt_issues is;
    struct fixture f;
    fx_open(&f);
    with_sites(&f);
    CHECK(kt_mkdirs(f.opt.dir, &f.err) == KT_OK);
    char *study = kt_printf(&f.arena, "%s/study.yaml", f.opt.dir);
    FILE *out = fopen(study, "w");
    CHECK(out && fputs("report: {directory_sheets: true}\n", out) > 0 && fclose(out) == 0);
    kt_issues_init(&is, &f.arena);
    CHECK(kt_settings_read(study, &schema, NULL, 0, &f.arena, &is, &set, &f.err) == KT_OK);
    f.rep.page[0] = &kt_directory;
    f.rep.npage = 1;
    struct kt_doc together = kt_doc_make(&f.rep, KT_SV, 1, 1, &f.arena);
    CHECK(together.nsheet < FX_SIDE * FX_SIDE);
    f.study.set = set;
    struct kt_doc d = kt_doc_make(&f.rep, KT_SV, 1, 1, &f.arena);
    CHECK(d.nsheet == FX_SIDE * FX_SIDE);
    struct kt_canvas_spec spec = {.format = KT_PDF, .lang = KT_SV, .title = "x", .date = "2020-06-01"};
    struct kt_canvas *cv;
    char *path = kt_printf(&f.arena, "%s/sheets.pdf", f.opt.dir);
    CHECK(kt_canvas_open(&cv, path, &spec, &f.err) == KT_OK);
    for (; d.sheet < d.nsheet; d.sheet++) {
        CHECK(kt_canvas_page(cv, &f.err) == KT_OK);
        kt_directory.draw(&d, cv, d.sheet);
    }
    size_t n, *zone, nzone = kt_doc_rows(&d, f.rep.fine, &zone), next = 0;
    const struct kt_placed *p = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++) { /* the heading of each is on its own sheet, in order */
        if (p[i].role != KT_BODY_BOLD) continue;
        CHECK(next < nzone && p[i].page == (int)next);
        if (next < nzone) CHECK_STR(p[i].text, kt_place(&d, f.rep.fine, zone[next]));
        next++;
    }
    CHECK(next == nzone);
    CHECK(kt_canvas_close(cv, &f.err) == KT_OK);
    fx_close(&f);
}

KT_TEST(for_browsers)
{
    struct fixture f;
    fx_open(&f);
    with_sites(&f);
    CHECK(kt_mkdirs(f.opt.dir, &f.err) == KT_OK);
    char *path = kt_printf(&f.arena, "%s/directory-sv.html", f.opt.dir), *html = NULL;
    size_t len;
    CHECK(kt_directory_web(&f.rep, KT_SV, path, f.arena, &f.err) == KT_OK);
    CHECK(kt_slurp(path, &f.arena, &html, &len, &f.err) == KT_OK);
    CHECK(!strstr(html, "<script>alert") && !strstr(html, "{{"));
    CHECK(!strstr(html, "href=\"javascript"));
    CHECK(strstr(html, "href=\"https://example.fi\""));
    CHECK(strstr(html, "Kommunby 63"));
    CHECK(strstr(html, "Uppgift saknas") && strstr(html, "id=\"a"));
    fx_close(&f);
}

KT_TEST_MAIN
