/* 2,000 spoilt copies of a good study file, the same ones every time: each is read or refused; none
 * crashes, leaks or hangs. Run under `make asan` to see memory errors.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../fuzz/settings_fuzz.c"
#include "../test.h"

enum { LARGEST = 8192 };

/* xorshift64: any generator would do, as long as it never changes. */
static uint64_t state = 0x9e3779b97f4a7c15u;

static size_t below(size_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return n ? (size_t)(state % n) : 0;
}

static size_t splice(char *text, size_t n, size_t at, size_t drop, const char *put, size_t nput)
{
    if (at + drop > n) drop = n - at;
    if (n - drop + nput > LARGEST) return n;
    memmove(text + at + nput, text + at + drop, n - at - drop);
    memcpy(text + at, put, nput);
    return n - drop + nput;
}

static size_t mutate(char *text, size_t n)
{
    static const char *const piece[] = {
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "\n",
        "\t",
        "\"",
        "'",
        "&a ",
        "*a",
        "<<: *a\n",
        "---\n",
        "...\n",
        "? ",
        "!!x ",
        "|\n",
        ">-\n",
        "#",
        "%",
        "~",
        "null",
        "\xff",
        "\xc3",
        "\x01",
        "\\",
        "zones:\n",
        "study: ",
        "-1",
        "1e999",
        "NaN",
        "0x10",
        "=",
        ",",
        "@",
        "`",
        "\xef\xbb\xbf",
        "9999999999999999999999",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    };
    char copy[256];
    size_t at = below(n + 1), len = below(40);
    switch (below(5)) {
    case 0: return splice(text, n, at, len, "", 0);
    case 1: {
        const char *p = piece[below(sizeof piece / sizeof *piece)];
        return splice(text, n, at, 0, p, strlen(p));
    }
    case 2: { /* a stretch from elsewhere */
        size_t from = below(n);
        if (from + len > n) len = n - from;
        memcpy(copy, text + from, len);
        return splice(text, n, at, 0, copy, len);
    }
    case 3:
        if (at < n) text[at] = (char)below(256);
        return n;
    default: return below(8) ? n : at; /* cut off here */
    }
}

KT_TEST(two_thousand_spoilt_files)
{
    static char text[LARGEST];
    for (int i = 0; i < 2000; i++) {
        size_t n = strlen(sf_good);
        memcpy(text, sf_good, n);
        for (size_t k = 1 + below(6); k-- > 0;) n = mutate(text, n);
        LLVMFuzzerTestOneInput((const uint8_t *)text, n);
    }
    CHECK(LLVMFuzzerTestOneInput((const uint8_t *)sf_good, strlen(sf_good)) == 0);
}

KT_TEST_MAIN
