/* web_assets: templates, style and scripts of the pages, put into the binary as they are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_internal.h"

#define EMBED(name, file)                           \
    __asm__(".pushsection .rodata\n"                \
            ".global " name "\n" name ":\n"         \
            ".incbin \"src/report/web/" file "\"\n" \
            ".byte 0\n"                             \
            ".popsection\n")

EMBED("kt_page_html", "page.html.in");
EMBED("kt_section_html", "section.html.in");
EMBED("kt_page_css", "page.css");
EMBED("kt_page_js", "page.js");
EMBED("kt_directory_html", "directory.html.in");
EMBED("kt_directory_js", "directory.js");
