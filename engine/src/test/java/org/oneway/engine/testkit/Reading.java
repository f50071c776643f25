// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.store.StoreException;

/** A stream that was read to its end. */
public record Reading(List<Change> changes, Ending ending) {
  public Reading {
    changes = List.copyOf(changes);
  }

  /** Reads a stream to its end and closes it. */
  public static Reading of(ChangeStream stream) throws StoreException {
    try (stream) {
      List<Change> changes = rest(stream);
      return new Reading(changes, stream.ending());
    }
  }

  /** What is left of a stream. */
  public static List<Change> rest(ChangeStream stream) throws StoreException {
    List<Change> changes = new ArrayList<>();
    for (var next = stream.next(); next.isPresent(); next = stream.next()) {
      changes.add(next.get());
    }
    return changes;
  }

  /** This reading after what was pulled of the same stream before. */
  public Reading after(Change... before) {
    return new Reading(Stream.concat(Stream.of(before), changes.stream()).toList(), ending);
  }

  public List<Change.Upsert> upserts() {
    return all(Change.Upsert.class);
  }

  public List<Change.Present> present() {
    return all(Change.Present.class);
  }

  public List<Change.Removal> removals() {
    return all(Change.Removal.class);
  }

  public List<Change.Broken> broken() {
    return all(Change.Broken.class);
  }

  private <C> List<C> all(Class<C> type) {
    return changes.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The last word on the item with this uid, if it was told at all. */
  public Optional<Change.Upsert> upsert(String uid) {
    return upserts().stream()
        .filter(u -> u.item().uid().filter(id -> id.value().equals(uid)).isPresent())
        .reduce((first, second) -> second);
  }

  /** The full names of all items told, sorted. */
  public List<String> names() {
    return upserts().stream().map(Reading::name).sorted().toList();
  }

  /** What a user calls what was told: a full name, or a title. */
  public static String name(Change.Upsert upsert) {
    return nameOf(upsert.item());
  }

  static String nameOf(Item item) {
    return switch (item.kind()) {
      case CONTACT -> Card.of(item.json()).name();
      case EVENT, TASK, NOTE -> item.json().path("title").asText();
      case MESSAGE -> Mails.name(item);
      case FILE, SCRIPT -> item.json().path("path").asText();
    };
  }

  /** What a reader of this remembers. */
  public Known known() {
    Map<Reference, Known.Seen> seen = new HashMap<>();
    upserts()
        .forEach(
            u ->
                u.item()
                    .key()
                    .ifPresent(key -> seen.put(u.reference(), new Known.Seen(key, u.version()))));
    return references -> {
      Map<Reference, Known.Seen> answer = new HashMap<>(seen);
      answer.keySet().retainAll(references);
      return answer;
    };
  }

  /** The names of all items there are after this, for one who saw {@code before}; sorted. */
  public static List<String> namesNow(Map<Reference, String> picture) {
    return picture.values().stream().sorted().toList();
  }

  /** What one who saw {@code before} believes to be there after this: names by reference. */
  public Map<Reference, String> onto(Map<Reference, String> before) {
    Map<Reference, String> now = new LinkedHashMap<>();
    if (ending.coverage() == Coverage.INCREMENTAL) {
      now.putAll(before);
    }
    for (Change change : changes) {
      change.match(
          upsert -> Optional.ofNullable(now.put(upsert.reference(), name(upsert))),
          present ->
              Optional.ofNullable(
                  now.put(
                      present.reference(),
                      Optional.ofNullable(before.get(present.reference()))
                          .orElse("never seen: " + present.reference()))),
          removal -> Optional.ofNullable(now.remove(removal.reference())),
          broken -> broken.reference().map(reference -> now.put(reference, "broken")));
    }
    return now;
  }
}
