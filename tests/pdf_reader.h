/* Reads a finished PDF back through libqpdf, the way a checker of PDF/UA does: structure, marked content of
 * the pages, fonts, links. Counts what it finds and what is wrong.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_PDF_READER_H
#define KATVE_TESTS_PDF_READER_H

#include "pdf_glyphs.h"
#include "pdf_weight.h"
#include "test.h"

#include <ctype.h>
#include <qpdf/qpdf-c.h>

enum { PDF_MCIDS = 4096, PDF_PAGES = 64, PDF_PAGE_BYTES_MOST = 80 * 1000 };

struct pdf_facts {
    int pages, figures, tables, rows, heads, cells, headings, links, lists, outline;
    int mute_figures; /* without Alt, or with one over 250 characters */
    int bare_heads;   /* TH without Scope */
    int headless;     /* tables without TH */
    int skips;        /* headings that skip a level */
    int stray_paint;  /* painting outside marked content */
    int unbalanced;   /* pages whose marked content does not close */
    int unowned;      /* marked content without an element, or an element without content */
    int mute_links;   /* annotations without Contents or StructParent */
    int poor_fonts;   /* fonts not embedded or without ToUnicode */
    int wrong_tabs;   /* pages without /Tabs /S */
    int shown, apart; /* pieces of text; drawings called by name, whose texts are not looked into */
    double least_pt;  /* height of the smallest letters' em */
    int figures_on[PDF_PAGES];
    bool marked, display_title, labels, document, ua;
    char lang[16], title[256];
    size_t bytes;
    double page_bytes[PDF_PAGES];    /* pdf_weigh_pages */
    bool seen[PDF_PAGES][PDF_MCIDS]; /* marked content met on the pages */
};

struct pdf_reader {
    qpdf_data q;
    struct pdf_facts *f;
    qpdf_oh page[PDF_PAGES];
    int level; /* of the heading before */
};

static inline const char *pdf_name(const struct pdf_reader *r, qpdf_oh o)
{
    return qpdf_oh_is_name(r->q, o) ? qpdf_oh_get_name(r->q, o) : "";
}

static inline qpdf_oh pdf_get(const struct pdf_reader *r, qpdf_oh dict, const char *key)
{
    return qpdf_oh_get_key(r->q, dict, key);
}

/* ---- marked content of a page ---- */

static inline bool pdf_paints(const char *op)
{
    static const char *const all[] = {"f",  "f*", "S",  "s",  "B",  "B*", "b",
                                      "b*", "sh", "Do", "Tj", "TJ", "'",  "\""};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(op, all[i]) == 0) return true;
    return false;
}

/* Blanks out strings, hexadecimal ones too, so that what is left parts at blanks. */
static inline void pdf_hide_strings(char *s, size_t n)
{
    int depth = 0;
    bool hex = false;
    for (size_t i = 0; i < n; i++) {
        bool in = depth > 0;
        if (!hex && depth > 0 && s[i] == '\\') {
            s[i] = ' ';
            if (i + 1 < n) s[++i] = ' ';
            continue;
        }
        if (!hex && s[i] == '(') depth++;
        if (!hex && s[i] == ')' && depth > 0) depth--;
        if (!depth && s[i] == '<' && i + 1 < n && s[i + 1] != '<' && (!i || s[i - 1] != '<')) hex = true;
        bool end = hex && s[i] == '>';
        if (in || depth > 0 || hex || (!depth && (s[i] == '[' || s[i] == ']'))) s[i] = ' ';
        if (end) hex = false;
    }
}

