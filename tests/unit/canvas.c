/* Pages, texts and their log; the same calls give the same bytes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"

#include <unistd.h>

static char path[3][64];

static void paths(const char *suffix)
{
    for (int i = 0; i < 3; i++)
        snprintf(path[i], sizeof path[i], "/tmp/katve-canvas-%d-%d%s", (int)getpid(), i, suffix);
}

static void draw_something(struct kt_canvas *cv)
{
    kt_figure_open(cv, "a map");
    kt_text(cv, KT_KICKER, KT_LEFT, 18, 17, 0, "tilannekuva · äö");
    kt_para(cv, KT_BODY, 18, 30, 60,
            "Neljässä kunnassa tarve on maan ylimmässä ja tarjonta alimmassa kolmanneksessa.");
    kt_text_up(cv, KT_NOTE_TEXT, 100, 100, "tarjonta kasvaa →");
    kt_hatch(cv, (struct kt_box){20, 80, 30, 20}, true, KT_HATCH, 1, 0.15, 1.2);
    kt_dot(cv, 60, 60, 1, KT_NAVY, KT_INK, 0.2);
    kt_figure_close(cv);
}

KT_TEST(two_pdfs_are_the_same_bytes)
{
    paths(".pdf");
    char hex[2][65];
    for (int i = 0; i < 2; i++) {
        struct kt_err err = {0};
        struct kt_canvas *cv = paper_open(KT_PDF, path[i]);
        draw_something(cv);
        CHECK(kt_canvas_page(cv, &err) == KT_OK);
        CHECK(kt_canvas_pages(cv) == 2);
        CHECK(kt_canvas_close(cv, &err) == KT_OK);
        CHECK_STR(err.text, "");
        CHECK(kt_sha256_file(path[i], hex[i], &err) == KT_OK);
        remove(path[i]);
    }
    CHECK_STR(hex[0], hex[1]);
}

KT_TEST(svg_and_png_are_one_file_a_page)
{
    const enum kt_format format[2] = {KT_SVG, KT_PNG};
    const char *suffix[2] = {".svg", ".png"};
    for (int f = 0; f < 2; f++) {
        paths(suffix[f]);
        struct kt_err err = {0};
        struct kt_canvas *cv = paper_open(format[f], path[0]);
        draw_something(cv);
        CHECK(kt_canvas_page(cv, &err) == KT_OK);
        CHECK(kt_canvas_close(cv, &err) == KT_OK);
        CHECK_STR(err.text, "");
        for (int page = 1; page <= 2; page++) {
            char one[80];
            snprintf(one, sizeof one, "%.*s-%d%s", (int)(strlen(path[0]) - 4), path[0], page, suffix[f]);
            CHECK(access(one, R_OK) == 0);
            remove(one);
        }
    }
}

KT_TEST(texts_are_measured_and_logged)
{
    paths(".pdf");
    struct kt_canvas *cv = paper_open(KT_PDF, path[0]);
    double w = kt_text_width(cv, KT_BODY, "saavutettavuus");
    struct kt_box l = kt_text(cv, KT_BODY, KT_LEFT, 50, 50, 0, "saavutettavuus");
    struct kt_box r = kt_text(cv, KT_BODY, KT_RIGHT, 50, 60, 0, "saavutettavuus");
    struct kt_box c = kt_text(cv, KT_BODY, KT_CENTRE, 50, 70, 0, "saavutettavuus");
    CHECK(w > 15 && w < 30);
    CHECK_NEAR(l.x - r.x, w, 1e-6);
    CHECK_NEAR(l.x - c.x, w / 2, 1e-3);
    CHECK(l.y + l.h < 50.1 && l.y > 47);
    size_t n;
    const struct kt_placed *t = kt_canvas_placed(cv, &n);
    CHECK(n == 3);
    CHECK_STR(t[0].text, "saavutettavuus");
    CHECK(t[0].page == 0 && t[0].pt == 8.5);
    CHECK(paper_overlaps(cv) == 0);
    kt_text(cv, KT_BODY, KT_LEFT, 52, 50, 0, "päällä");
    CHECK(paper_overlaps(cv) == 1);
    paper_close(cv, path[0]);
}

KT_TEST(long_lines_wrap_or_end_in_an_ellipsis)
{
    paths(".pdf");
    struct kt_canvas *cv = paper_open(KT_PDF, path[0]);
    const char *s = "Matka-aika omalla autolla lähimpään yksikköön, väestöllä painotettu kunnan mediaani";
    CHECK(kt_text(cv, KT_TABLE, KT_LEFT, 18, 20, 30, s).w <= 30.01);
    struct kt_box p = kt_para(cv, KT_BODY, 18, 40, 50, s);
    CHECK_NEAR(p.h, kt_para_height(cv, KT_BODY, 50, s), 1e-12);
    CHECK(p.h > 2 * kt_role_leading(KT_BODY));
    CHECK(paper_strays(cv, (struct kt_box){18, 15, 50, 60}) == 0);
    CHECK(paper_overlaps(cv) == 0);
    paper_close(cv, path[0]);
}

KT_TEST(digits_are_of_one_width)
{
    paths(".pdf");
    struct kt_canvas *cv = paper_open(KT_PDF, path[0]);
    CHECK_NEAR(kt_text_width(cv, KT_TABLE, "111"), kt_text_width(cv, KT_TABLE, "888"), 1e-6);
    paper_close(cv, path[0]);
}

KT_TEST(no_role_is_too_small)
{
    for (int r = 0; r < KT_NROLE; r++) CHECK(kt_role_pt((enum kt_role)r) >= 6.5);
}

KT_TEST(a_file_that_cannot_be_written_is_told)
{
    struct kt_err err = {0};
    struct kt_canvas *cv = NULL;
    struct kt_canvas_spec spec = {.format = KT_PDF};
    CHECK(kt_canvas_open(&cv, "/nowhere/at/all.pdf", &spec, &err) == KT_EIO);
    CHECK(cv == NULL);
    CHECK(strstr(err.file, "all.pdf") != NULL);
}

KT_TEST(a_full_disk_is_told)
{
    struct kt_err err = {0};
    struct kt_canvas *cv = NULL;
    struct kt_canvas_spec spec = {.format = KT_PDF};
    if (kt_canvas_open(&cv, "/dev/full", &spec, &err) != KT_OK) return;
    CHECK(kt_canvas_page(cv, &err) == KT_OK);
    draw_something(cv);
    CHECK(kt_canvas_close(cv, &err) == KT_EIO);
}

KT_TEST_MAIN
