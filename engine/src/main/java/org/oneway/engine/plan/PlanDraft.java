// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.plan;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.plan.Counts.Count;
import org.oneway.engine.plan.Notice.About;
import org.oneway.engine.plan.Operation.Action;
import org.oneway.engine.similar.FieldChange;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.state.Pairing;
import org.oneway.engine.state.Seen;

/** A plan in the making: operations go to one file for each action. */
final class PlanDraft {
  private final Scratch scratch;
  private final FolderMap folders;
  private final Map<Action, DataOutputStream> files = new EnumMap<>(Action.class);
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final List<Notice> notices;
  private final Guard guard = new Guard();
  private final UidChanges uidChanges;
  private long nextId;
  private long touched;

  PlanDraft(
      Scratch scratch,
      FolderMap folders,
      List<Notice> notices,
      UidChanges uidChanges,
      long firstId) {
    this.scratch = scratch;
    this.folders = folders;
    this.notices = notices;
    this.uidChanges = uidChanges;
    this.nextId = firstId + 1;
  }

  FolderPairing folder(int number) {
    return folders.ofNumber(number).orElseThrow();
  }

  String scopeName(FolderPairing folder) {
    return folders.scopeName(folder);
  }

  Guard guard() {
    return guard;
  }

  void count(Count what, long more) {
    counts.merge(what, more, Long::sum);
  }

  void countConflicts(int fields) {
    count(Count.CONFLICTS, fields);
  }

  Counts counts() {
    return new Counts(counts);
  }

  void notice(About about, Decider.Case subject, String title, String text) {
    notices.add(new Notice(about, subject.folder().target().name(), title, text));
  }

  void notice(Notice notice) {
    notices.add(notice);
  }

  void conflict(Decider.Case subject, String title, FieldChange change) {
    countConflicts(1);
    notice(About.CONFLICT, subject, title, change.path() + " was changed on both sides");
  }

  void forget(Pairing pairing, Row row, String title, List<String> reasons) {
    emit(new OperationBuilder(Action.FORGET, pairing, row, title).reasons(reasons));
  }

  /** Forgets the pairing of an item that stays at the target. */
  void keepAndForget(
      Pairing pairing, Seen there, FolderId folder, Row row, String title, List<String> reasons) {
    emit(
        new OperationBuilder(Action.FORGET, pairing, row, title)
            .at(there)
            .in(folder)
            .reasons(reasons));
  }

  void remember(
      Pairing after,
      boolean known,
      long base,
      long there,
      Row row,
      String title,
      List<String> reasons) {
    if (!known) {
      count(Count.ADOPTED, 1);
    }
    emit(
        new OperationBuilder(Action.REMEMBER, after, row, title)
            .known(known)
            .at(after.target())
            .base(base)
            .there(there)
            .reasons(reasons));
  }

  void update(
      Pairing after,
      boolean known,
      Decider.Case subject,
      Spooled was,
      long there,
      Item send,
      List<FieldChange> changes,
      Row row,
      String title,
      List<Finding> findings) {
    count(Count.CHANGED, 1);
    emit(
        new OperationBuilder(Action.UPDATE, after, row, title)
            .known(known)
            .at(after.target())
            .in(after.targetFolder())
            .send(scratch.spool().put(was.withItem(send)))
            .base(subject.position())
            .there(there)
            .changes(changes)
            .reasons(subject.reasons())
            .findings(findings));
  }

  void move(
      Pairing after,
      Decider.Case subject,
      Seen at,
      FolderId from,
      long there,
      Optional<Item> send,
      List<FieldChange> changes,
      Row row,
      String title) {
    count(Count.MOVED, 1);
    long sent = -1;
    if (send.isPresent()) {
      count(Count.CHANGED, 1);
      sent = scratch.spool().put(scratch.spool().get(there).withItem(send.get()));
    }
    emit(
        new OperationBuilder(Action.MOVE, after, row, title)
            .at(at)
            .in(from)
            .to(subject.folder().target().id())
            .send(sent)
            .base(subject.position())
            .there(there)
            .changes(changes)
            .reasons(subject.reasons()));
  }

  void create(
      Pairing after,
      boolean known,
      Decider.Case subject,
      Spooled source,
      Item send,
      Row row,
      String title) {
    count(Count.ADDED, 1);
    boolean sentAsItIs = send.equals(source.item());
    emit(
        new OperationBuilder(Action.CREATE, after, row, title)
            .known(known)
            .in(subject.folder().target().id())
            .send(sentAsItIs ? subject.position() : scratch.spool().put(source.withItem(send)))
            .base(subject.position())
            .reasons(subject.reasons())
            .findings(source.findings()));
  }

  void join(Pairing after, Decider.Case subject, Row row, String title) {
    count(Count.MOVED, 1);
    emit(
        new OperationBuilder(Action.JOIN, after, row, title)
            .known(false)
            .in(subject.folder().target().id())
            .base(subject.position())
            .reasons(subject.reasons()));
  }

  void leave(Pairing pairing, Seen at, FolderId from, Row row, String title) {
    count(Count.MOVED, 1);
    emit(new OperationBuilder(Action.LEAVE, pairing, row, title).at(at).in(from));
  }

  void delete(
      Pairing pairing, Decider.Case subject, Seen at, FolderId from, Row row, String title) {
    count(Count.DELETED, 1);
    guard.count(pairing);
    emit(
        new OperationBuilder(Action.DELETE, pairing, row, title)
            .at(at)
            .in(from)
            .reasons(subject.reasons()));
  }

  /** How many pairings of the state this plan changes by a write or forgets. */
  long touched() {
    return touched;
  }

  private void emit(OperationBuilder builder) {
    Operation operation = builder.build(nextId++);
    if (operation.known() && operation.action() != Action.REMEMBER) {
      touched++;
    }
    Pairing pairing = operation.pairing();
    if (!pairing.sourceUid().equals(pairing.targetUid()) && operation.action() != Action.DELETE) {
      uidChanges.add(pairing.sourceUid(), pairing.targetUid());
    }
    try {
      OperationCodec.write(operation, file(operation.action()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(Path directory, Action action) {
    return directory.resolve("operations-" + action);
  }

  private DataOutputStream file(Action action) {
    return files.computeIfAbsent(
        action,
        a -> {
          try {
            return new DataOutputStream(
                new BufferedOutputStream(
                    Files.newOutputStream(path(scratch.directory(), a)), 1 << 15));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Nothing is added afterwards. */
  void finish() {
    try {
      for (DataOutputStream file : files.values()) {
        file.close();
      }
      scratch.spool().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
