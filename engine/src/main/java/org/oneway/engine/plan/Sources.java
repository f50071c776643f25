// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.change.Change;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Pending;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/**
 * What the source says. Items whose pairing is at hand are decided at once; what found none is kept
 * apart.
 */
final class Sources {
  private final SyncState state;
  private final Scratch scratch;
  private final FolderMap folders;
  private final PlanSettings settings;
  private final Decider decider;
  private final Troubled troubled;
  private final PlanListener listener;
  private final BitSet met = new BitSet();
  private final BitSet removed = new BitSet();
  private final BitSet handled = new BitSet();
  private final BitSet unsaid = new BitSet();
  private final LongLog strangers;
  private final Map<Reference, Pending> offered = new HashMap<>();
  private final Set<Reference> named = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private Map<FolderId, ScopeResult> scopes = Map.of();
  private long count;
  private final Map<Integer, Integer> listed = new HashMap<>();

  Sources(
      SyncState state,
      Scratch scratch,
      FolderMap folders,
      PlanSettings settings,
      Decider decider,
      Troubled troubled,
      PlanListener listener) {
    this.state = state;
    this.scratch = scratch;
    this.folders = folders;
    this.settings = settings;
    this.decider = decider;
    this.troubled = troubled;
    this.listener = listener;
    this.strangers = scratch.log("source-strangers");
  }

  /** Reads these scopes and what is pending. */
  void read(Reading reading, List<Scope> all) throws StoreException {
    for (Pending pending : state.pending()) {
      pending.reference().ifPresent(reference -> offered.put(reference, pending));
    }
    scopes = reading.read(all, this::take);
    for (Scope scope : all) {
      List<Reference> unread =
          offered.values().stream()
              .filter(pending -> pending.scope().equals(scope.name()))
              .flatMap(pending -> pending.reference().stream())
              .filter(reference -> !named.contains(reference))
              .toList();
      if (!unread.isEmpty() && resultOf(scope).filter(ScopeResult::ended).isPresent()) {
        reading.fetch(scope, unread, this::takeOffered);
      }
    }
  }

  /** Items that found no pairing: {@link Stranger#pack}ed. */
  LongLog strangers() {
    return strangers;
  }

  Map<FolderId, ScopeResult> scopes() {
    return scopes;
  }

  long named() {
    return count;
  }

  /** How many items the source named, by folder pairing. */
  int listed(int folder) {
    return listed.getOrDefault(folder, 0);
  }

  BitSet removed() {
    return removed;
  }

  boolean isMet(int number) {
    return met.get(number);
  }

  boolean isHandled(int number) {
    return handled.get(number);
  }

  void handle(int number) {
    handled.set(number);
    met.set(number);
  }

  /** Whether the pairing's item is there, and nothing else can be said of it. */
  boolean isUnsaid(int number) {
    return unsaid.get(number);
  }

  private void unsaid(Pairing pairing) {
    met.set(pairing.number());
    handled.set(pairing.number());
    unsaid.set(pairing.number());
  }

  /** Whether what is pending under this reference was told in this run. */
  boolean wasOffered(Reference reference) {
    return named.contains(reference);
  }

  /** Whether everything in a scope was told. */
  boolean wasReadWhole(String scope) {
    return scopes.values().stream()
        .anyMatch(result -> result.scope().name().equals(scope) && result.exhaustive());
  }

  /** Scopes in which something was said twice, so that they must be asked again. */
  Set<String> askAgain() {
    return again;
  }

  Optional<ScopeResult> resultOf(Scope scope) {
    return scope.folders().stream()
        .findFirst()
        .flatMap(folder -> Optional.ofNullable(scopes.get(folder)));
  }

  Optional<ScopeResult> scopeOf(FolderPairing folder) {
    return Optional.ofNullable(scopes.get(folder.source().id()));
  }

  /** Whether a pairing's item is certainly no longer where it was. */
  boolean isGoneFromThere(Pairing pairing) {
    if (met.get(pairing.number())) {
      return false;
    }
    return removed.get(pairing.number())
        || folders.isVanished(pairing.folder())
        || folders
            .ofNumber(pairing.folder())
            .flatMap(this::scopeOf)
            .filter(ScopeResult::exhaustive)
            .isPresent();
  }

