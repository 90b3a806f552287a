# Makefile - builds, proves and installs Highneeds; `make help` lists how.
# Wants GNU make.  .ci/need fetches the rest, and costs nothing if it is there.

PREFIX  = /usr/local
CC      = gcc
FLAVOUR = release
ONLY    =
DATA    =

O_release = -O2
O_asan    = -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all \
            -fsanitize=address,undefined
O_tsan    = -O1 -fsanitize=thread
WARNINGS  = -Wall -Wextra -Wconversion -Wshadow -Werror=implicit \
            -Werror=int-conversion -Werror=incompatible-pointer-types
CFLAGS    = -std=gnu11 -g $(O_$(FLAVOUR)) $(WARNINGS)

# --- no need to change anything below --------------------------------------

B := build$(if $(filter-out release,$(FLAVOUR)),/$(FLAVOUR))
export HN_BUILD := $(B)

# Empty until .ci/need has been: the targets people name run it, and leave
# the work to a second make, which reads the flags anew.
PARTS  := lua5.4 libcjson libmd
CPARTS := $(shell pkg-config --cflags $(PARTS) 2>/dev/null)
LIBS   := $(shell pkg-config --libs $(PARTS) 2>/dev/null) -pthread
AGAIN   = $(MAKE) --no-print-directory \
          $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
COMPILE = $(CC) $(CFLAGS) -fPIC -fvisibility=hidden -I. -Icore $(CPARTS) \
          -MMD -MP -pthread

