/* pxweb_csv_500mb: 310 areas x 102 ages x 312 years in rows, three sexes side by side, as PxWeb CSV.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_table.h"

enum { YEARS = 312 };

static void peers(const char *path, double mb)
{
    char command[700];
    snprintf(command, sizeof command,
             "tail -n +3 %s | ogr2ogr -f CSV /vsistdout/ CSV:/vsistdin/ >/dev/null 2>&1", path);
    table_peer("ogr2ogr to CSV (behind the title)", command, mb);
    snprintf(
        command, sizeof command,
        "Rscript -e 'x <- data.table::fread(\"%s\", skip = 2, encoding = \"Latin-1\", na.strings = \"...\", "
        "nThread = 1); "
        "cat(suppressWarnings(sum(as.numeric(x[[4]]), na.rm = TRUE)) > 0)' >/dev/null 2>&1",
        path);
    table_peer("R data.table::fread(), one thread", command, mb);
    snprintf(command, sizeof command,
             "timeout 300 Rscript -e 'x <- read.csv(\"%s\", skip = 2, na.strings = \"...\", encoding = "
             "\"latin1\", check.names = FALSE); "
             "cat(suppressWarnings(sum(as.numeric(x[[4]]), na.rm = TRUE)) > 0)' >/dev/null 2>&1",
             path);
    table_peer("R read.csv()", command, mb);
}

int main(void)
{
    char path[256];
    FILE *f = table_create(path, ".csv");
    if (!f) return 1;
    fprintf(
        f, "\"bench -- V\344est\366\"\n\n\"Alue\",\"Ik\344\",\"Vuosi\",\"Yhteens\344 V\344est\366\",\"Miehet "
           "V\344est\366\",\"Naiset V\344est\366\"\n");
    struct table_sum want = {0};
    uint32_t i = 0;
    for (int a = 0; a < TABLE_AREAS; a++)
        for (int k = 0; k < TABLE_AGES; k++)
            for (int y = 0; y < YEARS; y++) {
                fprintf(f, "\"Kunta %d - Kommun %d\",\"%d -\",\"%d\"", a, a, k, 1750 + y);
                for (int s = 0; s < TABLE_SEXES; s++, i++) {
                    long v = table_value(i);
                    if (v < 0)
                        fputs(",\"...\"", f), want.secret++;
                    else
                        fprintf(f, ",%ld", v), want.sum += (double)v;
                }
                fputc('\n', f);
            }
    want.n = i;
    if (fclose(f) != 0) return 1;
    return table_stream("pxweb_csv_500mb", path, &want, peers);
}
