/* style: the run's class breaks as QGIS styles, QML for QGIS itself and SLD for everyone else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/export_internal.h"

#include <stdlib.h>
#include <string.h>

/* Pale to dark: burden in amber, supply in blue. The ramps of the report. */
static const int amber[5] = {0xfbf0dc, 0xf0c580, 0xdc8d2a, 0xa3571f, 0x562b1a};
static const int lake[5] = {0xe4f3f9, 0xa0d0eb, 0x55a5da, 0x2f6ea0, 0x1d3a5f};

static bool tells_supply(const char *column)
{
    static const char *const start[] = {"hours",      "sites",           "cum_",        "access",
                                        "near_share", "need_near_share", "standard_met"};
    for (size_t i = 0; i < sizeof start / sizeof *start; i++)
        if (strncmp(column, start[i], strlen(start[i])) == 0) return true;
    return false;
}

static int mix(int a, int b, double share)
{
    return (int)lround(a + (b - a) * share);
}

/* Colour of class i of n, interpolated between the five of the ramp. */
static int class_colour(const char *column, size_t i, size_t n)
{
    const int *ramp = tells_supply(column) ? lake : amber;
    double at = n > 1 ? 4.0 * (double)i / (double)(n - 1) : 2;
    int low = at >= 4 ? 3 : (int)at;
    double share = at - low;
    int r = mix(ramp[low] >> 16, ramp[low + 1] >> 16, share);
    int g = mix(ramp[low] >> 8 & 255, ramp[low + 1] >> 8 & 255, share);
    int b = mix(ramp[low] & 255, ramp[low + 1] & 255, share);
    return r << 16 | g << 8 | b;
}

const char *kt_xml_text(const char *s, struct kt_arena *a)
{
    size_t n = strlen(s ? s : ""), at = 0;
    char *out = kt_alloc(a, 6 * n + 1, 1);
    for (size_t i = 0; i < n; i++) {
        const char *as = s[i] == '&'   ? "&amp;"
                         : s[i] == '<' ? "&lt;"
                         : s[i] == '>' ? "&gt;"
                         : s[i] == '"' ? "&quot;"
                                       : NULL;
        if (as) {
            memcpy(out + at, as, strlen(as));
            at += strlen(as);
        } else if ((unsigned char)s[i] >= 0x20 || s[i] == '\t' || s[i] == '\n') {
            out[at++] = s[i];
        }
    }
    return out;
}

void kt_text_open(struct kt_text *t)
{
    t->f = open_memstream(&t->s, &t->n);
}

char *kt_text_take(struct kt_text *t, struct kt_arena *a)
{
    fclose(t->f);
    char *kept = kt_strndup(a, t->s, t->n);
    free(t->s);
    return kept;
}

static void label_of(const struct kt_breaks *b, size_t i, char out[96])
{
    char low[40], high[40];
    snprintf(out, 96, "%s\xE2\x80\x93%s", kt_number_text(b->edge[i], low),
             kt_number_text(b->edge[i + 1], high));
}

int kt_style_burden(size_t step)
{
    return amber[step < 5 ? step : 4];
}

void kt_style_symbol(FILE *f, size_t i, int c, bool points)
{
    const char *kind = points ? "marker" : "fill", *layer = points ? "SimpleMarker" : "SimpleFill";
    fprintf(f,
            "<symbol name=\"%zu\" type=\"%s\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">"
            "<layer class=\"%s\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">",
            i, kind, layer);
    fprintf(f, "<Option name=\"color\" type=\"QString\" value=\"%d,%d,%d,255\"/>", c >> 16, c >> 8 & 255,
            c & 255);
    fputs("<Option name=\"outline_color\" type=\"QString\" value=\"255,255,255,255\"/>"
          "<Option name=\"outline_style\" type=\"QString\" value=\"solid\"/>"
          "<Option name=\"outline_width\" type=\"QString\" value=\"0.08\"/>"
          "<Option name=\"outline_width_unit\" type=\"QString\" value=\"MM\"/>",
          f);
    if (points)
        fputs("<Option name=\"name\" type=\"QString\" value=\"circle\"/>"
              "<Option name=\"size\" type=\"QString\" value=\"1.6\"/>"
              "<Option name=\"size_unit\" type=\"QString\" value=\"MM\"/>",
              f);
    else
        fputs("<Option name=\"style\" type=\"QString\" value=\"solid\"/>", f);
    fputs("</Option></layer></symbol>\n", f);
}

static void put_aliases(FILE *f, const struct kt_style *s, struct kt_arena tmp)
{
    fputs("<aliases>\n", f);
    for (size_t i = 0; i < s->nalias; i++) {
        const struct kt_column *m = s->alias[i]->meta;
        fprintf(f, "<alias field=\"%s\" index=\"%zu\" name=\"%s\"/>\n", kt_xml_text(m->name, &tmp), i,
                kt_xml_text(m->title.s[KT_FI], &tmp));
    }
    fputs("</aliases>\n", f);
}

