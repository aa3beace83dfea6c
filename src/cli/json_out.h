/* json_out: answers of the program as JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_JSON_OUT_H
#define KATVE_JSON_OUT_H

#include <jansson.h>
#include <katve/pipeline.h>

json_t *json_text(const char *s); /* null for NULL and for bytes that are not UTF-8 text */
json_t *json_number(double v);    /* null for NaN and infinities */
json_t *json_issues(const struct kt_issues *issues);
json_t *json_params(const struct kt_param *param, size_t n);
/* Status, counts and issues; `files` adds the folder and what was made. */
json_t *json_report(const struct kt_run_report *report, const char *status, const struct kt_err *err,
                    bool files);
/* Prints on stdout and gives the value up. */
void json_show(json_t *value);

#endif
