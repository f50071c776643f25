// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Reference;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Cursor;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Foreign;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.StateChange;
import org.oneway.engine.store.StoreException;

/** All operations of a run, and what they refer to. Lies in files; closed by who asked for it. */
public final class Plan implements AutoCloseable {
  private final Scratch scratch;
  private final Contents contents;

  Plan(Scratch scratch, Contents contents) {
    this.scratch = scratch;
    this.contents = contents;
  }

  /**
   * Everything of a plan that does not grow with the stores, but for what a user has to read.
   *
   * @param sync whose plan it is
   * @param generation of the state that it was made from
   * @param settled what an interrupted run left, as state changes
   * @param scopes name of the source scope of each folder pairing
   * @param toBeMade numbers of folder pairings whose target folder is to be made
   * @param advances which checkpoints can be remembered
   * @param settledPending ids of what was pending and no longer is
   * @param vanished unpaired target items that are not there any more
   * @param deletionsAllowed whether every folder was read to its end, so that deletions may be
   *     carried out
   */
  record Contents(
      String sync,
      long generation,
      Counts counts,
      Optional<Held> held,
      List<Notice> notices,
      List<StoreException> troubles,
      List<Pending> pending,
      Set<String> settledPending,
      List<FolderPairing> folders,
      Map<Integer, String> scopes,
      Set<Integer> toBeMade,
      List<Advance> advances,
      List<StateChange> settled,
      List<Reference> vanished,
      boolean deletionsAllowed) {
    Contents {
      notices = List.copyOf(notices);
      troubles = List.copyOf(troubles);
      pending = List.copyOf(pending);
      settledPending = Set.copyOf(settledPending);
      folders = List.copyOf(folders);
      scopes = Map.copyOf(scopes);
      toBeMade = Set.copyOf(toBeMade);
      advances = List.copyOf(advances);
      settled = List.copyOf(settled);
      vanished = List.copyOf(vanished);
    }

    String scopeName(int folder) {
      return scopes.getOrDefault(folder, "");
    }
  }

  /** The sync whose plan this is. */
  public String sync() {
    return contents.sync;
  }

  /** The generation of the state that it was made from. */
  public long generation() {
    return contents.generation;
  }

  /** How many of what. */
  public Counts counts() {
    return contents.counts;
  }

  /** What the guard holds back, if anything. Held operations are among {@link #writes}. */
  public Optional<Held> held() {
    return contents.held;
  }

  /** What a user should know, in the order in which it was found. */
  public List<Notice> notices() {
    return contents.notices;
  }

  /** What could not be read. */
  public List<StoreException> troubles() {
    return contents.troubles;
  }

  /** Everything that is not settled after this plan, as far as can be known before. */
  public List<Pending> pending() {
    return contents.pending;
  }

  /** Ids of what was pending and no longer is. */
  public Set<String> settledPending() {
    return contents.settledPending;
  }

  /** The folder pairings, with those that are to be made. */
  public List<FolderPairing> folders() {
    return contents.folders;
  }

  /** The name of the source scope that the items of a folder pairing are told in. */
  public String scopeOf(int folder) {
    return contents.scopeName(folder);
  }

  /** Numbers of the folder pairings whose target folder is to be made. */
  public Set<Integer> toBeMade() {
    return contents.toBeMade;
  }

  /** The names of the target folders that are to be made. */
  public List<String> newFolders() {
    return contents.folders.stream()
        .filter(folder -> contents.toBeMade.contains(folder.number()))
        .map(folder -> folder.target().name())
        .toList();
  }

  /** Which checkpoints may be remembered afterwards. */
  public List<Advance> advances() {
    return contents.advances;
  }

  /** What is known now of the intents that an interrupted run left. */
  public List<StateChange> settled() {
    return contents.settled;
  }

  /** Unpaired target items that are not there any more. */
  public List<Reference> vanished() {
    return contents.vanished;
  }

  /** Whether every folder of the sync was read to its end; otherwise deletions wait. */
  public boolean deletionsAllowed() {
    return contents.deletionsAllowed;
  }

  /** The items that operations refer to. */
  public Spool spool() {
    return scratch.spool();
  }

  /** All operations that write, in the order in which they are done. */
  public Cursor<Operation> writes() {
    return operations(EnumSet.range(Action.MOVE, Action.DELETE));
  }

  /** All operations with these actions, in the order in which they are done. */
  public Cursor<Operation> operations(Set<Action> actions) {
    List<Path> files = new ArrayList<>();
    for (Action action : Action.values()) {
      Path file = PlanDraft.path(scratch.directory(), action);
      if (actions.contains(action) && Files.exists(file)) {
        files.add(file);
      }
    }
    return new Operations(files);
  }

  /** The unpaired target items that were read in this run. */
  public Cursor<Foreign> strangers() {
    return new StrangerRows(
        Operations.open(scratch.directory().resolve(StrangerFile.NAME)), scratch.spool());
  }

  /** Keeps the plan with everything that it refers to in one new file. */
  public void save(Path file) throws IOException {
    scratch.spool().flush();
    PlanArchive.write(contents, scratch.directory(), file);
  }

  /** Removes the run's disposable files. */
  @Override
  public void close() {
    scratch.close();
  }

  /** Where the positions of unpaired target items lie. */
  static final class StrangerFile {
    static final String NAME = "strangers";

    private StrangerFile() {}
  }

  private record StrangerRows(DataInputStream in, Spool spool) implements Cursor<Foreign> {
    @Override
    public Optional<Foreign> next() {
      try {
        Spooled item = spool.get(in.readLong());
        return Optional.of(
            new Foreign(
                item.reference(),
                item.version(),
                item.folders().iterator().next(),
                item.item().key().orElseThrow(),
                Similarity.of(item.item().kind()).identity(item.item().json()).marked()));
      } catch (EOFException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      Operations.close(in);
    }
  }

  private static final class Operations implements Cursor<Operation> {
    private final List<Path> files;
    private Optional<DataInputStream> in = Optional.empty();

    Operations(List<Path> files) {
      this.files = files;
    }

    @Override
    public Optional<Operation> next() {
      while (true) {
        if (in.isEmpty()) {
          if (files.isEmpty()) {
            return Optional.empty();
          }
          in = Optional.of(open(files.remove(0)));
        }
        try {
          return Optional.of(OperationCodec.read(in.get()));
        } catch (EOFException e) {
          close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    static DataInputStream open(Path file) {
      try {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static void close(DataInputStream in) {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      in.ifPresent(Operations::close);
      in = Optional.empty();
    }
  }
}
