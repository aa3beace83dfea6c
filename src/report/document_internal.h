/* document_internal: one document from start to file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_DOCUMENT_INTERNAL_H
#define KATVE_DOCUMENT_INTERNAL_H

#include "report_internal.h"

/* `arena` is written to from now on and must outlive the document. */
struct kt_doc kt_doc_make(const struct kt_report *rep, enum kt_lang lang, size_t level, size_t zone,
                          struct kt_arena *arena);
/* The same as slides: every page that has one. */
void kt_doc_to_slides(struct kt_doc *d);
/* "00-tilannekuva", "21-ahvenanmaa". */
const char *kt_doc_stem(const struct kt_doc *d);
/* Draws all sheets into `path`; `f` (may be NULL) gathers what a proof-reader would mark. */
KT_MUST enum kt_status kt_doc_draw(struct kt_doc *d, enum kt_format format, const char *path,
                                   struct kt_layout_faults *f, struct kt_err *err);

#endif
