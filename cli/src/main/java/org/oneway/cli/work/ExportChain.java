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
  /** The scope in which the state keeps the last archive: sequence, id and chain, with blanks. */
  private static final String SCOPE = "oneway.dev:exported";

  private final SyncState state;
  private final String id;
  private final Optional<Last> last;

  /**
   * The chain with the name of {@code state}.
   *
   * @param replaced where an archive of it may be
   * @param memory what is remembered of the archives made so far
   * @param fresh the id of the chain if it begins now: no other machine may have the same
   */
  public ExportChain(
      SyncState state, Optional<Path> replaced, Optional<ExportMemory> memory, String fresh) {
    this.state = state;
    List<Last> known =
        Stream.of(remembered(), memory.map(m -> last(m.made())), replaced.flatMap(this::found))
            .flatMap(Optional::stream)
            .toList();
    this.id = known.isEmpty() ? fresh : known.get(0).chain;
    this.last =
        known.stream()
            .filter(one -> one.chain.equals(id))
            .max(Comparator.comparingLong(Last::sequence));
  }

  private static Last last(Made made) {
    return new Last(made.sequence(), made.archive(), made.chain());
  }

  private record Last(long sequence, String archive, String chain) {}

  private Optional<Last> remembered() {
    String[] words = state.checkpoint(Side.TARGET, SCOPE).value().split(" ", 3);
    if (words.length < 2) {
      return Optional.empty();
    }
    // Once a chain was known by its name alone.
    String chain = words.length > 2 ? words[2] : state.name();
    return Optional.of(new Last(Long.parseLong(words[0]), words[1], chain));
  }

  /** An archive hands on its chain to the one that replaces it under the same name. */
  private Optional<Last> found(Path replaced) {
    if (!ArchiveReader.isArchive(replaced)) {
      return Optional.empty();
    }
    try {
      ArchiveMetadata metadata = ArchiveReader.metadataOf(replaced);
      return metadata
          .chain()
          .filter(chain -> metadata.name().equals(state.name()))
          .map(chain -> new Last(chain.sequence(), metadata.id(), chain.id()));
    } catch (IOException e) {
      // A damaged archive tells nothing, and is replaced all the same.
      return Optional.empty();
    }
  }

  /** The place of an archive that is made now and holds everything. */
  public Chain next() {
    return last.map(before -> new Chain(id, before.sequence + 1, Optional.of(before.archive)))
        .orElseGet(() -> new Chain(id, 1, Optional.empty()));
  }

  /** Whether what is remembered is that of the archive made last. */
  public boolean endsWith(Made made) {
    return last.equals(Optional.of(last(made)));
  }

  /** Remembers that an archive was made. */
  public void remember(Chain made, String archive, RunRecord run) {
    state.commit(
        List.of(
            new StateChange.PutCheckpoint(
                Side.TARGET,
                SCOPE,
                new Checkpoint(made.sequence() + " " + archive + " " + made.id())),
            new StateChange.PutRun(run)));
  }
}
