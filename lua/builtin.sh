#!/bin/sh
# builtin.sh FILE... - prints C that holds the bytes of lua/FILE... as they
# are, in the form that builtin.h declares.
set -eu

printf '/* Made by lua/builtin.sh; do not edit. */\n'
printf '#include "lua/builtin.h"\n'

n=0
for file; do
    printf '\nstatic const unsigned char text_%d[] = {  /* %s */\n' \
        "$n" "$file"
    od -A n -v -t x1 "$file" | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'
    printf '0x00 };\n'
    n=$((n + 1))
done

printf '\nconst struct hn_builtin hn_builtins[] = {\n'
n=0
for file; do
    name=${file#lua/}
    printf '    { "%s", (const char *)text_%d, sizeof text_%d - 1 },\n' \
        "${name%.lua}" "$n" "$n"
    n=$((n + 1))
done
printf '    { NULL, NULL, 0 }\n};\n'
printf 'const int hn_builtin_count = %d;\n' "$n"
