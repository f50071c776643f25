// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

/** Something that real stores differ in and a {@link FakeStore} has or has not. */
public enum Trait {
  /** Every listing comes with a checkpoint. */
  CHECKPOINTS,
  /** After a checkpoint only what changed is named; else everything, unless nothing changed. */
  INCREMENTAL,
  /** Every item has a version of its own. */
  VERSIONS,
  /** An item's version is that of its folder: every write to one changes those of all. */
  FILE_VERSIONS,
  /** An item whose version is known is told as present, and is not read. */
  SKIPS_KNOWN,
  /** A folder's handle is its name, so that renaming a folder changes every reference in it. */
  FOLDERS_ARE_NAMES,
  /** One checkpoint speaks of all folders. */
  ACCOUNT_SCOPE,
  /** A uid occurs once in all folders together. */
  UNIQUE_IN_ACCOUNT,
  /** One item can be in several folders. */
  MANY_FOLDERS,
  /** A write to another version than the expected one is stale. */
  CONDITIONAL,
  /** Items are moved by one write. */
  MOVES,
  /** What is written comes back a little different: {@link FakeStore} says how. */
  REWRITES,
  /** An outcome tells the new version. */
  TELLS_VERSIONS,
  /** An outcome tells the item as it is held. */
  TELLS_HELD,
  /** Writes take effect, and outcomes are told, when the store is settled. */
  TELLS_IN_SETTLE,
  /** Items carry the time when a user changed them. */
  UPDATED,
  /** Where items carry no time of change, the store has one that is not to be trusted. */
  FILE_TIMES,
  /** The store knows which account it is. */
  IDENTITY,
  /** The store can prove that nobody else wrote. */
  PROVES_OWN_WRITES
}