FOLDERS := $(addprefix core/,base quantity funding graph data engine) lua
WORDS   := $(sort $(shell find lua -name '*.lua'))
OBJ     := $(patsubst %.c,$(B)/%.o,$(wildcard $(FOLDERS:=/*.c))) \
           $(B)/vocabulary.o
PROGRAM := $(patsubst %.c,$(B)/%.o,$(wildcard core/hosts/program/*.c))
SQLITE  := $(patsubst %.c,$(B)/%.o,$(wildcard core/hosts/sqlite/*.c))
TESTS   := $(shell find tests -name 'test_*.c' -o -name '*_driver.c')
VERSION  = $(shell sed -n 's/^.define HN_VERSION "\(.*\)"/\1/p' core/*.h)
# A program goes on working with every library of one soname: before 1.0 that
# is one of the same second number, from then on of the same first.
SONAME   = libhighneeds.so.$(shell echo $(VERSION) | sed 's/^\(0\.[0-9]*\|[1-9][0-9]*\)\..*/\1/')

.PHONY: all run test check bench reproduce install wheel sqlite clean help built test-programs FORCE
.DELETE_ON_ERROR:

all: ## the program and the libraries, in build/ (FLAVOUR=asan, tsan)
	@.ci/need core
	+@$(AGAIN) built
run: all ## the main job: a caseload under the pack rules/pre_ehcp
	@HN=$(B)/hn sh examples/pre_ehcp/run.sh
check: ## who includes whom, what is exported, the house rules
	@.ci/need core tests wheel sqlite
	+@$(AGAIN) built
	@.ci/check
test: check ## check, and all the tests (ONLY=word: those so named)
	+@$(AGAIN) FLAVOUR=release test-programs
	+@$(AGAIN) FLAVOUR=asan test-programs
	+@$(AGAIN) FLAVOUR=tsan build/tsan/tests/test_engines
	@tests/run --only '$(ONLY)' build build/asan build/tsan
bench: check ## against C written by hand for the same pack
	+@$(AGAIN) $(B)/bench/measure \
	    $(patsubst tests/%.c,$(B)/%,$(wildcard tests/bench/by_hand.c))
	@/usr/bin/python3 tests/bench/bench.py
reproduce: all ## published figures of the files in DATA=FOLDER, worked out again
	@HN_BUILD=$(B) /usr/bin/python3 tests/reproduce/reproduce.py $(DATA)
install: all ## into PREFIX, below DESTDIR
	install -D -t $(DESTDIR)$(PREFIX)/bin $(B)/hn
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/include core/highneeds.h
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/lib $(B)/libhighneeds.a
	install -m 755 $(B)/libhighneeds.so \
	    $(DESTDIR)$(PREFIX)/lib/libhighneeds.so.$(VERSION)
	ln -sf libhighneeds.so.$(VERSION) $(DESTDIR)$(PREFIX)/lib/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(PREFIX)/lib/libhighneeds.so
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/lua/5.4 $(B)/lua/highneeds.lua
	install -D -t $(DESTDIR)$(PREFIX)/lib/lua/5.4/highneeds $(B)/lua/highneeds/core.so
	install -d $(DESTDIR)$(PREFIX)/lib/pkgconfig
	printf '%s\n' 'Name: highneeds' 'Version: $(VERSION)' \
	    'Description: high needs funding, worked out by rule packs' \
	    'Requires.private: $(PARTS)' 'Cflags: -I$(PREFIX)/include' \
	    'Libs: -L$(PREFIX)/lib -lhighneeds' 'Libs.private: -pthread' \
	    > $(DESTDIR)$(PREFIX)/lib/pkgconfig/highneeds.pc
wheel: all ## the package for Python, in build/wheel
	@.ci/need wheel
	@rm -rf $(B)/wheel && cp -r core/hosts/python $(B)/wheel
	@strip --strip-debug -o $(B)/wheel/highneeds/libhighneeds.so \
	    $(B)/libhighneeds.so
	@cd $(B)/wheel && HIGHNEEDS_VERSION=$(VERSION) /usr/bin/python3 -m build \
	    --wheel --no-isolation --outdir . . >log 2>&1 || { cat log; exit 1; }
	@ls $(B)/wheel/*.whl
sqlite: all ## the extension for SQLite, build/highneeds.so
	@.ci/need sqlite
	+@$(AGAIN) $(B)/highneeds.so
clean: ## takes build/ away
	rm -rf build
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

built: $(B)/hn $(B)/libhighneeds.a $(B)/libhighneeds.so \
       $(B)/lua/highneeds/core.so
test-programs: $(B)/hn $(B)/highneeds.so \
    $(patsubst %.c,$(B)/tests/%,$(notdir $(TESTS)))

$(B)/hn: $(PROGRAM) $(B)/libhighneeds.a
	@echo $@; $(CC) $(CFLAGS) -o $@ $^ $(LIBS)
$(B)/libhighneeds.a: $(OBJ) $(B)/parts
	@rm -f $@; echo $@; ar rcs $@ $(OBJ)
$(B)/libhighneeds.so: $(OBJ) $(B)/parts
	@echo $@; $(CC) $(CFLAGS) -shared -Wl,-z,now,-soname,$(SONAME) -o $@ \
	    $(OBJ) $(LIBS)
# For the program lua5.4, which brings Lua itself.
$(B)/lua/highneeds/core.so: $(B)/core/hosts/lua/core.o $(OBJ) $(B)/parts
	@mkdir -p $(@D); cp core/hosts/lua/highneeds.lua $(B)/lua
	@echo $@; $(CC) $(CFLAGS) -shared -o $@ $(filter %.o,$^) \
	    $(filter-out -llua%,$(LIBS))
$(B)/highneeds.so: $(SQLITE) $(B)/libhighneeds.a
	@echo $@; $(CC) $(CFLAGS) -shared -Wl,-z,now,--exclude-libs,ALL -o $@ \
	    $^ $(LIBS)
$(B)/vocabulary.c: $(B)/compile $(WORDS) $(B)/parts
	@echo $@; $(B)/compile $(WORDS) > $@
$(B)/compile: lua/vocabulary/compile.c Makefile
	@mkdir -p $(@D)
	@echo $@; $(CC) $(CFLAGS) $(CPARTS) -o $@ $< $(LIBS)
# Names every source, so that one more or one less is noticed.
$(B)/parts: FORCE
	@mkdir -p $(B)
	@echo $(OBJ) $(WORDS) | cmp -s - $@ || echo $(OBJ) $(WORDS) > $@

$(B)/vocabulary.o: $(B)/vocabulary.c
	@echo $@; $(COMPILE) -c -o $@ $<
$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo $@; $(COMPILE) -c -o $@ $<
vpath %.c $(sort $(dir $(TESTS)))
$(B)/tests/%: %.c $(B)/libhighneeds.a Makefile
	@mkdir -p $(@D)
	@echo $@; $(COMPILE) -o $@ $< $(B)/libhighneeds.a $(LIBS) -lcmocka
$(B)/bench/%: tests/bench/%.c Makefile
	@mkdir -p $(@D)
	@echo $@; $(COMPILE) -o $@ $<

-include $(shell find $(B) -name '*.d' 2>/dev/null)