static inline void pdf_read_content(struct pdf_reader *r, int page, char *s, size_t n)
{
    int depth = 0, mcid = -1;
    struct pdf_glyphs g;
    pdf_glyphs_open(&g);
    pdf_hide_strings(s, n);
    for (char *save = NULL, *w = strtok_r(s, " \n\r\t", &save); w; w = strtok_r(NULL, " \n\r\t", &save)) {
        pdf_glyphs_word(&g, w);
        r->f->apart += strcmp(w, "Do") == 0;
        if (strcmp(w, "/MCID") == 0) {
            w = strtok_r(NULL, " \n\r\t", &save);
            mcid = w ? atoi(w) : -1;
            if (mcid >= 0 && mcid < PDF_MCIDS && page < PDF_PAGES) {
                if (r->f->seen[page][mcid]) r->f->unowned++; /* twice on one page */
                r->f->seen[page][mcid] = true;
            }
        } else if (strcmp(w, "BDC") == 0 || strcmp(w, "BMC") == 0) {
            depth++;
        } else if (strcmp(w, "EMC") == 0) {
            if (--depth < 0) r->f->unbalanced++;
        } else if (depth <= 0 && pdf_paints(w)) {
            r->f->stray_paint++;
        }
    }
    if (depth != 0) r->f->unbalanced++;
    r->f->shown += g.shown;
    r->f->least_pt = fmin(r->f->least_pt, g.least);
}

static inline void pdf_read_fonts(struct pdf_reader *r, qpdf_oh page)
{
    qpdf_oh fonts = pdf_get(r, pdf_get(r, page, "/Resources"), "/Font");
    if (!qpdf_oh_is_dictionary(r->q, fonts)) return;
    qpdf_oh_begin_dict_key_iter(r->q, fonts);
    char key[64][64];
    int n = 0;
    while (qpdf_oh_dict_more_keys(r->q) && n < 64) snprintf(key[n++], 64, "%s", qpdf_oh_dict_next_key(r->q));
    for (int i = 0; i < n; i++) {
        qpdf_oh font = pdf_get(r, fonts, key[i]), down = pdf_get(r, font, "/DescendantFonts"), desc;
        if (qpdf_oh_is_array(r->q, down))
            desc = pdf_get(r, qpdf_oh_get_array_item(r->q, down, 0), "/FontDescriptor");
        else
            desc = pdf_get(r, font, "/FontDescriptor");
        bool embedded = qpdf_oh_is_dictionary(r->q, desc) && (qpdf_oh_has_key(r->q, desc, "/FontFile") ||
                                                              qpdf_oh_has_key(r->q, desc, "/FontFile2") ||
                                                              qpdf_oh_has_key(r->q, desc, "/FontFile3"));
        if (!embedded || !qpdf_oh_has_key(r->q, font, "/ToUnicode")) r->f->poor_fonts++;
    }
}

static inline void pdf_read_page(struct pdf_reader *r, int i)
{
    qpdf_oh page = r->page[i] = qpdf_get_page_n(r->q, (size_t)i), annots = pdf_get(r, page, "/Annots");
    unsigned char *content = NULL;
    size_t n = 0;
    if (strcmp(pdf_name(r, pdf_get(r, page, "/Tabs")), "/S") != 0) r->f->wrong_tabs++;
    if (qpdf_oh_get_page_content_data(r->q, page, &content, &n) == QPDF_SUCCESS) {
        char *s = calloc(n + 1, 1);
        memcpy(s, content, n);
        pdf_read_content(r, i, s, n);
        free(s);
        free(content);
    }
    pdf_read_fonts(r, page);
    int nannot = qpdf_oh_is_array(r->q, annots) ? qpdf_oh_get_array_n_items(r->q, annots) : 0;
    for (int k = 0; k < nannot; k++) {
        qpdf_oh a = qpdf_oh_get_array_item(r->q, annots, k);
        if (!qpdf_oh_has_key(r->q, a, "/Contents") || !qpdf_oh_has_key(r->q, a, "/StructParent"))
            r->f->mute_links++;
    }
}

/* ---- structure ---- */

static inline int pdf_page_of(const struct pdf_reader *r, qpdf_oh page)
{
    for (int i = 0; i < r->f->pages; i++)
        if (qpdf_oh_get_object_id(r->q, r->page[i]) == qpdf_oh_get_object_id(r->q, page)) return i;
    return -1;
}

