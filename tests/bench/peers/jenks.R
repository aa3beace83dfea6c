# classInt on the values of jenks_100k: Rscript jenks.R FILE. Exact, and with classInt's own sampling above 3,000.
# SPDX-License-Identifier: GPL-3.0-or-later
library(classInt)
x <- scan(commandArgs(TRUE)[1], quiet = TRUE)
peak <- function() {
  line <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
  as.numeric(gsub("[^0-9]", "", line)) / 1024
}
for (large in c(3000, length(x) + 1)) {
  t <- system.time(b <- classIntervals(x, 5, style = "fisher", largeN = large))
  id <- findInterval(x, b$brks, rightmost.closed = TRUE)
  w <- sum(tapply(x, id, function(v) sum((v - mean(v))^2)))
  cat(sprintf("classInt %s largeN %g: %.2f s CPU, peak %.0f MB, within %.9f\n",
              packageVersion("classInt"), large, t[1] + t[2], peak(), w))
}