  /** Whether a pairing's item has been deleted at the source. */
  boolean isRemoved(Pairing pairing) {
    if (met.get(pairing.number()) || folders.isVanished(pairing.folder())) {
      return false;
    }
    Optional<ScopeResult> scope = folders.ofNumber(pairing.folder()).flatMap(this::scopeOf);
    if (removed.get(pairing.number())) {
      return scope.filter(s -> s.ended() && !s.renumbered()).isPresent();
    }
    return settings.absentIsDeleted()
        && scope.filter(s -> s.complete() && !s.unattributed()).isPresent();
  }

  /**
   * What is pending and is no longer under its reference may be there under another one that cannot
   * be read.
   */
  private void takeOffered(Scope scope, List<Change> changes) throws StoreException {
    boolean mayBeElsewhere =
        resultOf(scope).filter(r -> r.unattributed() || r.renumbered()).isPresent();
    List<Change> said = new ArrayList<>();
    for (Change change : changes) {
      if (mayBeElsewhere && change instanceof Change.Removal removal) {
        named.add(removal.reference());
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
    Map<Reference, List<Pairing>> paired = state.bySource(references);
    decider.expect(paired.values().stream().flatMap(List::stream).toList());
    for (Change change : changes) {
      count++;
      Optional<Reference> reference = reference(change);
      reference.filter(offered::containsKey).ifPresent(named::add);
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
            .forEach(pairing -> removed.set(pairing.number()));
      } else {
        for (Pairing pairing : mine) {
          tally(pairing.folder());
          decide(scope, Decider.Case.unread(pairing, folderOf(pairing)));
        }
      }
    }
  }

  private void tally(int folder) {
    listed.merge(folder, 1, Integer::sum);
  }

  private FolderPairing folderOf(Pairing pairing) {
    return folders.ofNumber(pairing.folder()).orElseThrow();
  }

  private void decide(Scope scope, Decider.Case subject) throws StoreException {
    int number = subject.pairing().number();
    removed.clear(number);
    met.set(number);
    if (handled.get(number)) {
      again.add(scope.name());
      return;
    }
    handled.set(number);
    decider.decide(subject);
  }

  private void broken(Scope scope, List<Pairing> mine, Change.Broken broken) {
    mine.forEach(this::unsaid);
    broken
        .key()
        .map(key -> state.bySourceKey(Set.of(key)).getOrDefault(key, List.of()))
        .orElse(List.of())
        .stream()
        .filter(
            pairing ->
                folders.ofNumber(pairing.folder()).stream()
                    .anyMatch(folder -> scope.folders().contains(folder.source().id())))
        .forEach(this::unsaid);
    troubled.broken(scope, broken);
  }

  private void upsert(Scope scope, List<Pairing> mine, Change.Upsert upsert) throws StoreException {
    if (!settings.kinds().contains(upsert.item().kind())) {
      return;
    }
    upsert.findings().forEach(finding -> listener.found(decider.title(upsert.item()), finding));
    if (!settings.filter().includes(upsert.item().kind(), upsert.item().json())) {
      for (Pairing pairing : mine) {
        if (decider.leftFilter(pairing)) {
          handle(pairing.number());
        } else {
          unsaid(pairing);
        }
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
        tally(pairing.folder());
        decide(scope, Decider.Case.read(pairing, folderOf(pairing), position));
      } else {
        displaced.add(pairing);
      }
    }
    for (int folder : now) {
      tally(folder);
      if (displaced.isEmpty() || folders.undecided().contains(folder)) {
        strangers.add(Stranger.pack(folder, position));
      } else {
        FolderPairing to = folders.ofNumber(folder).orElseThrow();
        decide(scope, Decider.Case.read(displaced.remove(0), to, position));
      }
    }
    displaced.forEach(pairing -> removed.set(pairing.number()));
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

  /** A source item without a pairing: the number of its folder pairing and its spool position. */
  record Stranger(int folder, long position) {
    private static final int BITS = 48;

    static long pack(int folder, long position) {
      return ((long) folder << BITS) | position;
    }

    static Stranger unpack(long packed) {
      return new Stranger((int) (packed >>> BITS), packed & ((1L << BITS) - 1));
    }
  }
}
