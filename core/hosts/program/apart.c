/* apart.c - see apart.h. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "apart.h"
#include "exits.h"
#include "stop.h"

static void share(hn_apart *apart)
{
    void *at = mmap(NULL, sizeof *apart->reached, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    apart->here = 0;
    apart->reached = at == MAP_FAILED ? &apart->here : at;
}

void hn_apart_end(hn_apart *apart)
{
    if (apart->reached != &apart->here)
        munmap((void *)apart->reached, sizeof *apart->reached);
}

/* Who is asked to stop asks the other to. */
static int wait_for(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return HN_EXIT_BUG << 8;
        if (hn_stop_asked(NULL))
            kill(child, SIGTERM);
    }
    return status;
}

int hn_apart_run(int (*work)(void *ctx, const hn_apart *apart), void *ctx,
                 hn_apart *apart, int *number)
{
    int status;
    pid_t child;

    *number = 0;
    share(apart);
    fflush(NULL);
    child = fork();
    if (child < 0)
        return work(ctx, apart);
    if (child == 0)
        _exit(work(ctx, apart));
    status = wait_for(child);
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    *number = WTERMSIG(status);
    return HN_EXIT_BUG;
}
