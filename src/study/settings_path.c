/* File names in a study file: relative to it, and there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* "PG:dbname=x", "https://...", "WFS:...", "/vsizip/...", inline "<OGRVRTDataSource>" or "{...}":
 * names that only GDAL can tell the existence of. One letter before ':' would be a drive. */
static bool is_connection(const char *s)
{
    if (*s == '<' || *s == '{' || strncmp(s, "/vsi", 4) == 0) return true;
    size_t n = 0;
    while (isalnum((unsigned char)s[n]) || (n && strchr("+-_.", s[n]) && s[n])) n++;
    return n >= 2 && isalpha((unsigned char)*s) && s[n] == ':';
}

/* The name in the same folder that is nearest to the one asked for, or NULL. */
static const char *nearest_file(struct kt_reading *rd, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    const char *dir = slash ? kt_strndup(rd->keep, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
    DIR *d = opendir(dir);
    if (!d) return NULL;
    size_t limit = 1 + strlen(base) / 3, best = limit + 1;
    const char *name = NULL;
    struct dirent *e;
    while ((e = readdir(d))) {
        size_t dist = kt_edit_distance(base, e->d_name);
        /* Ties go to the first by bytes: the order of a folder is nobody's. */
        if (dist > limit || dist > best || (dist == best && name && strcmp(e->d_name, name) > 0)) continue;
        best = dist;
        name = kt_strdup(rd->keep, e->d_name);
    }
    closedir(d);
    return name;
}

static bool missing(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node, int why)
{
    const char *near = why == ENOENT && !kt_reading_full(rd) ? nearest_file(rd, e->str) : NULL;
    const char *what;
    if (why != ENOENT)
        what = kt_printf(rd->keep, "file '%s' can't be read: %s", kt_excerpt(rd, node->text), strerror(why));
    else if (near)
        what = kt_printf(rd->keep, "file '%s' is missing; nearest name in its folder is '%s'",
                         kt_excerpt(rd, node->text), kt_excerpt(rd, near));
    else
        what = kt_printf(rd->keep, "file '%s' is missing", kt_excerpt(rd, node->text));
    kt_problem(rd, node->file, node->line, why == ENOENT ? "missing-file" : "unreadable-file", e->path, what,
               why == ENOENT ? "name a file relative to the folder of the study file, or an absolute path"
                             : "check the file's permissions");
    return false;
}

bool kt_entry_set_path(struct kt_reading *rd, struct kt_entry *e, const struct kt_node *node)
{
    e->text = e->str = node->text;
    if (!*node->text) return true; /* absent by choice */
    const char *resolved = kt_path_join(rd->keep, kt_streq(rd->dir, ".") ? "" : rd->dir, node->text);
    if (access(resolved, R_OK) == 0) {
        e->str = resolved;
        return true;
    }
    if (is_connection(node->text)) return true;
    int why = errno == ENOTDIR || errno == ENAMETOOLONG ? ENOENT : errno;
    e->str = resolved;
    return missing(rd, e, node, why);
}
