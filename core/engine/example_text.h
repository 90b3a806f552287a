/*
 * example_text.h - an example written out as it stands in a pack.
 */
#ifndef HN_EXAMPLE_TEXT_H
#define HN_EXAMPLE_TEXT_H

#include "trial.h"

/* Whether `expect` can name the thing. */
bool hn_can_expect(const hn_thing *thing);

/* A text in quotes, and a value, as they stand in a pack: a whole number bare,
 * NULL the word missing. */
void hn_example_quote(hn_text *out, const char *text);
void hn_example_value(hn_text *out, const char *text);

/* Writes the example that the trial has run, under `name`, each line after
 * `indent`; of the things it expects what they came to.  False: there is
 * nothing that it could expect, or memory was refused (out->failed). */
bool hn_example_write(hn_text *out, const hn_trial *trial, const char *name,
                      const hn_thing *const *things, int count,
                      const char *indent);

#endif
