// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.plan.Spool;
import org.oneway.engine.plan.Spooled;
import org.oneway.engine.similar.Similarity;
import org.oneway.engine.state.Bases;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Intent;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.SyncState;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** Turns operations into writes and intents. */
final class Jobs {
  private final SourceStore source;
  private final TargetStore target;
  private final SyncState state;
  private final Spool spool;
  private final Map<Integer, FolderPairing> folders;
  private final Bookkeeping books;
  private final Map<FolderId, Scope> scopes = new HashMap<>();

  Jobs(
      SourceStore source,
      TargetStore target,
      SyncState state,
      Spool spool,
      Map<Integer, FolderPairing> folders,
      Bookkeeping books) {
    this.source = source;
    this.target = target;
    this.state = state;
    this.spool = spool;
    this.folders = folders;
    this.books = books;
  }

  /** The write that begins this operation. */
  Job of(Operation operation) throws StoreException {
    FolderId to = arrivesAt(operation);
    Optional<Item> sent = sent(operation);
    Optional<Reference> planned = planned(operation, to, sent);
    if (operation.action() == Action.MOVE && !target.capabilities().moves()) {
      Optional<Reference> copy = copyIn(to, planned, operation.pairing().targetKey());
      if (copy.isPresent()) {
        Write delete = delete(operation, operation.id());
        return new Job(operation, delete, intent(operation, to, copy), to, sent);
      }
    }
    Write write =
        switch (operation.action()) {
          case CREATE ->
              new Write.Create(operation.id(), to, sent.orElseThrow(), content(operation));
          case UPDATE ->
              new Write.Update(
                  operation.id(),
                  operation.reference().orElseThrow(),
                  operation.expected(),
                  operation.from(),
                  sent.orElseThrow(),
                  content(operation));
          case MOVE ->
              target.capabilities().moves()
                  ? new Write.Move(
                      operation.id(),
                      operation.reference().orElseThrow(),
                      operation.expected(),
                      operation.from(),
                      to)
                  : new Write.Create(operation.id(), to, sent.orElseThrow(), content(operation));
          case DELETE -> delete(operation, operation.id());
          case JOIN -> new Write.Join(operation.id(), led(operation), to);
          case LEAVE ->
              new Write.Leave(
                  operation.id(), operation.reference().orElseThrow(), operation.from());
          case REMEMBER, FORGET ->
              throw new IllegalStateException(operation.action() + " writes nothing");
        };
    return new Job(operation, write, intent(operation, to, planned), to, sent);
  }

  private static Write delete(Operation operation, long id) {
    return new Write.Delete(
        id, operation.reference().orElseThrow(), operation.expected(), operation.from());
  }

  /** A copy that an interrupted move has made already. */
  private Optional<Reference> copyIn(FolderId folder, Optional<Reference> planned, Key key)
      throws StoreException {
    if (planned.isPresent()) {
      return planned.filter(r -> state.foreign(List.of(r)).containsKey(r));
    }
    return target.find(key).stream()
        .filter(located -> located.folders().contains(folder))
        .map(Located::reference)
        .findFirst();
  }

  private Optional<Reference> planned(Operation operation, FolderId to, Optional<Item> sent) {
    // Only of files the reference follows from what a user can change.
    boolean mayArrive =
        operation.action() == Action.UPDATE && operation.pairing().kind() == Kind.FILE;
    return operation.action() == Action.CREATE || operation.action() == Action.MOVE || mayArrive
        ? sent.flatMap(item -> target.planned(to, item))
        : Optional.empty();
  }

  /** The write that ends a move: its change, or where moves are copies the removal of the old. */
  Optional<Job> second(Job move, Reference at, Optional<Version> version) {
    Operation operation = move.operation();
    if (!target.capabilities().moves()) {
      return Optional.of(
          new Job(
              operation,
              delete(operation, -operation.id()),
              move.intent(),
              move.folder(),
              move.sent()));
    }
    if (operation.send() < 0) {
      return Optional.empty();
    }
    Write update =
        new Write.Update(
            -operation.id(),
            at,
            version,
            move.folder(),
            move.sent().orElseThrow(),
            content(operation));
    return Optional.of(new Job(operation, update, move.intent(), move.folder(), move.sent()));
  }

  private FolderId arrivesAt(Operation operation) {
    return switch (operation.action()) {
      case CREATE, MOVE, JOIN -> folder(operation.folder());
      default -> operation.from();
    };
  }

  private FolderId folder(int number) {
    return Optional.ofNullable(folders.get(number)).orElseThrow().target().id();
  }

  private Optional<Item> sent(Operation operation) {
    long position = operation.send() >= 0 ? operation.send() : operation.there();
    return position < 0 ? Optional.empty() : Optional.of(spool.get(position).item());
  }

  private Reference led(Operation operation) {
    return state
        .byTargetKey(List.of(operation.pairing().targetKey()))
        .getOrDefault(operation.pairing().targetKey(), List.of())
        .stream()
        .filter(pairing -> !pairing.notices().contains(Pairing.Notice.SHARES_OBJECT))
        .map(pairing -> pairing.target().reference())
        .findFirst()
        .orElse(new Reference("not made"));
  }

  private Intent intent(Operation operation, FolderId to, Optional<Reference> planned) {
    Optional<Reference> before =
        operation.action() == Action.JOIN ? Optional.of(led(operation)) : operation.reference();
    Optional<Bases> bases =
        operation.action() == Action.DELETE || operation.action() == Action.LEAVE
            ? Optional.empty()
            : books.intended(operation);
    return new Intent(
        operation.id(),
        Intent.Action.valueOf(operation.action().name()),
        before,
        planned,
        to,
        operation.expected(),
        operation.pairing(),
        bases);
  }

  private Optional<Content> content(Operation operation) {
    if (operation.send() < 0 || !spool.get(operation.send()).hasContent()) {
      return Optional.empty();
    }
    if (operation.there() >= 0 && hasContentOf(operation.there(), operation.send())) {
      return Optional.empty();
    }
    Spooled sent = spool.get(operation.base() >= 0 ? operation.base() : operation.send());
    FolderId folder =
        Optional.ofNullable(folders.get(operation.folder())).orElseThrow().source().id();
    return Optional.of(() -> open(folder, sent.reference()));
  }

  private boolean hasContentOf(long there, long send) {
    Item item = spool.get(send).item();
    return Similarity.of(item.kind()).isSameContent(spool.get(there).item().json(), item.json());
  }

  /** Reads the source's bytes when they are needed; one caller at a time. */
  private InputStream open(FolderId folder, Reference reference) throws IOException {
    synchronized (source) {
      try {
        Optional<Content> content = Optional.empty();
        if (scopes.isEmpty()) {
          for (Scope scope : source.scopes()) {
            scope.folders().forEach(one -> scopes.put(one, scope));
          }
        }
        Optional<Scope> scope = Optional.ofNullable(scopes.get(folder));
        if (scope.isPresent()) {
          content = source.content(scope.get(), reference);
        }
        if (content.isPresent()) {
          return content.get().open();
        }
      } catch (StoreException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    throw new IOException("the source no longer has the bytes of " + reference);
  }
}
