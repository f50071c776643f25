// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Reference;

/** One change to what is remembered of a sync; a list of them is committed as one. */
public sealed interface StateChange {
  /** Answers by what changes; a new alternative breaks every caller at compile time. */
  <R> R accept(Visitor<R> visitor);

  /** One answer for each kind of change. */
  interface Visitor<R> {
    R put(PutPairing change);

    R put(PutBases change);

    R drop(DropPairing change);

    R put(PutFolder change);

    R put(PutForeign change);

    R drop(DropForeign change);

    R put(PutCheckpoint change);

    R put(PutPending change);

    R drop(DropPending change);

    R put(PutIntent change);

    R drop(DropIntent change);

    R put(PutDeletions change);

    R put(PutSides change);

    R put(PutRun change);

    R forget(Forget change);
  }

  /** Remembers this pairing, in place of one with the same number. */
  record PutPairing(Pairing pairing) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /**
   * Keeps these items for the pairing with this number, which exists or is put in the same commit.
   */
  record PutBases(int pairing, Bases bases) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** Forgets the pairing and its items; nothing happens if there is none. */
  record DropPairing(int pairing) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.drop(this);
    }
  }

  /** Remembers this folder pairing, in place of one with the same number. */
  record PutFolder(FolderPairing folder) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** Remembers this unpaired target item, in place of one with the same reference. */
  record PutForeign(Foreign foreign) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** Forgets an unpaired target item; nothing happens if there is none. */
  record DropForeign(Reference reference) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.drop(this);
    }
  }

  /** Advances a scope's checkpoint; {@link Checkpoint#NONE} forgets it. */
  record PutCheckpoint(Side side, String scope, Checkpoint checkpoint) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** Writes down a change as pending, in place of one with the same id. */
  record PutPending(Pending pending) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** A pending change is settled; nothing happens if there is none. */
  record DropPending(String id) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.drop(this);
    }
  }

  /** A write is about to begin. */
  record PutIntent(Intent intent) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** A write was acknowledged, or is known not to have happened. */
  record DropIntent(long id) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.drop(this);
    }
  }

  /** Adds to the deletions that the guard counts together. */
  record PutDeletions(Deletions deletions) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** Remembers which stores the sync runs with. */
  record PutSides(Sides sides) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /** Adds a finished run to the history. */
  record PutRun(RunRecord run) implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.put(this);
    }
  }

  /**
   * Forgets all that is remembered of the sync but its history and the numbers that its pairings
   * had, and all that stands before this in the same commit.
   */
  record Forget() implements StateChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forget(this);
    }
  }
}
