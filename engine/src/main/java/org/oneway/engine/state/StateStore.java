// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.state;

import java.util.List;

/** What is remembered between runs, of all syncs. One process at a time has it open. */
public interface StateStore extends AutoCloseable {
  /** A number that grows with each commit of any sync. */
  long generation();

  /** The names of all syncs that have ever committed something, sorted. */
  List<String> syncs();

  /** What is remembered of one sync; nothing, if it never ran. The same view each time. */
  SyncState sync(String name);

  /** The latest finished runs of all syncs, newest first, at most {@code most}. */
  List<RunRecord> runs(int most);

  /** Lets go of the state; what was committed lasts. May be called again. */
  @Override
  void close();
}
