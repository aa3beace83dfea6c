/* finish: what a finished PDF tells those who can't see it, read back through libqpdf.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"
#include "../pdf_reader.h"

#include "../../src/draw/draw_internal.h"

#include <unistd.h>

static struct pdf_facts facts;

static const char *scratch(void)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/katve-finish-%d.pdf", (int)getpid());
    return path;
}

static void table(struct kt_canvas *cv)
{
    kt_tag_open(cv, "Table");
    kt_text_as(cv, "Caption", KT_CHART_TITLE, KT_LEFT, 18, 60, 0, "Kunnat");
    kt_tag_open(cv, "TR");
    kt_text_as(cv, "TH", KT_TABLE_HEAD, KT_LEFT, 18, 66, 0, "Kunta");
    kt_text_as(cv, "TH", KT_TABLE_HEAD, KT_LEFT, 60, 66, 0, "Tarve");
    kt_tag_close(cv, "TR");
    kt_line(cv, 18, 68, 90, 68, KT_INK, 0.2);
    kt_tag_open(cv, "TR");
    kt_row_head_open(cv);
    kt_text(cv, KT_TABLE, KT_LEFT, 18, 72, 0, "Inari (EMC) \\ Anár");
    kt_row_head_close(cv);
    kt_text_as(cv, "TD", KT_TABLE, KT_LEFT, 60, 72, 0, "1 290");
    kt_tag_close(cv, "TR");
    kt_tag_close(cv, "Table");
}

/* Two pages with one of everything. */
static void draw_sound(struct kt_canvas *cv)
{
    struct kt_err err = {0};
    kt_tag_open(cv, "Sect");
    kt_line(cv, 18, 20, 190, 20, KT_NAVY, 0.5);
    kt_para_as(cv, "H1", KT_TITLE, 18, 24, 80, "Joka kymmenes asuu yli neljänkymmenen minuutin päässä");
    kt_hatch(cv, (struct kt_box){100, 30, 20, 10}, true, KT_INK, 0.5, 0.2, 1.2);
    table(cv);
    kt_canvas_outline(cv, "Ensimmäinen");
    kt_artifact_open(cv);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, 18, 287, 0, "sivu 1");
    kt_artifact_close(cv);
    kt_tag_close(cv, "Sect");
    CHECK(kt_canvas_page(cv, &err) == KT_OK);
    kt_tag_open(cv, "Sect");
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, 18, 30, 0, "Kartta");
    kt_figure_open(cv, "Kartta: suurin Inari (143 km), pienin Kerava.");
    kt_dot(cv, 60, 60, 4, KT_NAVY, KT_INK, 0.2);
    kt_text(cv, KT_LABEL, KT_LEFT, 70, 60, 0, "Inari");
    kt_figure_close(cv);
    kt_tag_open(cv, "P");
    kt_link_open(cv, "https://www.example.fi/tuki?a='b'", "Digituen hakemisto");
    kt_text(cv, KT_BODY, KT_LEFT, 18, 100, 0, "example.fi");
    kt_link_close(cv);
    kt_tag_close(cv, "P");
    kt_tag_close(cv, "Sect");
}

static void read_back(struct kt_canvas *cv)
{
    struct kt_err err = {0};
    CHECK(kt_canvas_close(cv, &err) == KT_OK);
    CHECK_STR(err.text, "");
    CHECK(pdf_read(scratch(), &facts));
    remove(scratch());
}

KT_TEST(a_sound_document_is_all_there)
{
    struct kt_canvas *cv = paper_open(KT_PDF, scratch());
    draw_sound(cv);
    CHECK(kt_canvas_unreadable(cv, NULL) == NULL);
    read_back(cv);
    pdf_check_accessible(&facts, "fi");
    CHECK_STR(facts.title, "Koe");
    CHECK(facts.pages == 2 && facts.outline == 1);
    CHECK(facts.figures == 1 && facts.tables == 1 && facts.rows == 2 && facts.heads == 3 && facts.cells == 1);
    CHECK(facts.headings == 2 && facts.links == 1);
}

/* Each of these is drawn as well as can be, but not claimed to be accessible. */
static void claims_nothing(void (*draw)(struct kt_canvas *cv), const char *why)
{
    struct kt_canvas *cv = paper_open(KT_PDF, scratch());
    draw(cv);
    const char *told = kt_canvas_unreadable(cv, NULL);
    CHECK_STR(told ? told : "", why);
    read_back(cv);
    CHECK(!facts.ua);
    CHECK(facts.stray_paint == 0 && facts.unbalanced == 0);
}

static void text_without_element(struct kt_canvas *cv)
{
    draw_sound(cv);
    kt_text(cv, KT_BODY, KT_LEFT, 18, 150, 0, "eksynyt");
}

static void text_beside_elements(struct kt_canvas *cv)
{
    draw_sound(cv);
    kt_tag_open(cv, "Sect");
    kt_text(cv, KT_BODY, KT_LEFT, 18, 150, 0, "eksynyt");
    kt_text_as(cv, "P", KT_BODY, KT_LEFT, 18, 160, 0, "kappale");
    kt_tag_close(cv, "Sect");
}

