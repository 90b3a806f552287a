#!/usr/bin/python3
""".ci/check says what is wrong: each promise is broken once, in a small tree
that keeps all of them, and must be told of in the words given here."""
import os
import shutil
import subprocess
import tempfile

CHECK = os.path.abspath(".ci/check")

GOOD = {
    "Makefile": "all:\n",
    "README.md": "A tree.\n",
    "LICENSE": "MIT\n",
    "docs/design.md": "See tests/home/ and https://example.org/home/.\n",
    "rules/README.md": "Packs.\n",
    "tests/test_x.c": '#include "../core/graph/node.h"\n#include <lua.h>\n',
    "examples/host.c": '#include "highneeds.h"\n#include <stdio.h>\n',
    "core/highneeds.h":
        "#include <stddef.h>\n"
        '#define HN_API __attribute__((visibility("default")))\n'
        "/* HN_API int hn_in_a_comment(void); */\n"
        "HN_API int hn_one(void);\n"
        "HN_API const char *hn_two(int a,\n                  int b);\n",
    "core/engine.c":
        '#include "highneeds.h"\n#include "graph/node.h"\n'
        '#include "../lua/loader.h"\n'
        "int hn_one(void) { return 1; }\n"
        'const char *hn_two(int a, int b) { return a < b ? "" : NULL; }\n'
        "int hn_private(void);\nint hn_private(void) { return 2; }\n",
    "core/base/text.h": "#include <stddef.h>\n",
    "core/quantity/money.h": '#include "../base/text.h"\n',
    "core/graph/node.h": '#include "../quantity/money.h"\n',
    "core/data/json.c": '#include <cjson/cJSON.h>\n'
                        '#include "../graph/node.h"\n',
    "core/hosts/program/main.c": '#include "../../highneeds.h"\n'
                                 '#include "verbs.h"\n',
    "core/hosts/program/verbs.h": "#include <stdio.h>\n",
    "lua/loader.h": '#include <lua.h>\n#include "../core/graph/node.h"\n',
}


def long_function(start, middle, end):
    return ("int hn_long(int n);\nint hn_long(int n)\n{\n" + start
            + middle * 70 + end + "    return n;\n}\n")


