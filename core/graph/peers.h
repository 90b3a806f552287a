/*
 * peers.h - who stands beside whom: what goes over the peers of each row; used
 * by tables.c and folds.c, and by who explains it.
 *
 * A table of pairs has two links to one kind of records: whose peer it is, and
 * the peer.  A peer whose row is not there, and a pair that is rejected, is a
 * member that is not known, never one less.  A pair that stands again, and a
 * row that is named its own peer, are faults of the data: of the pair's row.
 */
#ifndef HN_PEERS_H
#define HN_PEERS_H

#include "tables.h"

/* What a link to a peer finds besides a row, HN_TEXT_MAP_NONE and _TWICE. */
enum { HN_PEER_ITSELF = -3, HN_PEER_AGAIN = -4 };

/* A table of pairs for each two links that peers are declared by. */
bool hn_peers_init(hn_tables *tables);
void hn_peers_dispose(hn_tables *tables);
/* Enters the pairs of a chunk. */
bool hn_peers_enter(hn_tables *tables, const hn_rows *rows);

/* What is wrong with the pair of a held row that `link` is the peer of:
 * HN_PEER_ITSELF, HN_PEER_AGAIN, or 0. */
int64_t hn_peers_fault(const hn_tables *tables, const hn_link *link,
                       int64_t row);
/* The row in which that pair stands first. */
int64_t hn_peers_first(const hn_tables *tables, const hn_link *link,
                       int64_t row);

/* Room for what each of `count` rows brings to a fold over peers. */
bool hn_peers_room(hn_tables *tables, const hn_node *node, int64_t count);
/* Keeps what the rows of a chunk bring, each to its own where that counts. */
bool hn_peers_own(hn_tables *tables, const hn_node *node,
                  const hn_frame *frame, const uint64_t *live);
/* Goes through a chunk of pairs, after all rows have been kept. */
bool hn_peers_fold(hn_tables *tables, const hn_node *node,
                   const hn_frame *frame, const uint64_t *live);

/* Whether a row that nobody is named beside would be held against itself
 * alone: such a word then has no value. */
static inline bool hn_peers_lack(const hn_node *node,
                                 const hn_fold_state *state)
{
    return node->u.fold->peers && !state->paired && node->op != HN_OP_SUM
           && node->op != HN_OP_COUNT;
}

/* Calls `visit` with the id of each peer, of the row with that key, whose value
 * is not known. */
void hn_peers_open(const hn_tables *tables, const hn_node *node, hn_slice key,
                   void (*visit)(hn_slice id, void *ctx), void *ctx);

#endif
