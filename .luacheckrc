-- What `luacheck lua rules` asks of the Lua in the tree.

std = "lua54"
max_line_length = 120
cache = false

-- A rule pack is read by the loader alone, which refuses unknown words and
-- names the nearest; a list of its words here would be a second truth.
files["rules"] = { std = "none", global = false }
files["examples"] = { global = false }

-- Each file of the vocabulary is given the kernel and a way to the others.
files["lua"] = { read_globals = { "core", "need" } }
