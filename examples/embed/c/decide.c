/*
 * decide.c - asks a rule pack about cases, and the calculator about a place.
 *
 *     decide PACK DATE < cases.json
 *
 * The cases are a list of rows as JSON; the answer, JSON too, goes to standard
 * output.  Builds with what `make install` installs:
 *
 *     cc decide.c $(pkg-config --cflags --libs highneeds) -o decide
 */
#include <highneeds.h>
#include <stdio.h>
#include <stdlib.h>

/* Whatever is wrong is told here, a message at a time, ready to print. */
static void tell(void *ctx, const hn_message *message)
{
    (void)ctx;
    fputs(message->printed, stderr);
}

static int read_all(FILE *in, hn_buffer *out)
{
    hn_sink sink = hn_sink_of(out);
    char part[4096];
    size_t len;
    while ((len = fread(part, 1, sizeof part, in)) > 0)
        if (sink.write(sink.ctx, part, len) != 0)
            return -1;
    return ferror(in) ? -1 : 0;
}

static int write_out(void *ctx, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, (FILE *)ctx) == len ? 0 : -1;
}

static hn_status decide(const hn_host *host, const hn_pack *pack,
                        const char *date)
{
    static hn_calc_options options;    /* all that is not said is nought     */
    static hn_buffer cases;
    hn_sink out = {write_out, stdout};
    hn_status status = HN_IO;
    options.on = date;
    options.max_rejects = -1;
    if (read_all(stdin, &cases) == 0)
        status = hn_calc_json(pack, host, &options, cases.at ? cases.at : "",
                              cases.len, &out, NULL);
    hn_buffer_free(&cases);
    return status;
}

static void show_a_place(void)
{
    static const hn_argument place[] = {{"rate", "10000"}, {"before", "12"},
                                        {"after", "15"},
                                        {"months_before", "5"}};
    char amount[HN_EXACT_ROOM];
    if (hn_funding(amount, sizeof amount, "place", place, 4, NULL) == HN_OK)
        fprintf(stderr, "12 places, 15 from September: £%s\n", amount);
}

int main(int argc, char **argv)
{
    static hn_host host;
    hn_pack *pack = NULL;
    hn_status status;
    if (argc != 3)
        return EXIT_FAILURE;
    host.message = tell;
    show_a_place();
    status = hn_pack_load(&pack, &host, argv[1], NULL, NULL);
    if (status == HN_OK)
        status = decide(&host, pack, argv[2]);
    hn_pack_free(pack);
    return status == HN_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
