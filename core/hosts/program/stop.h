/*
 * stop.h - being asked to stop, without leaving half a file.
 *
 * A signal only leaves its number; the run asks for it now and then, clears
 * up, and the program then dies of that very signal, as shells expect.  A
 * reader that goes away (`hn calc ... | head`) asks so as well.
 */
#ifndef HN_STOP_H
#define HN_STOP_H

/* Watches for the signals.  One that the caller ignores stays ignored. */
void hn_stop_watch(void);
/* The signal that asked, or 0.  Takes any pointer: an hn_host's `cancel`. */
int hn_stop_asked(void *unused);
/* Dies of the signal that asked; returns if there was none. */
void hn_stop_leave(void);

#endif
