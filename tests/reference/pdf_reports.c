/* The PDFs of a real run, read back by libqpdf and poppler: the nation and one region of the demo in three
 * languages. Structure, alternative texts, words inside the paper and off each other, size, the same class
 * edges on every page, the same bytes twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../pdf_reader.h"
#include "../pdf_twins.h"
#include "../test.h"

#include <katve/report.h>

#include <cairo.h>
#include <glob.h>
#include <unistd.h>

enum { WORDS_MOST = 4000, LINE = 1024, EDGES = 400, DOCS_MOST = 16 };

static char dir[2][64];
static glob_t every[2]; /* all PDFs of a run */

enum kind { REPORTS, SLIDES, DIRECTORIES, KINDS };
/* Those of the first run by what they are. */
static struct {
    const char *path[DOCS_MOST];
    size_t n;
} of[KINDS];

static enum kind kind_of(const char *path)
{
    static const char *const tail[] = {"-diat.pdf",     "-bilder.pdf",        "-slides.pdf",
                                       "-digituki.pdf", "-digitalt-stod.pdf", "-digital-support.pdf"};
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (strlen(path) > strlen(tail[i]) && strcmp(path + strlen(path) - strlen(tail[i]), tail[i]) == 0)
            return i < 3 ? SLIDES : DIRECTORIES;
    return REPORTS;
}

static bool run_demo(int k)
{
    const char *katve = getenv("KATVE");
    char line[LINE], pattern[LINE];
    snprintf(dir[k], sizeof dir[k], "/tmp/katve-pdf-XXXXXX");
    if (!mkdtemp(dir[k])) return false;
    snprintf(line, sizeof line,
             "%s run geodata/demo/study.yaml --quiet --only FI 18 "
             "--set report.formats=[pdf,slides,directory] -j %d --out %s",
             katve ? katve : "build/katve", k + 1, dir[k]);
    if (system(line) != 0) return false;
    snprintf(pattern, sizeof pattern, "%s/demo/*/pdf/*/*.pdf", dir[k]);
    return glob(pattern, 0, NULL, &every[k]) == 0;
}

static void sort_out(void)
{
    for (size_t i = 0; i < every[0].gl_pathc; i++) {
        enum kind k = kind_of(every[0].gl_pathv[i]);
        if (of[k].n < DOCS_MOST) of[k].path[of[k].n++] = every[0].gl_pathv[i];
    }
}

/* "fi" of ".../pdf/fi/18-kainuu.pdf" */
static void lang_of(const char *path, char lang[3])
{
    const char *p = strstr(path, "/pdf/");
    snprintf(lang, 3, "%s", p ? p + 5 : "??");
}

static FILE *poppler(const char *tool, const char *path, const char *rest)
{
    char line[LINE];
    snprintf(line, sizeof line, "%s %s %s 2>&1", tool, path, rest);
    return popen(line, "r");
}

/* The tree as poppler reads it aloud. Kept beside the report: reading a national one takes six seconds. */
static FILE *spoken(const char *path)
{
    char kept[LINE], line[3 * LINE];
    snprintf(kept, sizeof kept, "%s.spoken", path);
    snprintf(line, sizeof line, "[ -e %s ] || pdfinfo -struct-text %s > %s 2>&1", kept, path, kept);
    return system(line) == 0 ? fopen(kept, "r") : NULL;
}

KT_TEST(the_demo_runs)
{
    CHECK(run_demo(0));
    sort_out();
    CHECK(of[REPORTS].n == 6 && of[SLIDES].n == 6 && of[DIRECTORIES].n == 3);
}

static void check_accessible(const char *path, enum kind k)
{
    static struct pdf_facts f;
    char lang[3];
    int before = kt_failed_checks_;
    lang_of(path, lang);
    CHECK(pdf_read(path, &f));
    pdf_check_accessible(&f, lang);
    if (k == REPORTS) {
        CHECK(f.pages >= 5 && f.outline >= 5 && f.outline <= f.pages);
        CHECK(f.figures >= 5 && f.tables >= 4 && f.lists >= 1 && f.headings >= 2 * f.pages);
    }
    if (kt_failed_checks_ > before)
        printf("  %s: %d figures, %d mute; %d stray, %d unowned, %d skips, %zu bytes\n", path, f.figures,
               f.mute_figures, f.stray_paint, f.unowned, f.skips, f.bytes);
}

KT_TEST(every_document_is_accessible)
{
    for (size_t i = 0; i < every[0].gl_pathc; i++)
        check_accessible(every[0].gl_pathv[i], kind_of(every[0].gl_pathv[i]));
}

