/* How heavy each page of a PDF is: its content and what it draws with, in bytes as they lie in the file. What several
 * pages draw with, such as a font, counts in equal parts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_PDF_WEIGHT_H
#define KATVE_TESTS_PDF_WEIGHT_H

#include <qpdf/qpdf-c.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PDF_STREAMS_MOST = 1024, PDF_KEYS_MOST = 64, PDF_NESTED_MOST = 12 };

struct pdf_weights {
    qpdf_data q;
    struct {
        int id;
        double bytes;
        uint64_t on; /* a bit for each page that uses it */
    } stream[PDF_STREAMS_MOST];
    int n;
};

static inline void pdf_weigh(struct pdf_weights *w, qpdf_oh o, int page, int nested)
{
    if (nested > PDF_NESTED_MOST) return;
    for (int i = 0, n = qpdf_oh_is_array(w->q, o) ? qpdf_oh_get_array_n_items(w->q, o) : 0; i < n; i++)
        pdf_weigh(w, qpdf_oh_get_array_item(w->q, o, i), page, nested + 1);
    qpdf_oh dict = o;
    if (qpdf_oh_is_stream(w->q, o)) {
        int id = qpdf_oh_get_object_id(w->q, o), i = 0;
        dict = qpdf_oh_get_dict(w->q, o);
        while (i < w->n && w->stream[i].id != id) i++;
        if (i == PDF_STREAMS_MOST) return;
        if (i == w->n) {
            w->stream[w->n].id = id;
            w->stream[w->n++].bytes =
                (double)qpdf_oh_get_int_value(w->q, qpdf_oh_get_key(w->q, dict, "/Length"));
        }
        w->stream[i].on |= (uint64_t)1 << page;
    }
    if (!qpdf_oh_is_dictionary(w->q, dict)) return;
    char key[PDF_KEYS_MOST][64];
    int n = 0;
    qpdf_oh_begin_dict_key_iter(w->q, dict);
    while (qpdf_oh_dict_more_keys(w->q) && n < PDF_KEYS_MOST)
        snprintf(key[n++], sizeof *key, "%s", qpdf_oh_dict_next_key(w->q));
    for (int i = 0; i < n; i++)
        if (strcmp(key[i], "/Parent") != 0)
            pdf_weigh(w, qpdf_oh_get_key(w->q, dict, key[i]), page, nested + 1);
}

/* Fills bytes of `pages` pages, 64 at most. */
static inline void pdf_weigh_pages(qpdf_data q, int pages, double *bytes)
{
    static struct pdf_weights w;
    memset(&w, 0, sizeof w);
    w.q = q;
    for (int p = 0; p < pages; p++) {
        qpdf_oh page = qpdf_get_page_n(q, (size_t)p);
        pdf_weigh(&w, qpdf_oh_get_key(q, page, "/Contents"), p, 0);
        pdf_weigh(&w, qpdf_oh_get_key(q, page, "/Resources"), p, 0);
        bytes[p] = 0;
    }
    for (int i = 0; i < w.n; i++)
        for (int p = 0; p < pages; p++)
            if (w.stream[i].on >> p & 1) bytes[p] += w.stream[i].bytes / __builtin_popcountll(w.stream[i].on);
}

#endif
