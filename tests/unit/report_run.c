/* report run: the documents asked for, in the folders promised, the same bytes for any thread count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
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
    CHECK(a.noverlap == 0 && a.noutside == 0 && a.nsmall == 0);
    for (size_t i = 0; i < a.nfile; i++) {
        char x[65], y[65];
        CHECK_STR(a.file[i], b.file[i]);
        CHECK(kt_sha256_file(kt_path_join(&f.arena, "build/tests/run-1", a.file[i]), x, &f.err) == KT_OK);
        CHECK(kt_sha256_file(kt_path_join(&f.arena, "build/tests/run-3", b.file[i]), y, &f.err) == KT_OK);
        CHECK_STR(x, y);
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

KT_TEST_MAIN
