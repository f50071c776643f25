// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/**
 * Reads the source. Items whose pairing is at hand are decided at once; what found none is kept
 * apart.
 */
final class SourceReader {
  private final SyncState state;
  private final SourcePairings pairings;
  private final Scratch scratch;
  private final FolderMap folders;
  private final Takes takes;
  private final Decider decider;
  private final Troubled troubled;
  private final PlanListener listener;
  private final Sources sources;
  private final Map<Reference, Pending> offered = new HashMap<>();

  /**
   * Reads nothing yet.
   *
   * @param pairings of the same state
   * @param sources is told what the source says
   */
  SourceReader(
      SyncState state,
      SourcePairings pairings,
      Scratch scratch,
      FolderMap folders,
      Takes takes,
      Decider decider,
      Troubled troubled,
      PlanListener listener,
      Sources sources) {
    this.state = state;
    this.pairings = pairings;
    this.scratch = scratch;
    this.folders = folders;
    this.takes = takes;
    this.decider = decider;
    this.troubled = troubled;
    this.listener = listener;
    this.sources = sources;
  }

  /** Reads these scopes and what is pending. */
  void read(Reading reading, List<Scope> all) throws StoreException {
    for (Pending pending : state.pending()) {
      pending.reference().ifPresent(reference -> offered.put(reference, pending));
    }
    sources.read(reading.read(all, this::take));
    for (Scope scope : all) {
      List<Reference> unread =
          offered.values().stream()
              .filter(pending -> pending.scope().equals(scope.name()))
              .flatMap(pending -> pending.reference().stream())
              .filter(reference -> !sources.wasOffered(reference))
              .toList();
      if (!unread.isEmpty() && sources.resultOf(scope).filter(ScopeResult::ended).isPresent()) {
        reading.fetch(scope, unread, this::takeOffered);
      }
    }
  }

  /**
   * What is pending and is no longer under its reference may be there under another one that cannot
   * be read.
   */
  private void takeOffered(Scope scope, List<Change> changes) throws StoreException {
    boolean mayBeElsewhere =
        sources.resultOf(scope).filter(r -> r.unattributed() || r.renumbered()).isPresent();
    List<Change> said = new ArrayList<>();
    for (Change change : changes) {
      if (mayBeElsewhere && change instanceof Change.Removal removal) {
        sources.offer(removal.reference());
      } else {
        said.add(change);
      }
    }
    take(scope, said);
  }

  private void take(Scope scope, List<Change> changes) throws StoreException {
    List<Reference> references = new ArrayList<>();
    for (Change change : changes) {
      reference(change).ifPresent(references::add);
    }
    Map<Reference, List<Pairing>> paired = pairings.of(references);
    List<Pairing> batch = paired.values().stream().flatMap(List::stream).toList();
    decider.expect(batch);
    takes.expect(batch);
    for (Change change : changes) {
      sources.count();
      Optional<Reference> reference = reference(change);
      reference.filter(offered::containsKey).ifPresent(sources::offer);
      List<Pairing> all = reference.map(r -> paired.getOrDefault(r, List.of())).orElse(List.of());
      List<Pairing> mine =
          all.stream().filter(pairing -> folders.isActive(pairing.folder())).toList();
      Said said =
          change.match(
              upsert -> new Said(Optional.of(upsert), false, Optional.empty()),
              present -> new Said(Optional.empty(), false, Optional.empty()),
              removal -> new Said(Optional.empty(), true, Optional.empty()),
              broken -> new Said(Optional.empty(), false, Optional.of(broken)));
      if (said.broken.isPresent()) {
        broken(scope, mine, said.broken.get());
      } else if (said.upsert.isPresent()) {
        upsert(scope, mine, said.upsert.get());
      } else if (said.removal) {
        all.stream()
            .filter(p -> folders.isActive(p.folder()) || folders.isVanished(p.folder()))
            .forEach(pairing -> sources.remove(pairing.number()));
      } else {
        for (Pairing pairing : mine) {
          sources.tally(pairing.folder());
          if (takes.pairing(pairing)) {
            decide(scope, Decider.Case.unread(pairing, folderOf(pairing)));
          } else {
            leave(pairing);
          }
        }
      }
    }
  }

  private FolderPairing folderOf(Pairing pairing) {
    return folders.ofNumber(pairing.folder()).orElseThrow();
  }

  private void decide(Scope scope, Decider.Case subject) throws StoreException {
    int number = subject.pairing().number();
    sources.meet(number);
    if (sources.isHandled(number)) {
      sources.askAgain(scope);
    } else {
      sources.handle(number);
      decider.decide(subject);
    }
  }

  private void broken(Scope scope, List<Pairing> mine, Change.Broken broken) {
    mine.forEach(sources::unsaid);
    broken
        .key()
        .map(key -> state.bySourceKey(Set.of(key)).getOrDefault(key, List.of()))
        .orElse(List.of())
        .stream()
        .filter(
            pairing ->
                folders.ofNumber(pairing.folder()).stream()
                    .anyMatch(folder -> scope.folders().contains(folder.source().id())))
        .forEach(sources::unsaid);
    troubled.broken(scope, broken);
  }

  private void upsert(Scope scope, List<Pairing> mine, Change.Upsert upsert) throws StoreException {
    if (takes.item(upsert.item())) {
      upsert.findings().forEach(finding -> listener.found(decider.title(upsert.item()), finding));
    } else {
      for (Pairing pairing : mine) {
        leave(pairing);
      }
      return;
    }
    List<Integer> now =
        upsert.folders().stream()
            .flatMap(folder -> folders.ofSource(folder).stream())
            .sorted()
            .collect(Collectors.toCollection(ArrayList::new));
    if (now.isEmpty() && mine.isEmpty()) {
      return;
    }
    long position = scratch.spool().put(Spooled.of(upsert));
    List<Pairing> displaced = new ArrayList<>();
    for (Pairing pairing : mine) {
      if (now.remove((Integer) pairing.folder())) {
        sources.tally(pairing.folder());
        decide(scope, Decider.Case.read(pairing, folderOf(pairing), position));
      } else {
        displaced.add(pairing);
      }
    }
    for (int folder : now) {
      sources.tally(folder);
      if (displaced.isEmpty() || folders.undecided().contains(folder)) {
        sources.strangers().add(Sources.Stranger.pack(folder, position));
      } else {
        FolderPairing to = folders.ofNumber(folder).orElseThrow();
        decide(scope, Decider.Case.read(displaced.remove(0), to, position));
      }
    }
    displaced.forEach(pairing -> sources.remove(pairing.number()));
  }

  /** A pairing's item is there and does not take part: the pairing sleeps, or it is deleted. */
  private void leave(Pairing pairing) throws StoreException {
    if (decider.leftFilter(pairing)) {
      sources.handle(pairing.number());
    } else {
      sources.unsaid(pairing);
    }
  }

  private static Optional<Reference> reference(Change change) {
    return change.match(
        upsert -> Optional.of(upsert.reference()),
        present -> Optional.of(present.reference()),
        removal -> Optional.of(removal.reference()),
        broken -> broken.reference());
  }

  private record Said(
      Optional<Change.Upsert> upsert, boolean removal, Optional<Change.Broken> broken) {}
}
