/* theme: palettes and how they are seen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/draw.h>

static const uint32_t ramps[KT_NRAMP][5] = {
    {0xfbf0dc, 0xf0c580, 0xdc8d2a, 0xa3571f, 0x562b1a},
    {0xe4f3f9, 0xa0d0eb, 0x55a5da, 0x2f6ea0, 0x1d3a5f},
    {0x8c3b12, 0xdd9a5b, 0xf4f1ea, 0x7fb0c9, 0x1f5f86},
};

const uint32_t kt_gap_grid[9] = {
    0xf5f3e3, 0xfdb95a, 0x892704, 0xa9dbf7, 0xbcb6af, 0xba6a17, 0x2f86d6, 0x7f8491, 0x604d4d,
};

const uint32_t *kt_ramp(enum kt_ramp ramp)
{
    return ramps[ramp];
}

static void split(uint32_t rgb, double c[3])
{
    c[0] = (double)(rgb >> 16 & 255) / 255;
    c[1] = (double)(rgb >> 8 & 255) / 255;
    c[2] = (double)(rgb & 255) / 255;
}

/* sRGB transfer function (IEC 61966-2-1) and back. */
static double linear(double v)
{
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double companded(double v)
{
    return v <= 0.0031308 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055;
}

double kt_luminance(uint32_t rgb)
{
    double c[3];
    split(rgb, c);
    return 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
}

double kt_contrast(uint32_t a, uint32_t b)
{
    double la = kt_luminance(a), lb = kt_luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

uint32_t kt_ink_on(uint32_t fill)
{
    return kt_contrast(KT_WHITE, fill) > kt_contrast(KT_INK, fill) ? KT_WHITE : KT_INK;
}

uint32_t kt_readable(uint32_t fill)
{
    uint32_t out = fill;
    for (int step = 1; kt_contrast(kt_ink_on(out), out) < 4.6 && step <= 20; step++) {
        double c[3];
        split(fill, c);
        out = 0;
        for (int i = 0; i < 3; i++) out = out << 8 | (uint32_t)lround(255 * (c[i] + (1 - c[i]) * step / 20));
    }
    return out;
}

uint32_t kt_simulate(uint32_t rgb, enum kt_vision vision)
{
    static const double m[KT_NVISION][9] = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
    };
    double c[3];
    split(rgb, c);
    for (int i = 0; i < 3; i++) c[i] = linear(c[i]);
    uint32_t out = 0;
    for (int i = 0; i < 3; i++) {
        const double *row = m[vision] + 3 * i;
        double v = companded(fmin(1, fmax(0, row[0] * c[0] + row[1] * c[1] + row[2] * c[2])));
        out = out << 8 | (uint32_t)lround(255 * v);
    }
    return out;
}

/* CIE L*a*b* under D65. */
static void lab(uint32_t rgb, double out[3])
{
    static const double m[9] = {0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522,
                                0.0721750, 0.0193339, 0.1191920, 0.9503041};
    static const double white[3] = {0.95047, 1.0, 1.08883};
    double c[3], f[3];
    split(rgb, c);
    for (int i = 0; i < 3; i++) c[i] = linear(c[i]);
    for (int i = 0; i < 3; i++) {
        double t = (m[3 * i] * c[0] + m[3 * i + 1] * c[1] + m[3 * i + 2] * c[2]) / white[i];
        f[i] = t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    out[0] = 116 * f[1] - 16;
    out[1] = 500 * (f[0] - f[1]);
    out[2] = 200 * (f[1] - f[2]);
}

/* Hue angle in degrees, 0..360; 0 for grey. */
static double hue(double a, double b)
{
    if (a == 0 && b == 0) return 0;
    double h = atan2(b, a) * 180 / M_PI;
    return h < 0 ? h + 360 : h;
}

static double rad(double degrees)
{
    return degrees * M_PI / 180;
}

/* Mean of two hue angles on the circle; the sum when one colour is grey. */
static double hue_mean(double h1, double h2, bool grey)
{
    if (grey) return h1 + h2;
    if (fabs(h1 - h2) <= 180) return (h1 + h2) / 2;
    return (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
}

/* Sharma, Wu & Dalal 2005, formulas 2 to 22. */
double kt_delta_e(uint32_t x, uint32_t y)
{
    double p[3], q[3];
    lab(x, p);
    lab(y, q);
    double cm7 = pow((hypot(p[1], p[2]) + hypot(q[1], q[2])) / 2, 7);
    double g = 0.5 * (1 - sqrt(cm7 / (cm7 + pow(25, 7))));
    double a1 = (1 + g) * p[1], a2 = (1 + g) * q[1];
    double c1 = hypot(a1, p[2]), c2 = hypot(a2, q[2]);
    double h1 = hue(a1, p[2]), h2 = hue(a2, q[2]);
    bool grey = c1 * c2 == 0;
    double dh = grey ? 0 : h2 - h1;
    if (dh > 180) dh -= 360;
    if (dh < -180) dh += 360;
    double dl = q[0] - p[0], dc = c2 - c1, dhh = 2 * sqrt(c1 * c2) * sin(rad(dh / 2));
    double l = (p[0] + q[0]) / 2, c = (c1 + c2) / 2, h = hue_mean(h1, h2, grey);
    double t = 1 - 0.17 * cos(rad(h - 30)) + 0.24 * cos(rad(2 * h)) + 0.32 * cos(rad(3 * h + 6)) -
               0.20 * cos(rad(4 * h - 63));
    double turn = 30 * exp(-pow((h - 275) / 25, 2));
    double c7 = pow(c, 7);
    double rc = 2 * sqrt(c7 / (c7 + pow(25, 7)));
    double sl = 1 + 0.015 * pow(l - 50, 2) / sqrt(20 + pow(l - 50, 2));
    double tl = dl / sl, tc = dc / (1 + 0.045 * c), th = dhh / (1 + 0.015 * c * t);
    return sqrt(tl * tl + tc * tc + th * th - sin(rad(2 * turn)) * rc * tc * th);
}

uint32_t kt_pale(uint32_t rgb)
{
    const double white = 0.62;
    uint32_t out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        double v = (rgb >> shift & 255) * (1 - white) + 255 * white;
        out |= (uint32_t)lround(v) << shift;
    }
    return out;
}
