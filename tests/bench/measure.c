/*
 * measure.c - measure OUT COMMAND...: runs a command once with its output in
 * the file OUT, and prints what that took:
 *
 *     wall seconds, processor seconds, peak memory in KiB, exit code
 *
 * A program of its own because the kernel counts what a process held before
 * it became the command: started from an interpreter, everything seems to
 * take ten megabytes.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static void become(const char *out, char **command)
{
    int fd = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0 && dup2(fd, STDOUT_FILENO) >= 0)
        execvp(command[0], command);
    perror(fd < 0 ? out : command[0]);
    _exit(127);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: measure OUT COMMAND...\n");
        return 2;
    }
    double start = seconds_now();
    pid_t child = fork();
    if (child == 0)
        become(argv[1], argv + 2);
    int status;
    struct rusage use;
    if (child < 0 || wait4(child, &status, 0, &use) < 0) {
        perror("measure");
        return 2;
    }
    printf("%.6f %.6f %ld %d\n", seconds_now() - start,
           seconds_of(use.ru_utime) + seconds_of(use.ru_stime), use.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