static inline int pdf_utf8_length(const char *s)
{
    int n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xc0) != 0x80;
    return n;
}

/* Returns how many TH lie in the element. */
static inline int pdf_read_element(struct pdf_reader *r, qpdf_oh e, qpdf_oh pg)
{
    struct pdf_facts *f = r->f;
    if (qpdf_oh_is_integer(r->q, e)) {
        int id = qpdf_oh_get_int_value_as_int(r->q, e), page = pdf_page_of(r, pg);
        if (page < 0 || id < 0 || id >= PDF_MCIDS || !f->seen[page][id])
            f->unowned++;
        else
            f->seen[page][id] = false; /* what is left in the end has no element */
        return 0;
    }
    if (qpdf_oh_is_array(r->q, e)) {
        int heads = 0;
        for (int i = 0, n = qpdf_oh_get_array_n_items(r->q, e); i < n; i++)
            heads += pdf_read_element(r, qpdf_oh_get_array_item(r->q, e, i), pg);
        return heads;
    }
    if (!qpdf_oh_is_dictionary(r->q, e) || !qpdf_oh_has_key(r->q, e, "/S")) return 0;
    /* qpdf's text lives until it gives out the next one. */
    char name[64];
    snprintf(name, sizeof name, "%s", pdf_name(r, pdf_get(r, e, "/S")));
    const char *tag = name + (*name == '/');
    if (qpdf_oh_has_key(r->q, e, "/Pg")) pg = pdf_get(r, e, "/Pg");
    bool th = strcmp(tag, "TH") == 0, table = strcmp(tag, "Table") == 0;
    f->tables += table;
    f->rows += strcmp(tag, "TR") == 0;
    f->heads += th;
    f->cells += strcmp(tag, "TD") == 0;
    f->links += strcmp(tag, "Link") == 0;
    f->lists += strcmp(tag, "L") == 0;
    f->document |= strcmp(tag, "Document") == 0;
    if (th && !*pdf_name(r, qpdf_oh_get_key_if_dict(r->q, pdf_get(r, e, "/A"), "/Scope"))) f->bare_heads++;
    if (strcmp(tag, "Figure") == 0) {
        qpdf_oh alt = pdf_get(r, e, "/Alt");
        int n = qpdf_oh_is_string(r->q, alt) ? pdf_utf8_length(qpdf_oh_get_utf8_value(r->q, alt)) : 0;
        f->figures++;
        int page = pdf_page_of(r, pg);
        if (page >= 0 && page < PDF_PAGES) f->figures_on[page]++;
        f->mute_figures += n == 0 || n > 250;
    }
    if (tag[0] == 'H' && isdigit((unsigned char)tag[1])) {
        f->headings++;
        f->skips += tag[1] - '0' > r->level + 1;
        r->level = tag[1] - '0';
    }
    int heads = pdf_read_element(r, pdf_get(r, e, "/K"), pg);
    f->headless += table && heads == 0;
    return heads + th;
}

