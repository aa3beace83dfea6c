/* What the two halves of the gate share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_VIEW_INTERNAL_H
#define KATVE_VIEW_INTERNAL_H

#include <katve/view.h>

/* NaN for what is not finite; no minus zero. */
double kt_view_rounded(double v, int decimals);
/* Fills v->table from v->result and v->k. KT_EFAULT for a name that is no file name, or there twice. */
KT_MUST enum kt_status kt_view_tables(struct kt_view *v, struct kt_arena *keep, struct kt_err *err);

#endif
