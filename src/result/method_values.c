/* A method's own values in the study file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/method.h>

#include <stdio.h>

enum { LONGEST_PATH = 256 };

static const char *path_of(const struct kt_method *m, const char *key, char buf[LONGEST_PATH])
{
    snprintf(buf, LONGEST_PATH, "methods.%s.%s", m->name, key);
    return buf;
}

double kt_method_num(const struct kt_method *m, const struct kt_study *st, const char *key)
{
    char buf[LONGEST_PATH];
    return kt_settings_num(st->set, path_of(m, key, buf));
}

const char *kt_method_str(const struct kt_method *m, const struct kt_study *st, const char *key)
{
    char buf[LONGEST_PATH];
    return kt_settings_str(st->set, path_of(m, key, buf));
}

size_t kt_method_len(const struct kt_method *m, const struct kt_study *st, const char *key)
{
    char buf[LONGEST_PATH];
    return kt_settings_len(st->set, path_of(m, key, buf));
}

double kt_method_num_at(const struct kt_method *m, const struct kt_study *st, const char *key, size_t i)
{
    char buf[LONGEST_PATH];
    return kt_settings_num_at(st->set, path_of(m, key, buf), i);
}

const char *kt_method_str_at(const struct kt_method *m, const struct kt_study *st, const char *key, size_t i)
{
    char buf[LONGEST_PATH];
    return kt_settings_str_at(st->set, path_of(m, key, buf), i);
}
