/* versions: the libraries that had a hand in the numbers and pictures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/draw.h>
#include <katve/manifest.h>

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <gdal.h>
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <nettle/version.h>
#include <pango/pango.h>
#include <proj.h>
#include <qpdf/qpdf-c.h>
#include <unicode/uversion.h>
#include <xlsxwriter.h>
#include <yaml.h>

static const char *icu_version(struct kt_arena *keep)
{
    UVersionInfo v;
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(v);
    u_versionToString(v, text);
    return kt_strdup(keep, text);
}

static const char *hyphens(enum kt_lang lang)
{
    const char *name = kt_hyphen_source(lang);
    return name ? name : "none";
}

size_t kt_library_versions(struct kt_arena *keep, const char *const (**pairs)[2])
{
    int font = FcGetVersion();
    const char *found[][2] = {
        {"GDAL", GDALVersionInfo("RELEASE_NAME")},
        {"GSL", gsl_version},
        {"ICU", icu_version(keep)},
        {"PROJ", proj_info().version},
        {"cairo", cairo_version_string()},
        {"fontconfig", kt_printf(keep, "%d.%d.%d", font / 10000, font / 100 % 100, font % 100)},
        {"hyphenation (en)", hyphens(KT_EN)},
        {"hyphenation (fi)", hyphens(KT_FI)},
        {"hyphenation (sv)", hyphens(KT_SV)},
        {"jansson", jansson_version_str()},
        {"libxlsxwriter", lxw_version()},
        {"libqpdf", qpdf_get_qpdf_version()},
        {"libyaml", yaml_get_version_string()},
        {"nettle", kt_printf(keep, "%d.%d", nettle_version_major(), nettle_version_minor())},
        {"pango", pango_version_string()},
    };
    size_t n = sizeof found / sizeof *found;
    const char *(*kept)[2] = kt_alloc(keep, n, sizeof *kept);
    for (size_t i = 0; i < n; i++) {
        kept[i][0] = found[i][0];
        kept[i][1] = kt_strdup(keep, found[i][1]);
    }
    *pairs = (const char *const(*)[2])kept;
    return n;
}
