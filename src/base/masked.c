/* Connection strings without what is secret in them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/base.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Length of "password = ", "pwd=", "api_key=" at s; 0 when no such key stands there. */
static size_t secret_key(const char *s)
{
    static const char *const key[] = {"password", "passwd", "pwd",  "sslpassword",
                                      "api_key",  "apikey", "token"};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
        size_t n = strlen(key[i]);
        if (strncasecmp(s, key[i], n) != 0) continue;
        n += strspn(s + n, " ");
        if (s[n] == '=') return n + 1 + strspn(s + n + 1, " ");
    }
    return 0;
}

/* Behind the value at s, which libpq lets stand in quotes with \' in it. */
static const char *behind_value(const char *s)
{
    char quote = *s == '\'' || *s == '"' ? *s : '\0';
    if (!quote) return s + strcspn(s, " ;,&\n");
    for (s++; *s && *s != quote; s++)
        if (*s == '\\' && s[1]) s++;
    return *s ? s + 1 : s;
}

char *kt_masked(struct kt_arena *a, const char *s)
{
    char *out = kt_alloc(a, strlen(s) + 1, 1), *p = out;
    bool in_address = false, word = false; /* inside "://...", behind a letter of a word */
    while (*s) {
        size_t n = word ? 0 : secret_key(s);
        if (n) {
            memcpy(p, s, n);
            p += n;
            s = behind_value(s + n);
            continue;
        }
        if (strncmp(s, "://", 3) == 0) {
            memcpy(p, s, 3);
            p += 3, s += 3;
            in_address = true;
            continue;
        }
        if (in_address && (*s == '/' || *s == ' ' || *s == '?')) in_address = false;
        if (in_address && *s == ':') {
            const char *at = s + strcspn(s, "@/ ");
            if (*at == '@') s = at; /* user:secret@host */
            in_address = false;
        }
        word = isalnum((unsigned char)*s) || *s == '_';
        *p++ = *s++;
    }
    return out;
}
