/* report run: the documents asked for, in the folders promised, the same bytes for any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../pdf_reader.h"
#include "../report_fixture.h"

static struct kt_report_out run(struct fixture *f, const char *dir, int jobs)
{
    struct kt_report_out out;
    struct kt_arena tmp = kt_arena_open((size_t)256 << 20);
    f->opt.dir = dir;
    f->opt.jobs = jobs;
    CHECK(kt_report_run(&f->opt, &f->arena, tmp, &out, &f->err) == KT_OK);
    CHECK_STR(f->err.text, "");
    kt_arena_close(tmp);
    return out;
}

KT_TEST(one_and_three_threads_give_the_same_bytes)
{
    struct fixture f;
    fx_open(&f);
    f.opt.langs = "fi,sv";
    struct kt_report_out a = run(&f, "build/tests/run-1", 1), b = run(&f, "build/tests/run-3", 3);
    CHECK(a.ndoc == 2 * (FX_REGIONS + 1) && a.nfile == a.ndoc && b.nfile == a.nfile);
    CHECK(a.noverlap == 0 && a.noutside == 0 && a.nsmall == 0 && a.nunread == 0);
    for (size_t i = 0; i < a.nfile; i++) {
        char x[65], y[65];
        CHECK_STR(a.file[i], b.file[i]);
        CHECK(kt_sha256_file(kt_path_join(&f.arena, "build/tests/run-1", a.file[i]), x, &f.err) == KT_OK);
        CHECK(kt_sha256_file(kt_path_join(&f.arena, "build/tests/run-3", b.file[i]), y, &f.err) == KT_OK);
        CHECK_STR(x, y);
        static struct pdf_facts facts;
        CHECK(pdf_read(kt_path_join(&f.arena, "build/tests/run-1", a.file[i]), &facts));
        pdf_check_accessible(&facts, i < a.nfile / 2 ? "fi" : "sv");
    }
    CHECK_STR(a.file[0], "pdf/fi/00-tilannekuva.pdf");
    CHECK_STR(a.file[4], "pdf/fi/21-ahvenanmaa.pdf");
    CHECK_STR(a.file[9], "pdf/sv/21-aland.pdf");
    fx_close(&f);
}

KT_TEST(only_one_region_one_page_as_svg)
{
    struct fixture f;
    fx_open(&f);
    static const char *const only[] = {"Åland"};
    f.opt.only = only;
    f.opt.nonly = 1;
    f.opt.langs = "en";
    f.opt.pages = "cover table";
    f.opt.svg = true;
    f.opt.no_pdf = true;
    struct kt_report_out out = run(&f, "build/tests/run-svg", 1);
    CHECK(out.ndoc == 1 && out.nsheet == 2 && out.nfile == 2);
    CHECK_STR(out.file[1], "svg/en/21-aland-2.svg");
    struct stat sb;
    CHECK(stat("build/tests/run-svg/svg/en/21-aland-2.svg", &sb) == 0 && sb.st_size > 1000);
    fx_close(&f);
}

KT_TEST(slides_beside_the_reports)
{
    struct fixture f;
    fx_open(&f);
    static const char *const only[] = {"Uusimaa", "FI"};
    f.opt.only = only;
    f.opt.nonly = 2;
    f.opt.slides = true;
    struct kt_report_out out = run(&f, "build/tests/run-slides", 2);
    CHECK(out.ndoc == 2 * 2 * KT_NLANG && out.nfile == out.ndoc);
    CHECK(out.noverlap == 0 && out.noutside == 0 && out.nsmall == 0 && out.nunread == 0);
    CHECK_STR(out.file[0], "pdf/en/00-situational-picture-slides.pdf");
    CHECK_STR(out.file[6], "pdf/fi/01-uusimaa-diat.pdf");
    static struct pdf_facts facts;
    CHECK(pdf_read(kt_path_join(&f.arena, "build/tests/run-slides", out.file[6]), &facts));
    pdf_check_accessible(&facts, "fi");
    CHECK(facts.pages > 4);
    fx_close(&f);
}

KT_TEST(slides_alone)
{
    struct fixture f;
    fx_open(&f);
    static const char *const only[] = {"Uusimaa"};
    f.opt.only = only;
    f.opt.nonly = 1;
    f.opt.langs = "sv";
    f.opt.slides = f.opt.no_pdf = true;
    struct kt_report_out out = run(&f, "build/tests/run-slides-alone", 1);
    CHECK(out.ndoc == 1 && out.nfile == 1);
    CHECK_STR(out.file[0], "pdf/sv/01-nyland-bilder.pdf");
    struct stat sb;
    CHECK(stat("build/tests/run-slides-alone/pdf/sv/01-nyland-bilder.pdf", &sb) == 0 && sb.st_size > 1000);
    fx_close(&f);
}

KT_TEST(an_unknown_region_is_refused_with_the_nearest)
{
    struct fixture f;
    fx_open(&f);
    static const char *const only[] = {"Pohjois-Saavo"};
    f.opt.only = only;
    f.opt.nonly = 1;
    struct kt_report_out out;
    struct kt_arena tmp = kt_arena_open((size_t)64 << 20);
    CHECK(kt_report_run(&f.opt, &f.arena, tmp, &out, &f.err) == KT_EINPUT);
    CHECK(strstr(f.err.text, "did you mean \"Pohjois-Savo\""));
    kt_arena_close(tmp);
    fx_close(&f);
}

KT_TEST(class_edges_hold_the_limits_of_the_standard)
{
    struct fixture f;
    fx_open(&f);
    bool near = false, far = false;
    const struct kt_scale *sc = &f.rep.classes.access;
    double sum = 0;
    for (size_t i = 0; i < sc->n; i++) {
        near |= sc->edge[i] == 3;
        far |= sc->edge[i] == 10;
        sum += f.rep.classes.access_share[i];
        CHECK(sc->edge[i] < sc->edge[i + 1]);
    }
    CHECK(sc->n == 5 && near && far);
    CHECK_NEAR(sum, 1, 1e-12);
    fx_close(&f);
}

/* Everyone is in one class, or unclassed because a figure is missing or withheld. */
KT_TEST(class_populations_add_up_to_the_total)
{
    struct fixture f;
    fx_open(&f);
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 2, 0, &f.arena);
    const struct kt_report_classes *c = &f.rep.classes;
    double total = 0, unknown_km = 0, unclassed = 0, gap = 0, by_class[KT_CLASSES_MAX] = {0};
    for (size_t z = 0; z < FX_MUN; z++) {
        struct kt_val p = kt_val(&d, 0, "population", z), km = kt_val(&d, 0, "dist_km", z);
        if (!kt_shown(p)) continue;
        total += p.v;
        int k = kt_scale_class(&c->access, km.v);
        if (k >= 0) by_class[k] += p.v;
        unknown_km += k < 0 ? p.v : 0;
        unclassed += kt_gap_class(&d, z) < 0 ? p.v : 0;
    }
    double sum = unknown_km;
    for (size_t k = 0; k < c->access.n; k++) {
        sum += by_class[k];
        CHECK_NEAR(c->access_share[k] * (total - unknown_km), by_class[k], 1e-9);
    }
    CHECK_NEAR(sum, total, 1e-12);
    for (int k = 0; k < 9; k++) gap += c->gap_people[k];
    CHECK_NEAR(gap + unclassed, total, 1e-12);
    CHECK(unknown_km > 0 && gap > 0);
    fx_close(&f);
}

KT_TEST_MAIN
