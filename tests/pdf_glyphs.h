/* How large the letters of a PDF's page are, from the operators of its content stream (ISO 32000-1, 9.4.4): the
 * font's size times the text matrix times what has been concatenated. Moving changes no size, so places are left out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_PDF_GLYPHS_H
#define KATVE_TESTS_PDF_GLYPHS_H

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PDF_DEEPEST = 64, PDF_OPERANDS = 6 };

struct pdf_state {
    double m[4], size; /* a b c d of the matrix; of the font */
};

struct pdf_glyphs {
    struct pdf_state at, kept[PDF_DEEPEST];
    double text[4], operand[PDF_OPERANDS]; /* the last six numbers */
    int n, depth;
    double least; /* pt; infinite where nothing is written */
    int shown;
};

static inline void pdf_times(const double l[4], const double r[4], double out[4])
{
    double m[4] = {l[0] * r[0] + l[1] * r[2], l[0] * r[1] + l[1] * r[3], l[2] * r[0] + l[3] * r[2],
                   l[2] * r[1] + l[3] * r[3]};
    memcpy(out, m, sizeof m);
}

static inline void pdf_glyphs_open(struct pdf_glyphs *g)
{
    *g = (struct pdf_glyphs){.at = {{1, 0, 0, 1}, 0}, .text = {1, 0, 0, 1}, .least = INFINITY};
}

/* Where glyphs are set: the length of one em upwards. */
static inline void pdf_show(struct pdf_glyphs *g)
{
    double m[4];
    pdf_times(g->text, g->at.m, m);
    double pt = fabs(g->at.size) * hypot(m[2], m[3]);
    g->shown++;
    if (pt < g->least) g->least = pt;
}

/* The next word of a content stream whose strings are blanked out. */
static inline void pdf_glyphs_word(struct pdf_glyphs *g, const char *w)
{
    char *end;
    double v = strtod(w, &end);
    if (end != w && !*end) {
        if (g->n == PDF_OPERANDS) memmove(g->operand, g->operand + 1, sizeof(double) * (size_t)--g->n);
        g->operand[g->n++] = v;
        return;
    }
    if (*w == '/') return;
    bool six = g->n == PDF_OPERANDS;
    if (strcmp(w, "q") == 0 && g->depth < PDF_DEEPEST) g->kept[g->depth++] = g->at;
    if (strcmp(w, "Q") == 0 && g->depth > 0) g->at = g->kept[--g->depth];
    if (strcmp(w, "cm") == 0 && six) pdf_times(g->operand, g->at.m, g->at.m);
    if (strcmp(w, "BT") == 0) memcpy(g->text, (double[]){1, 0, 0, 1}, sizeof g->text);
    if (strcmp(w, "Tm") == 0 && six) memcpy(g->text, g->operand, sizeof g->text);
    if (strcmp(w, "Tf") == 0 && g->n > 0) g->at.size = g->operand[g->n - 1];
    if (strcmp(w, "Tj") == 0 || strcmp(w, "TJ") == 0 || strcmp(w, "'") == 0 || strcmp(w, "\"") == 0)
        pdf_show(g);
    g->n = 0;
}

#endif