# What is written into the tree (None: taken away), and what must be said.
BROKEN = {
    "a host reaches inside": (
        {"core/hosts/program/verbs.h": '#include "../../base/text.h"\n'},
        "core/hosts/program/verbs.h:1: host may include highneeds.h; "
        "this is core/base/text.h"),
    "a host knows another host": (
        {"core/hosts/sqlite/a.c": '#include "../program/verbs.h"\n'},
        "this is core/hosts/program/verbs.h"),
    "a host other than the module of Lua knows Lua": (
        {"core/hosts/program/verbs.h": "#include <lua.h>\n",
         "core/hosts/lua/core.c": "#include <lua.h>\n"},
        "core/hosts/program/verbs.h:1: only lua/ may include <lua.h>"),
    "the manual is old": (
        {"docs/api.md": "# The C API\n"},
        "docs/api.md is not what core/highneeds.h says now"),
    "an example reaches inside": (
        {"examples/host.c": '#include "core/graph/node.h"\n'},
        "examples/host.c:1: host may include highneeds.h"),
    "core knows Lua": (
        {"core/graph/node.c": "\n#include <lauxlib.h>\n"},
        "core/graph/node.c:2: only lua/ may include <lauxlib.h>"),
    "a second part knows cJSON": (
        {"core/graph/node.c": '#include "cJSON.h"\n'},
        "core/graph/node.c:1: only core/data/ may include <cJSON.h>"),
    "a lower part includes a higher": (
        {"core/quantity/money.c": '#include "../graph/node.h"\n'},
        "core/quantity/money.c:1: quantity may include base; "
        "this is core/graph/node.h"),
    "base includes anything": (
        {"core/base/a.c": '#include "../quantity/money.h"\n'},
        "base may include only <...> headers of the system"),
    "the reverse of lua to core": (
        {"core/data/json.h": '#include "../../lua/loader.h"\n'},
        "this is lua/loader.h"),
    "a part includes the public header": (
        {"core/base/a.c": '#include "../highneeds.h"\n'},
        "this is core/highneeds.h"),
    "lua includes the engine's own header": (
        {"core/engine.h": "", "lua/a.c": '#include "../core/engine.h"\n'},
        "this is core/engine.h"),
    "the engine goes past the loader": (
        {"core/engine.c": '#include "../lua/other.h"\n', "lua/other.h": ""},
        "this is lua/other.h"),
    "the public header needs another": (
        {"core/highneeds.h": GOOD["core/highneeds.h"]
         + '#include "base/text.h"\n'},
        "core/highneeds.h:7: highneeds.h may include only"),
    "a file that is not there": (
        {"core/base/a.c": '#include "nowhere.h"\n'},
        '"nowhere.h" is no file of the tree'),
    "a part without rules": (
        {"core/misc/a.c": "int a;\n"},
        "core/misc/a.c: core/misc/ is none of the parts of core"),
    "declared and not exported": (
        {"core/highneeds.h": GOOD["core/highneeds.h"]
         + "HN_API int hn_three(void);\n"},
        "declares hn_three, which build/libhighneeds.so does not export"),
    "exported and not declared": (
        {"core/highneeds.h": GOOD["core/highneeds.h"].replace(
            "HN_API int hn_one", "int hn_one"),
         "core/engine.c": GOOD["core/engine.c"].replace(
            "int hn_one", '__attribute__((visibility("default"))) int hn_one')
         },
        "exports hn_one, which core/highneeds.h does not declare"),
    "an eighth name": (
        {"src/a.c": "int a;\n"},
        "src: not one of the fixed names at the top"),
    "a name is gone": (
        {"LICENSE": None},
        "LICENSE: a fixed name at the top, and not there"),
    "a long function": (
        {"core/base/a.c": long_function("", "    n += n / 2;\n", "")},
        "core/base/a.c:2: hn_long is 74 lines long"),
    "a path of one machine": (
        {"docs/a.md": "fine\nsee /" "work/x\n"},
        'docs/a.md:2: "/' 'work/" is a path of one machine'),
    "a note to oneself": (
        {"core/base/a.c": "/* TO" "DO: mend */\n"},
        "core/base/a.c:1: "),
}

# What is written into the tree, and nothing is to be said.
FINE = {
    "the tree as it is": {},
    "a long table": {"core/base/a.c": long_function(
        "    static const int t[] = {\n", "        1,\n",
        "    };\n    n += t[0];\n")},
    "a long switch": {"core/base/a.c": long_function(
        "    switch (n) {\n", "    // one more\n",
        "    default: break;\n    }\n")},
    "an include in a comment": {
        "core/base/a.c": '/*\n#include "../graph/node.h"\n*/\n'},
}


def write(top, files):
    for name, text in files.items():
        path = os.path.join(top, name)
        if text is None:
            os.remove(path)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def build(top):
    """The engine alone is enough of a library to be looked at."""
    with open(os.path.join(top, "core/engine.c"), encoding="utf-8") as file:
        source = "".join(line for line in file
                         if "loader" not in line and "other" not in line)
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-fvisibility=hidden", "-w", "-Icore",
         "-x", "c", "-", "-o", "build/libhighneeds.so"],
        cwd=top, check=True, input=source, text=True)


def told(files):
    """What .ci/check says of the good tree with these files in it."""
    with tempfile.TemporaryDirectory() as top:
        write(top, dict(GOOD, **{".gitignore": "/build/\n"}))
        write(top, files)
        os.mkdir(os.path.join(top, "build"))
        build(top)
        subprocess.run(["git", "init", "-q"], cwd=top, check=True)
        env = dict(os.environ, HN_BUILD="build")
        done = subprocess.run([CHECK, top], env=env, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout


def main():
    passed = failed = 0
    if not shutil.which("ctags"):
        BROKEN.pop("a long function")
        print("skipped: a long function: no ctags")
    for name, (files, words) in BROKEN.items():
        code, output = told(files)
        right = code == 1 and words in output
        passed, failed = passed + right, failed + (not right)
        if not right:
            print("%s: not said: %s\n%s" % (name, words, output))
    for name, files in FINE.items():
        code, output = told(files)
        passed, failed = passed + (code == 0), failed + (code != 0)
        if code:
            print("%s: said, though nothing is wrong:\n%s" % (name, output))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
