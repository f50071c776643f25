// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.select;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Traffic;

/**
 * A source as a selection shows it: its items are transformed as they are read. Its checkpoints say
 * by which selection they were made. After another one everything is listed once; where items are
 * transformed in another way, everything is read, too. An item that is still beyond the window's
 * end is asked for again, by a listing, on the day on which it comes in.
 */
public final class SelectedSource implements SourceStore {
  private final SourceStore source;
  private final Selection selection;
  private final Set<Kind> kinds;
  private final String mark;
  private final String transformMark;
  private final boolean isPlain;
  private final Optional<WindowFilter> window;
  private final Instant now;
  private final Set<String> sameTransform = new HashSet<>();

  private SelectedSource(
      SourceStore source,
      Selection selection,
      Set<Kind> kinds,
      boolean deletesWhatLeaves,
      InstantSource clock) {
    this.source = source;
    this.selection = selection;
    this.kinds = Set.copyOf(kinds);
    this.transformMark = selection.transform().toString();
    String leaving = deletesWhatLeaves ? " delete" : "";
    this.mark = kinds.stream().sorted().toList() + " " + selection.mark() + leaving;
    this.isPlain =
        selection.equals(Selection.ALL) && SelectedCheckpoint.PLAIN_KINDS.contains(kinds);
    this.window = selection.window(clock);
    this.now = clock.instant();
  }

  /**
   * Shows {@code source} like this; closing it closes the source.
   *
   * @param kinds which take part; other kinds later make everything be listed once
   * @param deletesWhatLeaves whether what is no longer selected is deleted at the target; so what
   *     left before must be named once
   * @param clock is asked once: the window stands still for as long as this is used
   */
  public static SelectedSource of(
      SourceStore source,
      Selection selection,
      Set<Kind> kinds,
      boolean deletesWhatLeaves,
      InstantSource clock) {
    return new SelectedSource(source, selection, kinds, deletesWhatLeaves, clock);
  }

  @Override
  public Optional<String> identity() throws StoreException {
    return source.identity();
  }

  @Override
  public List<Folder> folders() throws StoreException {
    List<Folder> wanted = new ArrayList<>();
    for (Folder folder : source.folders()) {
      Set<Kind> holds = source.kindsIn(folder);
      // What can hold nothing that takes part would only be made at the target, and stay empty.
      if (holds.isEmpty() || !Collections.disjoint(holds, kinds)) {
        wanted.add(folder);
      }
    }
    return wanted;
  }

  @Override
  public Set<Kind> kindsIn(Folder folder) throws StoreException {
    return source.kindsIn(folder);
  }

  @Override
  public Mailbox mailbox(FolderId folder) {
    return source.mailbox(folder);
  }

  @Override
  public List<Scope> scopes() throws StoreException {
    return source.scopes();
  }

  @Override
  public ChangeStream changes(Scope scope, Checkpoint since, Known known) throws StoreException {
    SelectedCheckpoint before = SelectedCheckpoint.of(since);
    if (isPlain && before.isPlain()) {
      return new Selected(source.changes(scope, since, known), Optional.empty());
    }
    boolean isSame = before.isPlain() ? isPlain && !since.isNone() : before.mark().equals(mark);
    boolean isSameTransform =
        since.isNone()
            ? selection.transform().isNone() || sameTransform.contains(scope.name())
            : before.transform().equals(transformMark);
    if (isSameTransform) {
      sameTransform.add(scope.name());
    }
    boolean isListed =
        !isSame
            || !isSameTransform
            || before.next().filter(next -> !next.isAfter(end())).isPresent();
    ChangeStream changes =
        source.changes(
            scope,
            isListed ? Checkpoint.NONE : before.store(),
            isSameTransform ? known : Known.NOTHING);
    return new Selected(changes, isListed ? Optional.empty() : before.next());
  }

  /** Until when the window reaches; without an end all that is outside is past. */
  private Instant end() {
    return window.flatMap(WindowFilter::to).orElse(now);
  }

  @Override
  public ChangeStream fetch(Scope scope, List<Reference> references) throws StoreException {
    return new Selected(source.fetch(scope, references), Optional.empty());
  }

  @Override
  public Optional<Content> content(Scope scope, Reference reference) throws StoreException {
    return source.content(scope, reference);
  }

  @Override
  public Optional<Traffic.Count> traffic() {
    return source.traffic();
  }

  @Override
  public void close() {
    source.close();
  }

  private final class Selected implements ChangeStream {
    private final ChangeStream changes;
    private Optional<Instant> next;

    Selected(ChangeStream changes, Optional<Instant> next) {
      this.changes = changes;
      this.next = next;
    }

    @Override
    public Optional<Change> next() throws StoreException {
      return changes
          .next()
          .map(
              change ->
                  change.<Change>match(
                      this::transformed, present -> present, removal -> removal, broken -> broken));
    }

    private Change transformed(Change.Upsert upsert) {
      var item = selection.transform().of(upsert.item());
      window
          .filter(w -> !w.includes(item.kind(), item.json()))
          .flatMap(w -> w.nextBeginning(item.json()))
          .filter(begins -> next.filter(n -> n.isBefore(begins)).isEmpty())
          .ifPresent(begins -> next = Optional.of(begins));
      return new Change.Upsert(
          upsert.reference(),
          upsert.version(),
          upsert.folders(),
          item,
          upsert.content(),
          upsert.findings());
    }

    @Override
    public Ending ending() {
      Ending ending = changes.ending();
      return isPlain
          ? ending
          : ending.withCheckpoint(
              new SelectedCheckpoint(mark, transformMark, next, ending.checkpoint()).checkpoint());
    }

    @Override
    public void close() {
      changes.close();
    }
  }
}
