/* The bytes of a study file, refused before parsing when they can't be one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Study files are a few kilobytes; whoever names a data file by mistake should hear so at once. */
enum { LARGEST = 1 << 20 };

long kt_line_of(const char *text, size_t offset)
{
    long line = 1;
    for (size_t i = 0; i < offset; i++) line += text[i] == '\n';
    return line;
}

static char *whole_file_problem(struct kt_reading *rd, const char *code, const char *what, const char *remedy)
{
    kt_problem(rd, rd->file, 0, code, "", what, remedy);
    return NULL;
}

static char *read_bytes(struct kt_reading *rd, FILE *f, size_t *n)
{
    struct kt_arena before = *rd->keep;
    char *text = kt_alloc(rd->keep, LARGEST + 2, 1);
    *n = fread(text, 1, LARGEST + 1, f);
    if (ferror(f)) {
        *rd->keep = before;
        return whole_file_problem(rd, "unreadable-file", "can't be read",
                                  "check the disk and the file's permissions");
    }
    if (*n > LARGEST) {
        *rd->keep = before;
        return whole_file_problem(rd, "file-too-large",
                                  "is larger than 1 MB, the most that a study file may have",
                                  "keep data in files of their own and name them in the study file");
    }
    text[*n] = '\0';
    rd->keep->beg = text + *n + 1; /* give back what the file did not need */
    return text;
}

/* Line by line, to say where. */
static bool is_utf8(struct kt_reading *rd, char *text, size_t n)
{
    long line = 1;
    for (char *p = text; p < text + n; line++) {
        char *end = memchr(p, '\n', (size_t)(text + n - p));
        if (!end) end = text + n;
        char was = *end;
        *end = '\0';
        bool nul = memchr(p, '\0', (size_t)(end - p));
        bool good = !nul && kt_utf8_valid(p);
        *end = was;
        if (!good) {
            kt_problem(rd, rd->file, line, "not-utf8", "",
                       nul ? "the file is not UTF-8 text: it holds a NUL byte" : "the line is not UTF-8 text",
                       "save the file as UTF-8 in the editor");
            return false;
        }
        p = end + 1;
    }
    return true;
}

char *kt_reading_load(struct kt_reading *rd, size_t *n)
{
    struct stat sb;
    FILE *f = fopen(rd->file, "rb");
    if (!f)
        return whole_file_problem(
            rd, errno == ENOENT ? "missing-file" : "unreadable-file",
            kt_printf(rd->keep, "can't be opened: %s", strerror(errno)),
            "check the name of the study file; `katve init DIR` makes one to start from");
    if (fstat(fileno(f), &sb) == 0 && S_ISDIR(sb.st_mode)) {
        fclose(f);
        return whole_file_problem(rd, "unreadable-file", "is a folder where a study file was expected",
                                  "name the file in it, such as study.yaml");
    }
    char *text = read_bytes(rd, f, n);
    fclose(f);
    return text && is_utf8(rd, text, *n) ? text : NULL;
}
