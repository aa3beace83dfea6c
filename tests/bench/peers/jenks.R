# classInt on the values of jenks_100k: build/tests/bench/jenks_100k --values FILE; Rscript jenks.R FILE
# SPDX-License-Identifier: GPL-3.0-or-later
library(classInt)
x <- scan(commandArgs(TRUE)[1], quiet = TRUE)
for (large in c(length(x) + 1, 3000)) { # exact, then with classInt's own sampling
  t <- system.time(b <- classIntervals(x, 5, style = "fisher", largeN = large))
  id <- findInterval(x, b$brks, rightmost.closed = TRUE)
  w <- sum(tapply(x, id, function(v) sum((v - mean(v))^2)))
  cat(sprintf("classInt %s largeN %g: cpu %.2f s, within %.9f\n",
              packageVersion("classInt"), large, t[1] + t[2], w))
}
