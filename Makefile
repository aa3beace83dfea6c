# katve: wildcards only; a new method needs no edit here.
PREFIX   ?= /usr/local
DESTDIR  ?=
ifeq ($(origin CC),default)
CC       := gcc
endif
# V=1 shows whole command lines.
Q        := $(if $(V),,@)
BUILD    ?= build
PKGS     := gdal gsl proj cairo pangocairo yaml-0.1 jansson nettle libcurl icu-uc icu-i18n fontconfig libqpdf libdeflate libvoikko
VERSION  := $(shell cat VERSION)
WARN     := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
OPT      ?= -O2 -g
SAN      ?=
CFLAGS   := -std=c17 -D_GNU_SOURCE $(OPT) $(SAN) -fopenmp -ffp-contract=off $(WARN) -MMD -MP -Iinclude -Isrc -I$(BUILD)/po \
            $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS) 2>/dev/null)) \
            -DKT_VERSION='"$(VERSION)"' -DKT_DATADIR='"$(PREFIX)/share/katve"' $(EXTRA)
# Some four hundred programs are linked for the tests, each with the same hundred libraries: the quickest linker there is.
LINKER   := $(firstword $(foreach l,mold lld gold,$(if $(shell command -v ld.$(l) 2>/dev/null),$(l))))
LDFLAGS  ?= $(if $(LINKER),-fuse-ld=$(LINKER))
LDLIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lxlsxwriter -lumfpack -lldl -lamd -lhyphen -lm
LIB      := $(BUILD)/libkatve.a
BIN      := $(BUILD)/katve
SRC      := $(sort $(shell find src -name '*.c' -not -path 'src/cli/*'))
CLI      := $(sort $(wildcard src/cli/*.c))
TESTS    := $(sort $(wildcard $(foreach d,unit property reference golden picture fault repeat,tests/$(d)/*.c)))
BENCHES  := $(sort $(wildcard tests/bench/*.c))
obj       = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
TESTBINS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(TESTS))
WORDS    := $(BUILD)/po/words.h
BENCHBINS:= $(patsubst tests/%.c,$(BUILD)/tests/%,$(BENCHES))

.PHONY: all check tests asan lint format bench clean help install
all: $(BIN)

$(BIN): $(call obj,$(CLI)) $(LIB)
	@echo '  LD $@'
	$(Q)$(CC) $(SAN) -fopenmp $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIB): $(call obj,$(SRC))
	@rm -f $@
	$(Q)ar crs $@ $^

$(WORDS): scripts/words $(wildcard po/*.po)
	@echo '  PO $@'
	$(Q)scripts/words po $(@D)

$(BUILD)/obj/%.o: %.c VERSION Makefile | $(WORDS)
	@mkdir -p $(@D)
	@echo '  CC $<'
	$(Q)$(CC) $(CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/obj/tests/%.o $(LIB)
	@mkdir -p $(@D)
	@echo '  LD $@'
	$(Q)$(CC) $(SAN) -fopenmp $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/obj/src/study/divisions.o: geodata/divisions.csv
$(BUILD)/obj/src/report/web/web_assets.o: $(wildcard src/report/web/*.in src/report/web/*.css src/report/web/*.js)

tests: $(BIN) $(TESTBINS) $(BENCHBINS)

check: tests ## build and run every test
	@BUILD=$(BUILD) scripts/run-tests

asan: ## the same tests under address and undefined-behaviour sanitizers
	$(MAKE) BUILD=build-asan OPT='-O1 -g' SAN='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer' EXTRA=-Wno-format-truncation tests
	BUILD=build-asan scripts/run-tests

lint: ## layers, registry, texts, file form
	@scripts/lint

format: ## clang-format over all sources
	clang-format -i $(shell find src include tests -name '*.[ch]')

bench: tests ## all cases, or one: make bench CASE=demo_total
	@BUILD=$(BUILD) scripts/run-bench $(CASE)

install: all ## DESTDIR= PREFIX=
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/katve $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/katve
	cp -R geodata/. $(DESTDIR)$(PREFIX)/share/katve/
	rm -rf $(DESTDIR)$(PREFIX)/share/katve/raw
	install -m 644 scripts/katve.1 $(DESTDIR)$(PREFIX)/share/man/man1/katve.1
	install -m 644 scripts/katve.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/katve

clean: ## remove what was built
	rm -rf build build-asan

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

-include $(patsubst %.o,%.d,$(call obj,$(SRC) $(CLI) $(TESTS) $(BENCHES)))
