/* web: pages for browsers and the directory of support, written with the documents of a run.
 * They read a view, like every page. Each file stands alone: no server, no other file, no script needed to
 * read it. Same view, same bytes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_WEB_H
#define KATVE_WEB_H

#include <katve/report.h>

/* web/index.html: the finding, the key figures, a map in several measures and every area's figures with their
 * intervals, in every language of the run. O(areas × columns × languages + vertices). KT_EIO. */
KT_MUST enum kt_status kt_web_write(const struct kt_report *rep, const char *path, struct kt_arena tmp,
                                    struct kt_err *err);

/* web/directory-LANG.html: where people get support, by municipality. O(areas × sites). KT_EIO. */
KT_MUST enum kt_status kt_directory_web(const struct kt_report *rep, enum kt_lang lang, const char *path,
                                        struct kt_arena tmp, struct kt_err *err);

#endif