char *kt_style_qml(const struct kt_style *s, struct kt_arena *a)
{
    struct kt_text t;
    struct kt_arena tmp = *a;
    const char *column = kt_xml_text(s->column, &tmp);
    char low[40], high[40], label[96];
    kt_text_open(&t);
    fputs("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
          "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Fields\">\n",
          t.f);
    fprintf(t.f,
            "<renderer-v2 type=\"graduatedSymbol\" attr=\"%s\" graduatedMethod=\"GraduatedColor\" "
            "symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">\n<ranges>\n",
            column);
    for (size_t i = 0; i < s->breaks->n; i++) {
        label_of(s->breaks, i, label);
        fprintf(t.f, "<range lower=\"%s\" upper=\"%s\" symbol=\"%zu\" label=\"%s\" render=\"true\"/>\n",
                kt_number_text(s->breaks->edge[i], low), kt_number_text(s->breaks->edge[i + 1], high), i,
                label);
    }
    fputs("</ranges>\n<symbols>\n", t.f);
    for (size_t i = 0; i < s->breaks->n; i++)
        kt_style_symbol(t.f, i, class_colour(s->column, i, s->breaks->n), s->points);
    fputs("</symbols>\n</renderer-v2>\n", t.f);
    put_aliases(t.f, s, tmp);
    fprintf(t.f, "<layerGeometryType>%d</layerGeometryType>\n</qgis>\n", s->points ? 0 : 2);
    return kt_text_take(&t, a);
}

void kt_style_sld_fill(FILE *f, int colour)
{
    fprintf(f,
            "<se:PolygonSymbolizer><se:Fill><se:SvgParameter name=\"fill\">#%06x</se:SvgParameter></se:Fill>"
            "<se:Stroke><se:SvgParameter name=\"stroke\">#ffffff</se:SvgParameter>"
            "<se:SvgParameter name=\"stroke-width\">0.3</se:SvgParameter></se:Stroke></se:PolygonSymbolizer>",
            (unsigned)colour);
}

static void put_sld_rule(FILE *f, const struct kt_style *s, const char *column, size_t i)
{
    char low[40], high[40], label[96];
    int c = class_colour(s->column, i, s->breaks->n);
    bool last = i + 1 == s->breaks->n; /* classes are closed below; the last one above, too */
    label_of(s->breaks, i, label);
    fprintf(f, "<se:Rule><se:Name>%s</se:Name><ogc:Filter><ogc:And>", label);
    fprintf(f,
            "<ogc:PropertyIsGreaterThanOrEqualTo><ogc:PropertyName>%s</ogc:PropertyName><ogc:Literal>%s</"
            "ogc:Literal>"
            "</ogc:PropertyIsGreaterThanOrEqualTo>",
            column, kt_number_text(s->breaks->edge[i], low));
    const char *below = last ? "PropertyIsLessThanOrEqualTo" : "PropertyIsLessThan";
    fprintf(f, "<ogc:%s><ogc:PropertyName>%s</ogc:PropertyName><ogc:Literal>%s</ogc:Literal></ogc:%s>", below,
            column, kt_number_text(s->breaks->edge[i + 1], high), below);
    fputs("</ogc:And></ogc:Filter>", f);
    if (s->points)
        fprintf(
            f,
            "<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName><se:Fill>"
            "<se:SvgParameter name=\"fill\">#%06x</se:SvgParameter></se:Fill></se:Mark><se:Size>6</se:Size>"
            "</se:Graphic></se:PointSymbolizer>",
            (unsigned)c);
    else
        kt_style_sld_fill(f, c);
    fputs("</se:Rule>\n", f);
}

char *kt_style_sld(const struct kt_style *s, struct kt_arena *a)
{
    struct kt_text t;
    struct kt_arena tmp = *a;
    const char *column = kt_xml_text(s->column, &tmp);
    kt_text_open(&t);
    fprintf(t.f,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor version=\"1.1.0\" "
            "xmlns=\"http://www.opengis.net/sld\" xmlns:ogc=\"http://www.opengis.net/ogc\" "
            "xmlns:se=\"http://www.opengis.net/se\">\n<NamedLayer><se:Name>%s</"
            "se:Name><UserStyle><se:Name>%s</se:Name>"
            "<se:FeatureTypeStyle>\n",
            column, kt_xml_text(s->title, &tmp));
    for (size_t i = 0; i < s->breaks->n; i++) put_sld_rule(t.f, s, column, i);
    fputs("</se:FeatureTypeStyle></UserStyle></NamedLayer>\n</StyledLayerDescriptor>\n", t.f);
    return kt_text_take(&t, a);
}
