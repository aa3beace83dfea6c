/* px_500mb: 310 areas x 102 ages x 3 sexes x 1,090 months as PC-Axis.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_table.h"

enum { MONTHS = 1090 };

static void list(FILE *f, const char *key, const char *dim, const char *form, long from, size_t n)
{
    fprintf(f, "%s(\"%s\")=", key, dim);
    for (size_t i = 0; i < n; i++) {
        fprintf(f, i ? ",\"" : "\"");
        if (strchr(form, 'M'))
            fprintf(f, "%04ldM%02ld\"", from + (long)i / 12, (long)i % 12 + 1);
        else
            fprintf(f, "%s%03ld\"", form, from + (long)i);
        if (i % 10 == 9) fprintf(f, "\n");
    }
    fprintf(f, ";\n");
}

static void peers(const char *path, double mb)
{
    char command[700];
    snprintf(command, sizeof command,
             "Rscript -e 'n <- grep(\"^DATA=\", readLines(\"%s\", 2000), useBytes = TRUE); "
             "x <- scan(\"%s\", skip = n, quiet = TRUE, na.strings = \"\\\"...\\\"\", comment.char = \";\"); "
             "cat(sum(x, na.rm = TRUE) > 0)' >/dev/null 2>&1",
             path, path);
    table_peer("R scan() of the values alone", command, mb);
}

int main(void)
{
    char path[256];
    FILE *f = table_create(path, ".px");
    if (!f) return 1;
    fprintf(f, "CHARSET=\"ANSI\";\nCODEPAGE=\"iso-8859-15\";\nLANGUAGE=\"fi\";\nSTUB=\"Alue\",\"Ik\344\";\n"
               "HEADING=\"Sukupuoli\",\"Kuukausi\";\n");
    list(f, "VALUES", "Alue", "Kunta ", 1, TABLE_AREAS);
    list(f, "CODES", "Alue", "KU", 1, TABLE_AREAS);
    list(f, "VALUES", "Ik\344", "", 0, TABLE_AGES);
    list(f, "VALUES", "Sukupuoli", "S", 0, TABLE_SEXES);
    list(f, "VALUES", "Kuukausi", "M", 1940, MONTHS);
    fprintf(f, "DATA=\n");
    struct table_sum want = {0};
    for (uint32_t row = 0, i = 0; row < TABLE_AREAS * TABLE_AGES * TABLE_SEXES; row++) {
        for (uint32_t m = 0; m < MONTHS; m++, i++) {
            long v = table_value(i);
            if (v < 0)
                fputs("\"...\" ", f), want.secret++;
            else
                fprintf(f, "%ld ", v), want.sum += (double)v;
        }
        fputc('\n', f);
    }
    fprintf(f, ";\n");
    want.n = (size_t)TABLE_AREAS * TABLE_AGES * TABLE_SEXES * MONTHS;
    if (fclose(f) != 0) return 1;
    return table_stream("px_500mb", path, &want, peers);
}