/* poppler reads the same tree without a complaint, whole titles included. */
KT_TEST(poppler_hears_the_structure)
{
    for (size_t i = 0; i < of[REPORTS].n; i++) {
        FILE *in = spoken(of[REPORTS].path[i]);
        char line[4 * LINE];
        int h1 = 0, captions = 0, complaints = 0;
        size_t longest = 0;
        bool title = false;
        while (in && fgets(line, sizeof line, in)) {
            complaints += strstr(line, "Error") || strstr(line, "Warning");
            if (title && strlen(line) > longest) longest = strlen(line);
            title = strstr(line, "H1 (block)") != NULL;
            h1 += title;
            captions += strstr(line, "Caption\n") != NULL;
        }
        if (in) fclose(in);
        CHECK(h1 >= 5 && captions >= 3);
        CHECK(longest > 40);
        CHECK(complaints == 0);
    }
}

struct word {
    double x0, y0, x1, y1;
    char text[64];
};

static bool lie_over(const struct word *a, const struct word *b)
{
    return fmin(a->x1, b->x1) - fmax(a->x0, b->x0) > 0.5 && fmin(a->y1, b->y1) - fmax(a->y0, b->y0) > 0.5;
}

static void check_words(const char *path)
{
    static struct word w[WORDS_MOST];
    FILE *in = poppler("pdftotext -bbox", path, "-");
    char line[LINE];
    double width = 0, height = 0;
    size_t n = 0, all = 0;
    int outside = 0, over = 0;
    while (in && fgets(line, sizeof line, in)) {
        struct word v;
        if (sscanf(line, " <page width=\"%lf\" height=\"%lf\"", &width, &height) == 2) n = 0;
        if (sscanf(line, " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%63[^<]", &v.x0, &v.y0,
                   &v.x1, &v.y1, v.text) != 5)
            continue;
        all++;
        outside += v.x0 < 0 || v.y0 < 0 || v.x1 > width || v.y1 > height;
        /* poppler's boxes span the font's ascent and descent: what is left is the x-height. */
        double tall = v.y1 - v.y0;
        v.y0 += 0.35 * tall;
        v.y1 -= 0.30 * tall;
        for (size_t i = 0; i < n; i++) {
            if (!lie_over(&w[i], &v)) continue;
            if (!over++) printf("  %s: \"%s\" lies over \"%s\"\n", path, w[i].text, v.text);
        }
        if (n < WORDS_MOST) w[n++] = v;
    }
    if (in) pclose(in);
    CHECK(all > 100);
    CHECK(outside == 0);
    CHECK(over == 0);
}

KT_TEST(words_lie_on_the_paper_and_off_each_other)
{
    for (size_t i = 0; i < every[0].gl_pathc; i++) check_words(every[0].gl_pathv[i]);
}

/* The row heads of the classes, "0–2,9 km", as they are read aloud; also how many shares there are. */
static size_t edges(const char *path, char out[EDGES])
{
    FILE *in = spoken(path);
    char line[4 * LINE];
    size_t n = 0;
    out[0] = '\0';
    while (in && fgets(line, sizeof line, in)) {
        char *q = strchr(line, '"'), *km = strstr(line, "\xc2\xa0km\"");
        bool range = q && km && (strstr(q, "\xe2\x80\x93") || strstr(q, "\xe2\x89\xa5")) && km - q < 16;
        if (!range) continue;
        *km = '\0';
        snprintf(out + strlen(out), EDGES - strlen(out), "%s|", q + 1);
        n++;
    }
    if (in) fclose(in);
    return n;
}

/* Nation and region alike, in every language: only the decimal sign may differ. */
KT_TEST(classes_have_the_same_edges_on_every_page)
{
    static char first[EDGES], other[EDGES];
    for (size_t i = 0; i < of[REPORTS].n; i++) {
        CHECK(edges(of[REPORTS].path[i], other) == 5);
        for (char *p = other; *p; p++)
            if (*p == ',') *p = '.';
        if (i == 0) memcpy(first, other, EDGES);
        CHECK_STR(other, first);
    }
}

/* The run's own table of classes against its own count of people. */
KT_TEST(class_populations_add_up_to_the_total)
{
    char line[LINE], path[2 * LINE];
    double in_classes = 0, people = 0, v;
    if (!of[REPORTS].n) return;
    snprintf(line, sizeof line, "%s", of[REPORTS].path[0]);
    *strstr(line, "/pdf/") = '\0';
    snprintf(path, sizeof path,
             "cd %s/data && grep -h '^country FI class' tables/class_people.csv | cut -d, -f4; echo; "
             "grep '^country,FI,' data.csv | grep ',population,' | cut -d, -f7",
             line);
    FILE *in = popen(path, "r");
    bool total = false;
    while (in && fgets(line, sizeof line, in)) {
        if (*line == '\n') total = true;
        if (sscanf(line, "%lf", &v) == 1) *(total ? &people : &in_classes) += v;
    }
    if (in) pclose(in);
    CHECK(people > 5e6);
    CHECK_NEAR(in_classes, people, 1e-12);
}

/* ---- the smallest letters ---- */

#define LEAST_PT   6.5
#define SLIDE_ZOOM 1.6

/* cairo writes its matrices with six decimals: 6.5 pt come out as 6.49975. */
#define ROUNDING   1e-4

