/* stop.c - see stop.h. */
#include <signal.h>
#include <stddef.h>
#include <unistd.h>
#include "stop.h"

/* What a handler may touch.  The only state of the program outside main. */
static volatile sig_atomic_t asked;

/* A signal that comes between the last look at `asked` and a read that waits
 * would be slept over, so it is followed by another, again and again. */
static void note(int number)
{
    if (number != SIGALRM || !asked)
        asked = number;
    alarm(1);
}

/* Without SA_RESTART, so that a read that waits comes back. */
static void watch(int number)
{
    struct sigaction now = {.sa_handler = note}, before;

    sigemptyset(&now.sa_mask);
    if (sigaction(number, NULL, &before) == 0 &&
        before.sa_handler != SIG_IGN)
        sigaction(number, &now, NULL);
}

void hn_stop_watch(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    sigemptyset(&ignore.sa_mask);
    watch(SIGINT);
    watch(SIGTERM);
    watch(SIGHUP);
    watch(SIGALRM);
    watch(SIGPIPE);                       /* the write fails with EPIPE     */
    sigaction(SIGXFSZ, &ignore, NULL);    /* the write fails with EFBIG     */
}

int hn_stop_asked(void *unused)
{
    (void)unused;
    return asked;
}

void hn_stop_leave(void)
{
    if (!asked)
        return;
    signal(asked, SIG_DFL);
    raise(asked);
}