static inline void pdf_read_catalog(struct pdf_reader *r)
{
    struct pdf_facts *f = r->f;
    qpdf_oh root = qpdf_get_root(r->q), lang = pdf_get(r, root, "/Lang"), xmp = pdf_get(r, root, "/Metadata");
    if (qpdf_oh_is_string(r->q, lang))
        snprintf(f->lang, sizeof f->lang, "%s", qpdf_oh_get_utf8_value(r->q, lang));
    qpdf_oh title = pdf_get(r, pdf_get(r, qpdf_get_trailer(r->q), "/Info"), "/Title");
    if (qpdf_oh_is_string(r->q, title))
        snprintf(f->title, sizeof f->title, "%s", qpdf_oh_get_utf8_value(r->q, title));
    f->marked =
        qpdf_oh_get_bool_value(r->q, qpdf_oh_get_key_if_dict(r->q, pdf_get(r, root, "/MarkInfo"), "/Marked"));
    f->display_title = qpdf_oh_get_bool_value(
        r->q, qpdf_oh_get_key_if_dict(r->q, pdf_get(r, root, "/ViewerPreferences"), "/DisplayDocTitle"));
    f->labels = qpdf_oh_has_key(r->q, root, "/PageLabels");
    qpdf_oh outlines = pdf_get(r, root, "/Outlines");
    if (qpdf_oh_is_dictionary(r->q, outlines))
        for (qpdf_oh o = pdf_get(r, outlines, "/First"); qpdf_oh_is_dictionary(r->q, o);
             o = pdf_get(r, o, "/Next"))
            f->outline++;
    unsigned char *data = NULL;
    size_t n = 0;
    if (!qpdf_oh_is_stream(r->q, xmp)) return;
    if (qpdf_oh_get_stream_data(r->q, xmp, qpdf_dl_all, NULL, &data, &n) != QPDF_SUCCESS) return;
    f->ua = memmem(data, n, "<pdfuaid:part>1<", 16) != NULL;
    free(data);
}

static inline void pdf_read_bytes(const char *data, size_t n, struct pdf_facts *f)
{
    struct pdf_reader r = {.q = qpdf_init(), .f = f};
    *f = (struct pdf_facts){.bytes = n, .least_pt = INFINITY};
    qpdf_silence_errors(r.q);
    CHECK(qpdf_read_memory(r.q, "test", data, n, NULL) == QPDF_SUCCESS);
    f->pages = qpdf_get_num_pages(r.q);
    CHECK(f->pages > 0 && f->pages <= PDF_PAGES);
    for (int i = 0; i < f->pages && i < PDF_PAGES; i++) pdf_read_page(&r, i);
    pdf_weigh_pages(r.q, f->pages < PDF_PAGES ? f->pages : PDF_PAGES, f->page_bytes);
    qpdf_oh tree = pdf_get(&r, qpdf_get_root(r.q), "/StructTreeRoot");
    pdf_read_catalog(&r);
    pdf_read_element(&r, qpdf_oh_get_key_if_dict(r.q, tree, "/K"), tree);
    for (int i = 0; i < f->pages && i < PDF_PAGES; i++)
        for (int k = 0; k < PDF_MCIDS; k++) f->unowned += f->seen[i][k];
    CHECK(!qpdf_has_error(r.q));
    qpdf_cleanup(&r.q);
}

static inline bool pdf_read(const char *path, struct pdf_facts *f)
{
    FILE *in = fopen(path, "rb");
    if (!in) return false;
    static char data[8 << 20];
    size_t n = fread(data, 1, sizeof data, in);
    fclose(in);
    pdf_read_bytes(data, n, f);
    return true;
}

/* What every report must be. */
static inline void pdf_check_accessible(const struct pdf_facts *f, const char *lang)
{
    CHECK(f->marked && f->display_title && f->labels && f->document && f->ua);
    CHECK_STR(f->lang, lang);
    CHECK(*f->title);
    CHECK(f->mute_figures == 0);
    CHECK(f->bare_heads == 0 && f->headless == 0);
    CHECK(f->headings > 0 && f->skips == 0);
    CHECK(f->stray_paint == 0 && f->unbalanced == 0 && f->unowned == 0);
    CHECK(f->mute_links == 0 && f->poor_fonts == 0 && f->wrong_tabs == 0);
    for (int p = 0; p < f->pages && p < PDF_PAGES; p++) {
        if (f->page_bytes[p] > PDF_PAGE_BYTES_MOST)
            printf("  page %d: %.0f bytes\n", p + 1, f->page_bytes[p]);
        CHECK(f->page_bytes[p] > 500 && f->page_bytes[p] <= PDF_PAGE_BYTES_MOST);
    }
}

#endif
