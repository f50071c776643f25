// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.oneway.engine.backup.ExportMemory;
import org.oneway.engine.backup.Made;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.pdpa.ArchiveMetadata;
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
  private final Optional<Last> last;

  /**
   * The chain with the name of {@code state}.
   *
   * @param replaced where an archive of it may be
   * @param memory what is remembered of the archives made so far
   */
  public ExportChain(SyncState state, Optional<Path> replaced, Optional<ExportMemory> memory) {
    this.state = state;
    this.last =
        Stream.of(remembered(), replaced.flatMap(this::found), memory.map(m -> last(m.made())))
            .flatMap(Optional::stream)
            .max(Comparator.comparingLong(Last::sequence));
  }

  private static Last last(Made made) {
    return new Last(made.sequence(), made.archive());
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
      ArchiveMetadata metadata = ArchiveReader.metadataOf(replaced);
      return metadata
          .chain()
          .filter(chain -> chain.id().equals(state.name()))
          .map(chain -> new Last(chain.sequence(), metadata.id()));
    } catch (IOException e) {
      // A damaged archive tells nothing, and is replaced all the same.
      return Optional.empty();
    }
  }

  /** The place of an archive that is made now and holds everything. */
  public Chain next() {
    return last.map(before -> new Chain(state.name(), before.sequence + 1, Optional.of(before.id)))
        .orElseGet(() -> new Chain(state.name(), 1, Optional.empty()));
  }

  /** Whether what is remembered is that of the archive made last. */
  public boolean endsWith(Made made) {
    return made.chain().equals(state.name()) && last.equals(Optional.of(last(made)));
  }

  /** Remembers that an archive was made. */
  public void remember(Chain made, String id, RunRecord run) {
    state.commit(
        List.of(
            new StateChange.PutCheckpoint(
                Side.TARGET, SCOPE, new Checkpoint(made.sequence() + " " + id)),
            new StateChange.PutRun(run)));
  }
}