static void figure_without_words(struct kt_canvas *cv)
{
    draw_sound(cv);
    kt_figure_open(cv, "");
    kt_dot(cv, 20, 200, 4, KT_NAVY, KT_INK, 0.2);
    kt_figure_close(cv);
}

static void heading_skips(struct kt_canvas *cv)
{
    draw_sound(cv);
    kt_text_as(cv, "H4", KT_CHART_TITLE, KT_LEFT, 18, 150, 0, "syvällä");
}

static void table_without_head(struct kt_canvas *cv)
{
    draw_sound(cv);
    kt_tag_open(cv, "Table");
    kt_tag_open(cv, "TR");
    kt_text_as(cv, "TD", KT_TABLE, KT_LEFT, 18, 150, 0, "7");
    kt_tag_close(cv, "TR");
    kt_tag_close(cv, "Table");
}

KT_TEST(what_can_not_be_read_is_not_claimed)
{
    claims_nothing(text_without_element, "text is in no element of the structure");
    claims_nothing(text_beside_elements, "text stands beside other elements in an element");
    claims_nothing(figure_without_words, "a figure or link has no text that stands for it");
    claims_nothing(heading_skips, "a heading skips a level");
    claims_nothing(table_without_head, "a table has no header cell");
}

KT_TEST(content_is_marked_between_elements_only)
{
    static const struct {
        const char *in, *out; /* NULL: refused */
    } c[] = {
        {"q 1 0 0 1 0 0 cm Q", "q 1 0 0 1 0 0 cm Q"},
        {"0 0 m 1 1 l S", "/Artifact BMC\n0 0 m 1 1 l S\nEMC\n"},
        {"/P << /MCID 0 >> BDC BT (a) Tj ET EMC", "/P << /MCID 0 >> BDC BT (a) Tj ET EMC\n"},
        {"1 w S /P <</MCID 0>> BDC S EMC f",
         "/Artifact BMC\n1 w S\nEMC\n /P <</MCID 0>> BDC S EMC\n/Artifact BMC\n f\nEMC\n"},
        /* Words in strings are no operators. */
        {"(f S EMC \\( BT) pop <feBD> pop", "(f S EMC \\( BT) pop <feBD> pop"},
        {"/Span << /ActualText <feff0020> >> BDC\nEMC\nq", "\nq"},
        {"/P << /MCID 0 >> BDC /Span << /ActualText <feff0041> >> BDC (A) Tj EMC EMC",
         "/P << /MCID 0 >> BDC /Span << /ActualText <feff0041> >> BDC (A) Tj EMC EMC\n"},
        {"/P << /MCID 0 >> BDC S", NULL},
        {"BT /P << /MCID 0 >> BDC (a) Tj EMC ET", NULL},
    };
    for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
        GString *s = kt_mark_artifacts((const unsigned char *)c[i].in, strlen(c[i].in));
        CHECK((s == NULL) == (c[i].out == NULL));
        if (s && c[i].out) CHECK_STR(s->str, c[i].out);
        if (s) g_string_free(s, TRUE);
    }
}

KT_TEST(metadata_escape_what_xml_would_misread)
{
    struct kt_canvas_spec spec = {.lang = KT_SV, .title = "Å & <b>", .date = "2021-03-04"};
    GString *x = kt_xmp(&spec, "cairo", false);
    CHECK(strstr(x->str, "Å &amp; &lt;b&gt;"));
    CHECK(strstr(x->str, "<rdf:li>sv</rdf:li>"));
    CHECK(strstr(x->str, "<xmp:CreateDate>2021-03-04T00:00:00Z<"));
    CHECK(!strstr(x->str, "pdfuaid:part"));
    g_string_free(x, TRUE);
}

KT_TEST(letters_are_probed_on_their_ground)
{
    struct kt_canvas_spec spec = {.format = KT_PNG, .lang = KT_EN, .title = "x", .probe = true};
    struct kt_err err = {0};
    struct kt_canvas *cv;
    char path[80];
    snprintf(path, sizeof path, "/tmp/katve-probe-%d.png", (int)getpid());
    CHECK(kt_canvas_open(&cv, path, &spec, &err) == KT_OK && kt_canvas_page(cv, &err) == KT_OK);
    kt_text(cv, KT_BODY, KT_LEFT, 18, 20, 0, "on white");
    kt_rect(cv, (struct kt_box){10, 30, 80, 10}, 0x7f8491, KT_NO_COLOUR, 0);
    kt_text(cv, KT_BODY, KT_LEFT, 18, 37, 0, "on grey");
    kt_text_halo(cv, KT_LABEL, KT_LEFT, 50, 37, KT_INK, KT_WHITE, 1, 0.9, "haloed");
    size_t n;
    const struct kt_placed *p = kt_canvas_placed(cv, &n);
    CHECK(n == 3);
    CHECK(fabs(p[0].contrast - 16.6) < 0.2);
    CHECK(fabs(p[1].contrast - kt_contrast(KT_INK, 0x7f8491)) < 0.11);
    CHECK(p[2].contrast > 14);
    CHECK(kt_canvas_close(cv, &err) == KT_OK);
    snprintf(path, sizeof path, "/tmp/katve-probe-%d-1.png", (int)getpid());
    remove(path);
}

KT_TEST_MAIN
