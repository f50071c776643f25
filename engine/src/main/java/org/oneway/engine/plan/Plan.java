// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.store.StoreException;

/** All operations of a run, and what it refers to. Lies in files; closed by who asked for it. */
public interface Plan extends AutoCloseable {
  /** How many of what. */
  Counts counts();

  /** What the guard holds back, if anything. Held operations are among {@link #writes}. */
  Optional<Held> held();

  /** What a user should know, in the order in which it was found. */
  List<Notice> notices();

  /** What could not be read. */
  List<StoreException> troubles();

  /** Everything that is not settled after this plan, as far as can be known before. */
  List<Pending> pending();

  /** The folder pairings, with those that are to be made. */
  List<FolderPairing> folders();

  /** The names of the target folders that are to be made. */
  List<String> newFolders();

  /** All operations in the order in which they are done; without those that write nothing. */
  Cursor<Operation> writes();

  /** Keeps the plan with everything that it refers to in one new file. */
  void save(Path file) throws IOException;

  /** Removes the run's disposable files. */
  @Override
  void close();
}