static void check_letters(enum kind k, double least)
{
    for (size_t i = 0; i < of[k].n; i++) {
        static struct pdf_facts f;
        CHECK(pdf_read(of[k].path[i], &f));
        CHECK(f.shown > 40 && f.apart == 0);
        if (f.least_pt < least * (1 - ROUNDING)) printf("  %s: %.5f pt\n", of[k].path[i], f.least_pt);
        CHECK(f.least_pt >= least * (1 - ROUNDING));
    }
}

/* Of what the file draws, not of what the program meant to draw. */
KT_TEST(no_letter_is_smaller_than_the_smallest)
{
    check_letters(REPORTS, LEAST_PT);
    check_letters(SLIDES, LEAST_PT * SLIDE_ZOOM);
    check_letters(DIRECTORIES, LEAST_PT);
}

/* The reader does see a small one, however it became small. */
KT_TEST(a_small_letter_is_seen)
{
    char path[LINE];
    snprintf(path, sizeof path, "%s/small.pdf", dir[0]);
    struct kt_canvas_spec spec = {.format = KT_PDF, .lang = KT_EN, .title = "x", .date = "2020-06-01"};
    struct kt_canvas *cv;
    struct kt_err err = {0};
    static struct pdf_facts f;
    CHECK(kt_canvas_open(&cv, path, &spec, &err) == KT_OK && kt_canvas_page(cv, &err) == KT_OK);
    kt_text_as(cv, "H1", KT_TITLE, KT_LEFT, 18, 20, 0, "large");
    cairo_scale(kt_canvas_cairo(cv), 0.9, 0.9);
    kt_text_as(cv, "P", KT_LABEL, KT_LEFT, 18, 40, 0, "small");
    CHECK(kt_canvas_close(cv, &err) == KT_OK);
    CHECK(pdf_read(path, &f));
    CHECK_NEAR(f.least_pt, 0.9 * LEAST_PT, 0.01);
}

/* ---- twins ---- */

KT_TEST(every_figure_names_files_that_hold_its_numbers)
{
    static char page[PAGE_TEXT];
    char run[LINE];
    if (!of[REPORTS].n) return;
    snprintf(run, sizeof run, "%s", of[REPORTS].path[0]);
    *strstr(run, "/pdf/") = '\0';
    read_areas(run);
    CHECK(narea > 320);
    for (size_t i = 0; i < of[REPORTS].n; i++) {
        size_t rows = 0, wrong = 0, with_files = 0;
        for (int p = 1; p <= 20; p++) {
            page_text(of[REPORTS].path[i], p, page);
            if (!strstr(page, "data/tables.xlsx")) continue;
            with_files += check_files(run, page) >= 2;
            check_rows(page, &rows, &wrong);
        }
        bool nation = strstr(of[REPORTS].path[i], "/00-") != NULL;
        CHECK(with_files >= (nation ? 8 : 3));
        CHECK(rows >= (nation ? 40 : 12));
        CHECK(wrong == 0);
    }
}

/* A sheet with a figure names the files; one without figures names none. */
static void check_twins(enum kind k)
{
    static char page[PAGE_TEXT];
    static struct pdf_facts f;
    for (size_t i = 0; i < of[k].n; i++) {
        char run[LINE];
        snprintf(run, sizeof run, "%s", of[k].path[i]);
        *strstr(run, "/pdf/") = '\0';
        CHECK(pdf_read(of[k].path[i], &f));
        for (int p = 0; p < f.pages; p++) {
            page_text(of[k].path[i], p + 1, page);
            bool named = strstr(page, "data/tables.xlsx") != NULL;
            if (named != (f.figures_on[p] > 0))
                printf("  %s, page %d: %d figures\n", of[k].path[i], p + 1, f.figures_on[p]);
            CHECK(named == (f.figures_on[p] > 0));
            if (named) CHECK(check_files(run, page) >= 2);
        }
    }
}

KT_TEST(every_sheet_with_a_figure_names_its_files)
{
    for (int k = 0; k < KINDS; k++) check_twins((enum kind)k);
}

KT_TEST(a_second_run_with_more_threads_has_the_same_bytes)
{
    CHECK(run_demo(1));
    CHECK(every[1].gl_pathc == every[0].gl_pathc);
    for (size_t i = 0; i < every[0].gl_pathc && i < every[1].gl_pathc; i++) {
        char a[65], b[65];
        struct kt_err err = {0};
        CHECK(kt_sha256_file(every[0].gl_pathv[i], a, &err) == KT_OK);
        CHECK(kt_sha256_file(every[1].gl_pathv[i], b, &err) == KT_OK);
        CHECK_STR(a, b);
    }
    for (int k = 0; k < 2; k++) {
        char line[LINE];
        globfree(&every[k]);
        snprintf(line, sizeof line, "rm -rf '%s'", dir[k]);
        CHECK(system(line) == 0);
    }
}

KT_TEST_MAIN
