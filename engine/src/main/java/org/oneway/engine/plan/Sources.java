// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.store.Scope;

/** What the source says, by pairing number, and what is known of its scopes. */
final class Sources {
  private final FolderMap folders;
  private final boolean absentIsDeleted;
  private final BitSet met = new BitSet();
  private final BitSet removed = new BitSet();
  private final BitSet handled = new BitSet();
  private final BitSet unsaid = new BitSet();
  private final LongLog strangers;
  private final Set<Reference> offered = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private Map<FolderId, ScopeResult> scopes = Map.of();
  private long count;
  private final Map<Integer, Integer> listed = new HashMap<>();

  /**
   * Nothing was said yet.
   *
   * @param absentIsDeleted whether what a complete source does not name is deleted there
   */
  Sources(FolderMap folders, boolean absentIsDeleted, LongLog strangers) {
    this.folders = folders;
    this.absentIsDeleted = absentIsDeleted;
    this.strangers = strangers;
  }

  /** The scopes were read; this came of them, by folder. */
  void read(Map<FolderId, ScopeResult> results) {
    scopes = results;
  }

  /** One more item was named. */
  void count() {
    count++;
  }

  /** One more item of this folder pairing was named. */
  void tally(int folder) {
    listed.merge(folder, 1, Integer::sum);
  }

  /** What is pending under this reference was told. */
  void offer(Reference reference) {
    offered.add(reference);
  }

  /** The pairing's item is there. */
  void meet(int number) {
    removed.clear(number);
    met.set(number);
  }

  /** The pairing's item is not where it was. */
  void remove(int number) {
    removed.set(number);
  }

  /** Something in this scope was said twice. */
  void askAgain(Scope scope) {
    again.add(scope.name());
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

  /** The pairing's item is there, and nothing else can be said of it. */
  void unsaid(Pairing pairing) {
    met.set(pairing.number());
    handled.set(pairing.number());
    unsaid.set(pairing.number());
  }

  /** Whether what is pending under this reference was told in this run. */
  boolean wasOffered(Reference reference) {
    return offered.contains(reference);
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
    return absentIsDeleted && scope.filter(s -> s.complete() && !s.unattributed()).isPresent();
  }

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
