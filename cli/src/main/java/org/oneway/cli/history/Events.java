// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.oneway.cli.json.Answer;
import org.oneway.cli.screen.FieldWords;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Kind;
import org.oneway.engine.plan.Operation;
import org.oneway.engine.run.RunListener;
import org.oneway.engine.state.FolderPairing;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.undo.Entry;
import org.oneway.engine.undo.UndoListener;

/**
 * Turns what happens in one sync into events: objects whose members keep their names and meaning
 * from release to release. They say of an item's content what the screens say, and no more.
 */
public final class Events implements RunListener, UndoListener {
  /** No text is longer, in characters; names of 10,000 characters are cut. */
  private static final int LONGEST = 300;

  private final String sync;
  private final Consumer<ObjectNode> sink;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<FolderId, String> namesById = new HashMap<>();

  /** Events of this sync, told to {@code sink} as they happen. */
  public Events(String sync, Consumer<ObjectNode> sink) {
    this.sync = sync;
    this.sink = sink;
  }

  /** What the target's folders are called. */
  public void folders(List<FolderPairing> folders) {
    for (FolderPairing folder : folders) {
      names.put(folder.number(), folder.target().name());
      namesById.put(folder.target().id(), folder.target().name());
    }
  }

  @Override
  public void settled(Operation operation, Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      ObjectNode event = about(event("refused"), operation);
      tell(put(event, refused.why()));
    } else if (outcome instanceof Outcome.Done) {
      tell(of(operation));
    }
  }

  /** What an operation of a plan would do. */
  public void planned(Operation operation) {
    tell(of(operation).put("planned", true));
  }

  @Override
  public void found(String title, Finding finding) {
    ObjectNode event = event("finding").put("title", cut(title));
    tell(put(event.put("level", Answer.word(finding.level())), finding));
  }

  @Override
  public void taken(Entry entry, Taken how, String why) {
    String name =
        switch (how) {
          case PUT_BACK -> "changed";
          case RETURNED -> "added";
          case REMOVED -> "deleted";
          case KEPT -> "left-alone";
          case REFUSED -> "refused";
        };
    FolderId folder = how == Taken.REMOVED ? entry.to() : entry.from();
    ObjectNode event = about(event(name), entry.kind(), name(folder), entry.uid(), entry.title());
    tell(why.isEmpty() ? event : event.put("text", cut(why)));
  }

  /** An event without any member but its name and sync. */
  ObjectNode event(String name) {
    return JsonNodeFactory.instance.objectNode().put("event", name).put("sync", sync);
  }

  /** An event that is an object of the answer too. */
  ObjectNode event(String name, ObjectNode object) {
    ObjectNode event = event(name);
    object.properties().forEach(member -> event.set(member.getKey(), member.getValue()));
    return event;
  }

  /** Tells an event. */
  void tell(ObjectNode event) {
    sink.accept(event);
  }

  private ObjectNode of(Operation operation) {
    String name =
        switch (operation.action()) {
          case CREATE -> "added";
          case UPDATE -> "changed";
          case MOVE, JOIN, LEAVE -> "moved";
          case DELETE -> "deleted";
          case REMEMBER, FORGET -> "adopted";
        };
    ObjectNode event = about(event(name), operation);
    switch (operation.action()) {
      case MOVE -> event.put("from", cut(name(operation.from())));
      case JOIN -> event.put("text", "also in this folder");
      case LEAVE -> event.put("text", "no longer in this folder");
      default -> {}
    }
    List<FieldWords.Changed> changes = FieldWords.each(operation.changes());
    if (!changes.isEmpty()) {
      ArrayNode fields = event.putArray("fields");
      for (FieldWords.Changed change : changes) {
        ObjectNode field = fields.addObject().put("field", cut(change.name()));
        change.before().ifPresent(before -> field.put("before", before));
        change.after().ifPresent(after -> field.put("after", after));
        field.put("words", change.words());
      }
    }
    if (!operation.reasons().isEmpty()) {
      ArrayNode why = event.putArray("why");
      operation.reasons().forEach(reason -> why.add(cut(reason)));
    }
    return event;
  }

  private ObjectNode about(ObjectNode event, Operation operation) {
    String folder = names.getOrDefault(operation.folder(), name(operation.to()));
    return about(
        event,
        operation.pairing().kind(),
        folder,
        operation.pairing().sourceUid().value(),
        operation.title());
  }

  private static ObjectNode about(
      ObjectNode event, Kind kind, String folder, String uid, String title) {
    return event
        .put("kind", Answer.word(kind))
        .put("folder", cut(folder))
        .put("uid", cut(uid))
        .put("title", cut(title));
  }

  private String name(FolderId id) {
    return namesById.getOrDefault(id, id.value());
  }

  private static ObjectNode put(ObjectNode event, Finding finding) {
    return event
        .put("property", cut(finding.property()))
        .put("place", cut(finding.place()))
        .put("text", cut(finding.reason()));
  }

  /** A text that is at most so long. */
  static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }
}
