-- expect: HN114 package
-- Loads a C library.
package.loadlib("libc.so.6", "system")
