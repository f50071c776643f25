// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.pdpa.ArchiveReader;
import org.oneway.engine.pdpa.Chain;
import org.oneway.engine.state.RunRecord;
import org.oneway.engine.state.Side;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.state.SyncState;

/**
 * The archives made under one name, in their order. What came last is remembered in the state, and
 * where that is lost, in the archive that is replaced.
 */
public final class ExportChain {
  /** The scope in which the state keeps the last archive: its sequence, a blank, its id. */
  private static final String SCOPE = "oneway.dev:exported";

  private final SyncState state;
  private final Chain next;

  /**
   * The chain with the name of {@code state}.
   *
   * @param replaced where an archive of it may be
   */
  public ExportChain(SyncState state, Path replaced) {
    this.state = state;
    Optional<Last> remembered = remembered();
    Optional<Last> found = found(replaced);
    Optional<Last> last =
        remembered.isPresent()
                && found.isPresent()
                && found.get().sequence > remembered.get().sequence
            ? found
            : remembered.or(() -> found);
    this.next =
        last.map(before -> new Chain(state.name(), before.sequence + 1, Optional.of(before.id)))
            .orElseGet(() -> new Chain(state.name(), 1, Optional.empty()));
  }

  private record Last(long sequence, String id) {}

  private Optional<Last> remembered() {
    String value = state.checkpoint(Side.TARGET, SCOPE).value();
    int blank = value.indexOf(' ');
    return blank < 0
        ? Optional.empty()
        : Optional.of(
            new Last(Long.parseLong(value.substring(0, blank)), value.substring(blank + 1)));
  }

  private Optional<Last> found(Path replaced) {
    if (!ArchiveReader.isArchive(replaced)) {
      return Optional.empty();
    }
    try {
      ArchiveReader archive = ArchiveReader.open(replaced);
      return archive
          .metadata()
          .chain()
          .filter(chain -> chain.id().equals(state.name()))
          .map(chain -> new Last(chain.sequence(), archive.metadata().id()));
    } catch (IOException e) {
      // A damaged archive tells nothing, and is replaced all the same.
      return Optional.empty();
    }
  }

  /** The place of the archive that is made now. */
  public Chain next() {
    return next;
  }

  /** Remembers that it was made. */
  public void remember(String id, RunRecord run) {
    state.commit(
        List.of(
            new StateChange.PutCheckpoint(
                Side.TARGET, SCOPE, new Checkpoint(next.sequence() + " " + id)),
            new StateChange.PutRun(run)));
  }
}
