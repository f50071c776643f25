// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;

/** What the deciding asks of the stores. */
final class Stores implements Decider.Wants, Admission.Gate {
  private final Scratch scratch;
  private final FolderMap folders;
  private final Targets targets;
  private final List<Scope> targetScopes;
  private final Map<FolderId, Scope> sourceScopes = new HashMap<>();
  private final Reading readTarget;
  private final Reading readSource;
  private final Set<String> waiting = new HashSet<>();

  Stores(
      Scratch scratch,
      FolderMap folders,
      Targets targets,
      List<Scope> sourceScopes,
      List<Scope> targetScopes,
      Reading readSource,
      Reading readTarget) {
    this.scratch = scratch;
    this.folders = folders;
    this.targets = targets;
    this.targetScopes = List.copyOf(targetScopes);
    sourceScopes.forEach(
        scope -> scope.folders().forEach(folder -> this.sourceScopes.put(folder, scope)));
    this.readSource = readSource;
    this.readTarget = readTarget;
  }

  /** Names of the source scopes in which something had to wait. */
  Set<String> waiting() {
    return Set.copyOf(waiting);
  }

  @Override
  public void target(List<Decider.Case> cases) throws StoreException {
    Map<Scope, List<Pairing>> wanted = new HashMap<>();
    for (Decider.Case subject : cases) {
      scopeOf(subject.pairing().targetFolder())
          .ifPresent(
              scope ->
                  wanted.computeIfAbsent(scope, s -> new ArrayList<>()).add(subject.pairing()));
    }
    targets.fetch(readTarget, wanted);
  }

  @Override
  public List<Decider.Case> source(List<Decider.Case> cases) throws StoreException {
    Map<Scope, List<Reference>> wanted = new HashMap<>();
    Map<Reference, Decider.Case> byReference = new HashMap<>();
    for (Decider.Case subject : cases) {
      Reference reference = subject.pairing().source().reference();
      byReference.put(reference, subject);
      Scope scope = sourceScopes.get(subject.folder().source().id());
      if (scope != null) {
        wanted.computeIfAbsent(scope, s -> new ArrayList<>()).add(reference);
      }
    }
    List<Decider.Case> read = new ArrayList<>();
    for (Map.Entry<Scope, List<Reference>> entry : wanted.entrySet()) {
      readSource.fetch(
          entry.getKey(),
          entry.getValue(),
          (scope, changes) ->
              changes.forEach(
                  change ->
                      change.match(
                          upsert -> {
                            Decider.Case subject = byReference.get(upsert.reference());
                            return subject != null
                                && read.add(subject.at(scratch.spool().put(Spooled.of(upsert))));
                          },
                          present -> false,
                          removal -> false,
                          broken -> false)));
    }
    return read;
  }

  @Override
  public Map<Reference, Long> read(List<Spooled> stubs) throws StoreException {
    Map<Scope, List<Reference>> wanted = new HashMap<>();
    for (Spooled stub : stubs) {
      scopeOf(stub.folders().iterator().next())
          .ifPresent(
              scope -> wanted.computeIfAbsent(scope, s -> new ArrayList<>()).add(stub.reference()));
    }
    Map<Reference, Long> read = new HashMap<>();
    for (Map.Entry<Scope, List<Reference>> entry : wanted.entrySet()) {
      readTarget.fetch(
          entry.getKey(),
          entry.getValue(),
          (scope, changes) ->
              changes.forEach(
                  change ->
                      change.match(
                          upsert ->
                              read.put(upsert.reference(), scratch.spool().put(Spooled.of(upsert))),
                          present -> null,
                          removal -> null,
                          broken -> null)));
    }
    return read;
  }

  private Optional<Scope> scopeOf(FolderId folder) {
    return targetScopes.stream().filter(scope -> scope.folders().contains(folder)).findFirst();
  }

  @Override
  public boolean isOpen(FolderPairing folder) {
    if (folders.toBeMade().contains(folder.number())) {
      return true;
    }
    ScopeResult result = targets.scopes().get(folder.target().id());
    return !folders.isTargetGone(folder.number()) && result != null && result.ended();
  }

  @Override
  public void waits(FolderPairing folder) {
    waiting.add(folders.scopeName(folder));
  }
}
