/* What the program says about failures: one form for all, on stderr.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <string.h>

/* Text from outside goes to a terminal here, so control characters are shown, not obeyed. */
static void put_clean(const char *s)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c < 0x20 || c == 0x7f)
            fprintf(stderr, "\\x%02x", c);
        else
            fputc(c, stderr);
    }
}

void cli_complain(const char *fmt, ...)
{
    char text[4096];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    fputs("katve: ", stderr);
    put_clean(text);
    fputc('\n', stderr);
}

/* katve: file:row: field: what; remedy */
static void print_issue(const struct kt_issue *i)
{
    fputs("katve: ", stderr);
    if (i->file && *i->file) {
        put_clean(i->file);
        if (i->row > 0) fprintf(stderr, ":%ld", i->row);
        fputs(": ", stderr);
    }
    if (i->severity != KT_ERROR) fprintf(stderr, "%s: ", kt_severity_name[i->severity]);
    if (i->field && *i->field) {
        put_clean(i->field);
        fputs(": ", stderr);
    }
    put_clean(i->what);
    if (i->remedy && *i->remedy) {
        fputs("; ", stderr);
        put_clean(i->remedy);
    }
    fputc('\n', stderr);
}

void cli_print_issues(const struct kt_issues *issues, enum kt_severity at_least, size_t each)
{
    for (size_t i = 0; i < issues->n; i++) {
        const struct kt_issue *it = &issues->item[i];
        if (it->severity < at_least) continue;
        size_t before = 0, alike = 0;
        for (size_t j = 0; j < issues->n; j++) {
            if (issues->item[j].severity != it->severity || strcmp(issues->item[j].code, it->code) != 0)
                continue;
            alike++;
            before += j < i;
        }
        if (before < each) print_issue(it);
        if (before == each && alike > each) /* said once, at the first that is left out */
            cli_complain("... and %zu more like this (%s)", alike - each, it->code);
    }
}

static void print_err(const struct kt_err *err)
{
    if (!err->file[0])
        cli_complain("%s", err->text);
    else if (err->line > 0)
        cli_complain("%s:%ld: %s", err->file, err->line, err->text);
    else
        cli_complain("%s: %s", err->file, err->text);
}

/* Was the failure's text said already, as one of the issues? */
static bool said_before(const struct kt_err *err, const struct kt_issues *issues)
{
    for (size_t i = 0; i < issues->n; i++) {
        const struct kt_issue *it = &issues->item[i];
        if (it->severity == KT_ERROR && it->what && *it->what && strstr(err->text, it->what)) return true;
    }
    return false;
}

int cli_fail(const struct cli *cli, const struct kt_err *err, const struct kt_issues *issues)
{
    bool said = false;
    if (issues && err->status == KT_EINPUT) {
        cli_print_issues(issues, cli->run.strict ? KT_WARNING : KT_ERROR, 20);
        said = said_before(err, issues);
    }
    if (!said) print_err(err);
    return err->status == KT_EINPUT ? EXIT_INPUT : EXIT_FAILED;
}

const char *cli_nearest(const char *word, const char *const *candidate, size_t n)
{
    size_t best = 0, best_distance = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        size_t d = kt_edit_distance(word, candidate[i]);
        /* The start of a name counts as near, however long the rest is. */
        if (strlen(word) >= 3 && strncmp(word, candidate[i], strlen(word)) == 0) d = 1;
        if (d < best_distance) {
            best_distance = d;
            best = i;
        }
    }
    /* A third of the letters may be wrong; more than that is another word. */
    return n && best_distance <= 1 + strlen(word) / 3 ? candidate[best] : NULL;
}

char *cli_count(struct kt_arena *a, double v)
{
    if (isnan(v)) return kt_strdup(a, "–");
    char digits[64];
    int n = snprintf(digits, sizeof digits, "%.0f", fabs(v));
    char *out = kt_alloc(a, (size_t)n * 2 + 2, 1);
    size_t at = 0;
    if (v <= -0.5) out[at++] = '-';
    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) out[at++] = ' ';
        out[at++] = digits[i];
    }
    return out;
}
