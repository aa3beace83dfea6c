/* style_bands: outlines of minutes as QGIS styles. Outlines of a mode are nested and those of several modes lie on one
 * another, so rules choose the mode first; the smallest band comes last, on top.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/export_internal.h"

#include <katve/result.h>

/* Rows from .. to - 1 are a mode's. */
struct mode {
    size_t from, to;
};

static bool next_mode(const struct kt_isochrones *iso, struct mode *m)
{
    m->from = m->to;
    while (m->to < iso->n && kt_streq(iso->mode[m->to], iso->mode[m->from])) m->to++;
    return m->from < m->to;
}

/* As on the travel page: dark is far, five steps spread over the bands. */
static int colour(const struct mode *m, size_t i)
{
    size_t n = m->to - m->from;
    return kt_style_burden(n > 1 ? (i - m->from) * 4 / (n - 1) : 0);
}

static void put_mode_rules(FILE *f, const struct kt_isochrones *iso, const struct mode *m,
                           struct kt_arena tmp)
{
    const char *name = kt_xml_text(iso->mode[m->from], &tmp);
    fprintf(f, "<rule key=\"{%s}\" filter=\"&quot;mode&quot; = '%s'\" label=\"%s\"%s>\n", name, name, name,
            m->from ? " checkstate=\"0\"" : "");
    for (size_t i = m->to; i-- > m->from;)
        fprintf(
            f,
            "<rule key=\"{%s-%g}\" filter=\"&quot;minutes&quot; = %g\" label=\"%g min\" symbol=\"%zu\"/>\n",
            name, iso->minutes[i], iso->minutes[i], iso->minutes[i], i);
    fputs("</rule>\n", f);
}

char *kt_style_bands_qml(const struct kt_isochrones *iso, struct kt_arena *a)
{
    struct kt_text t;
    struct kt_arena tmp = *a;
    kt_text_open(&t);
    /* Features are drawn in the order of minutes, the largest first, whatever their order in the file. */
    fputs("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
          "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Fields\">\n"
          "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"1\">\n"
          "<rules key=\"{isochrones}\">\n",
          t.f);
    for (struct mode m = {0, 0}; next_mode(iso, &m);) put_mode_rules(t.f, iso, &m, tmp);
    fputs("</rules>\n<symbols>\n", t.f);
    for (struct mode m = {0, 0}; next_mode(iso, &m);)
        for (size_t i = m.from; i < m.to; i++) kt_style_symbol(t.f, i, colour(&m, i), false);
    fputs("</symbols>\n<orderby><orderByClause asc=\"0\" "
          "nullsFirst=\"0\">\"minutes\"</orderByClause></orderby>\n"
          "</renderer-v2>\n<layerGeometryType>2</layerGeometryType>\n</qgis>\n",
          t.f);
    return kt_text_take(&t, a);
}

char *kt_style_bands_sld(const struct kt_isochrones *iso, const char *title, struct kt_arena *a)
{
    struct kt_text t;
    struct kt_arena tmp = *a;
    struct mode m = {0, 0};
    (void)next_mode(iso, &m);
    kt_text_open(&t);
    fprintf(t.f,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor version=\"1.1.0\" "
            "xmlns=\"http://www.opengis.net/sld\" xmlns:ogc=\"http://www.opengis.net/ogc\" "
            "xmlns:se=\"http://www.opengis.net/se\">\n<NamedLayer><se:Name>isochrones</"
            "se:Name><UserStyle><se:Name>%s</se:Name>\n",
            kt_xml_text(title, &tmp));
    /* One style for each band: what is painted last lies on top. */
    for (size_t i = m.to; i-- > m.from;) {
        fprintf(
            t.f,
            "<se:FeatureTypeStyle><se:Rule><se:Name>%g min</se:Name><ogc:Filter><ogc:And>"
            "<ogc:PropertyIsEqualTo><ogc:PropertyName>mode</ogc:PropertyName><ogc:Literal>%s</ogc:Literal>"
            "</ogc:PropertyIsEqualTo><ogc:PropertyIsEqualTo><ogc:PropertyName>minutes</ogc:PropertyName>"
            "<ogc:Literal>%g</ogc:Literal></ogc:PropertyIsEqualTo></ogc:And></ogc:Filter>",
            iso->minutes[i], kt_xml_text(iso->mode[i], &tmp), iso->minutes[i]);
        kt_style_sld_fill(t.f, colour(&m, i));
        fputs("</se:Rule></se:FeatureTypeStyle>\n", t.f);
    }
    fputs("</UserStyle></NamedLayer>\n</StyledLayerDescriptor>\n", t.f);
    return kt_text_take(&t, a);
}
