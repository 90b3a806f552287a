"""Whether a value is what a JSON Schema asks for: the words of draft 2020-12
that docs/schemas uses, and no others: a word that is not known is a fault."""
import re

TYPES = {"object": dict, "array": list, "string": str, "null": type(None),
         "boolean": bool}
SAID = {"$schema", "title", "description", "$defs"}


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def same(a, b):
    return type(a) is type(b) and a == b


class Schema:
    def __init__(self, root):
        self.root = root

    def faults(self, value):
        return list(self.check(value, self.root, "$"))

    def check(self, value, schema, at):
        if schema is False:
            yield at + ": nothing may stand here"
            return
        for word, asked in (schema or {}).items():
            if word not in SAID:
                yield from getattr(self, "do_" + word.lstrip("$"))(
                    value, asked, schema, at)

    def do_ref(self, value, asked, schema, at):
        assert asked.startswith("#/$defs/"), asked
        yield from self.check(value, self.root["$defs"][asked[8:]], at)

    def do_type(self, value, asked, schema, at):
        names = asked if isinstance(asked, list) else [asked]
        if not any(is_type(value, name) for name in names):
            yield "%s: is no %s" % (at, asked)

    def do_const(self, value, asked, schema, at):
        if not same(value, asked):
            yield "%s: is not %r" % (at, asked)

    def do_enum(self, value, asked, schema, at):
        if not any(same(value, one) for one in asked):
            yield "%s: is none of %r" % (at, asked)

    def do_pattern(self, value, asked, schema, at):
        if isinstance(value, str) and not re.search(asked, value):
            yield "%s: does not match %s" % (at, asked)

    def do_minimum(self, value, asked, schema, at):
        if is_type(value, "integer") and value < asked:
            yield "%s: is below %s" % (at, asked)

    def do_required(self, value, asked, schema, at):
        for name in asked if isinstance(value, dict) else []:
            if name not in value:
                yield "%s: lacks %s" % (at, name)

    def do_properties(self, value, asked, schema, at):
        for name, one in value.items() if isinstance(value, dict) else []:
            if name in asked:
                yield from self.check(one, asked[name], at + "." + name)

    def do_additionalProperties(self, value, asked, schema, at):
        known = schema.get("properties", {})
        for name, one in value.items() if isinstance(value, dict) else []:
            if name not in known:
                yield from self.check(one, asked, at + "." + name)

    def do_items(self, value, asked, schema, at):
        for i, one in enumerate(value if isinstance(value, list) else []):
            yield from self.check(one, asked, "%s[%d]" % (at, i))

    def do_uniqueItems(self, value, asked, schema, at):
        if asked and isinstance(value, list) and len(
                set(map(repr, value))) < len(value):
            yield "%s: says something twice" % at

    def do_anyOf(self, value, asked, schema, at):
        if all(list(self.check(value, one, at)) for one in asked):
            yield "%s: is none of what it may be" % at

    def do_oneOf(self, value, asked, schema, at):
        fits = [not list(self.check(value, one, at)) for one in asked]
        if fits.count(True) != 1:
            yield "%s: fits %d of %d" % (at, fits.count(True), len(fits))
