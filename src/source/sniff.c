/* What the beginning of a file tells before GDAL opens it: schemas, lists of layers, messages of a
 * server and web pages are no data, and some of them would make GDAL ask a server.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <string.h>
#include <strings.h>

/* Name of the root element without its prefix; "" when this is no XML. */
static void root_of(const char *head, size_t n, char name[48])
{
    const char *p = head, *end = head + n;
    *name = '\0';
    if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) p += 3;
    while (p < end) {
        while (p < end && strchr(" \t\r\n", *p)) p++;
        if (p + 1 >= end || *p != '<') return;
        if (p[1] != '?' && p[1] != '!') break;
        const char *close = strncmp(p, "<!--", 4) == 0 ? strstr(p, "-->") : strchr(p, '>');
        if (strncasecmp(p, "<!doctype html", 14) == 0) strcpy(name, "html");
        if (!close || *name) return;
        p = close + (close[0] == '-' ? 3 : 1);
    }
    if (p >= end) return;
    size_t m = strcspn(++p, " \t\r\n/>");
    const char *colon = memchr(p, ':', m);
    if (colon) m -= (size_t)(colon + 1 - p), p = colon + 1;
    if (m > 47) return;
    memcpy(name, p, m);
    name[m] = '\0';
}

const char *kt_sniff(const char *head, size_t n, bool text, const char **remedy)
{
    static const struct {
        const char *root, *why, *remedy;
    } known[] = {{"schema",
                  "this is a schema, not data: it tells the columns of a layer (DescribeFeatureType)",
                  "Fetch the layer itself (GetFeature)."},
                 {"WFS_Capabilities", "this is a server's list of layers, not data (GetCapabilities)",
                  "Fetch one of its layers (GetFeature)."},
                 {"WMS_Capabilities", "this is a map server's list of layers, not data (GetCapabilities)",
                  "Fetch the data from a feature service."},
                 {"WMT_MS_Capabilities", "this is a map server's list of layers, not data (GetCapabilities)",
                  "Fetch the data from a feature service."},
                 {"ServiceExceptionReport", "this is an error message of the server, not data",
                  "Read it, mend the request and fetch again."},
                 {"ExceptionReport", "this is an error message of the server, not data",
                  "Read it, mend the request and fetch again."},
                 {"html", "this is a web page, not data",
                  "Fetch the file again; a server may have answered with an error."}};
    char root[48];
    root_of(head, n, root);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcasecmp(root, known[i].root) != 0) continue;
        *remedy = known[i].remedy;
        return known[i].why;
    }
    *remedy = "Save the file as UTF-8 with line ends of Unix or Windows.";
    if (text && memchr(head, '\r', n) && !memchr(head, '\n', n))
        return "its lines end in a carriage return alone, as old Macs wrote them; its letters are probably "
               "Mac OS "
               "Roman, which can't be told for certain";
    return NULL;
}

bool kt_sniff_gml(const char *head, size_t n)
{
    char root[48];
    root_of(head, n, root);
    return strcasecmp(root, "FeatureCollection") == 0;
}
