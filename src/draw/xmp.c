/* xmp: what a PDF says about itself, in the form that catalogues and screen readers ask for (ISO 16684-1).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

static void property(GString *out, const char *open, const char *value, const char *close)
{
    if (!value || !*value) return;
    char *safe = g_markup_escape_text(value, -1);
    g_string_append_printf(out, "%s%s%s\n", open, safe, close);
    g_free(safe);
}

GString *kt_xmp(const struct kt_canvas_spec *spec, const char *producer, bool ua)
{
    GString *out = g_string_new("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                                "<rdf:Description rdf:about=\"\"\n"
                                " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                                " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                                " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    char day[32];
    snprintf(day, sizeof day, "%.10sT00:00:00Z", spec->date ? spec->date : "1970-01-01");
    property(out, "<dc:format>", "application/pdf", "</dc:format>");
    property(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", spec->title,
             "</rdf:li></rdf:Alt></dc:title>");
    property(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", spec->subject,
             "</rdf:li></rdf:Alt></dc:description>");
    property(out, "<dc:creator><rdf:Seq><rdf:li>", spec->author, "</rdf:li></rdf:Seq></dc:creator>");
    property(out, "<dc:language><rdf:Bag><rdf:li>", kt_lang_code[spec->lang],
             "</rdf:li></rdf:Bag></dc:language>");
    property(out, "<xmp:CreatorTool>", "katve", "</xmp:CreatorTool>");
    property(out, "<xmp:CreateDate>", day, "</xmp:CreateDate>");
    property(out, "<xmp:ModifyDate>", day, "</xmp:ModifyDate>");
    property(out, "<pdf:Producer>", producer, "</pdf:Producer>");
    if (ua) property(out, "<pdfuaid:part>", "1", "</pdfuaid:part>");
    g_string_append(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    return out;
}
