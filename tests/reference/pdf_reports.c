/* The PDFs of a real run, read back by libqpdf and poppler: the nation and one region of the demo in three
 * languages. Structure, alternative texts, words inside the paper and off each other, size, the same class
 * edges on every page, the same bytes twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../pdf_reader.h"
#include "../test.h"

#include <katve/report.h>

#include <glob.h>
#include <unistd.h>

enum { PAGE_BYTES_MOST = 80 * 1000, WORDS_MOST = 4000, LINE = 1024, EDGES = 400 };

static char dir[2][64];
static glob_t pdf[2];

static bool run_demo(int k)
{
    const char *katve = getenv("KATVE");
    char line[LINE], pattern[LINE];
    snprintf(dir[k], sizeof dir[k], "/tmp/katve-pdf-XXXXXX");
    if (!mkdtemp(dir[k])) return false;
    snprintf(line, sizeof line,
             "%s run geodata/demo/study.yaml --quiet --only FI 18 --set report.formats=[pdf] -j %d --out %s",
             katve ? katve : "build/katve", k + 1, dir[k]);
    if (system(line) != 0) return false;
    snprintf(pattern, sizeof pattern, "%s/demo/*/pdf/*/*.pdf", dir[k]);
    return glob(pattern, 0, NULL, &pdf[k]) == 0;
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

KT_TEST(the_demo_runs)
{
    CHECK(run_demo(0));
    CHECK(pdf[0].gl_pathc == 6);
}

KT_TEST(every_report_is_accessible)
{
    for (size_t i = 0; i < pdf[0].gl_pathc; i++) {
        static struct pdf_facts f;
        char lang[3];
        int before = kt_failed_checks_;
        lang_of(pdf[0].gl_pathv[i], lang);
        CHECK(pdf_read(pdf[0].gl_pathv[i], &f));
        pdf_check_accessible(&f, lang);
        CHECK(f.pages >= 5 && f.outline >= 5 && f.outline <= f.pages);
        CHECK(f.figures >= 5 && f.tables >= 4 && f.lists >= 1 && f.headings >= 2 * f.pages);
        CHECK(f.bytes <= (size_t)f.pages * PAGE_BYTES_MOST);
        if (kt_failed_checks_ > before)
            printf("  %s: %d figures, %d mute; %d stray, %d unowned, %d skips, %zu bytes\n",
                   pdf[0].gl_pathv[i], f.figures, f.mute_figures, f.stray_paint, f.unowned, f.skips, f.bytes);
    }
}

/* poppler reads the same tree without a complaint, whole titles included. */
KT_TEST(poppler_hears_the_structure)
{
    for (size_t i = 0; i < pdf[0].gl_pathc; i++) {
        FILE *in = poppler("pdfinfo -struct-text", pdf[0].gl_pathv[i], "");
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
        if (in) pclose(in);
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
    CHECK(all > 500);
    CHECK(outside == 0);
    CHECK(over == 0);
}

KT_TEST(words_lie_on_the_paper_and_off_each_other)
{
    for (size_t i = 0; i < pdf[0].gl_pathc; i++) check_words(pdf[0].gl_pathv[i]);
}

/* The row heads of the classes, "0–2,9 km", as they are read aloud; also how many shares there are. */
static size_t edges(const char *path, char out[EDGES])
{
    FILE *in = poppler("pdfinfo -struct-text", path, "");
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
    if (in) pclose(in);
    return n;
}

KT_TEST(classes_have_the_same_edges_on_every_page)
{
    static char first[EDGES], other[EDGES];
    for (size_t i = 0; i + 1 < pdf[0].gl_pathc; i += 2) { /* nation and region of one language */
        CHECK(edges(pdf[0].gl_pathv[i], first) == 5);
        CHECK(edges(pdf[0].gl_pathv[i + 1], other) == 5);
        CHECK_STR(other, first);
    }
}

KT_TEST(a_second_run_with_more_threads_has_the_same_bytes)
{
    CHECK(run_demo(1));
    CHECK(pdf[1].gl_pathc == pdf[0].gl_pathc);
    for (size_t i = 0; i < pdf[0].gl_pathc && i < pdf[1].gl_pathc; i++) {
        char a[65], b[65];
        struct kt_err err = {0};
        CHECK(kt_sha256_file(pdf[0].gl_pathv[i], a, &err) == KT_OK);
        CHECK(kt_sha256_file(pdf[1].gl_pathv[i], b, &err) == KT_OK);
        CHECK_STR(a, b);
    }
    for (int k = 0; k < 2; k++) {
        char line[LINE];
        globfree(&pdf[k]);
        snprintf(line, sizeof line, "rm -rf '%s'", dir[k]);
        CHECK(system(line) == 0);
    }
}

KT_TEST_MAIN
