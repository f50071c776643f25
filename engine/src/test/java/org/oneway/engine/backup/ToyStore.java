// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.oneway.engine.change.Change;
import org.oneway.engine.change.ChangeStream;
import org.oneway.engine.change.Coverage;
import org.oneway.engine.change.Ending;
import org.oneway.engine.change.Known;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Scope;

/** A store that its user edits at random; lists everything, or what has changed. */
final class ToyStore {
  private static final List<Kind> KINDS = List.of(Kind.CONTACT, Kind.EVENT, Kind.TASK, Kind.NOTE);

  private final Random random;
  private final boolean incremental;
  private final Map<FolderId, String> folders =
      new TreeMap<>(java.util.Comparator.comparing(FolderId::value));
  private final Map<Reference, Entry> entries = new LinkedHashMap<>();
  private final List<Log> log = new ArrayList<>();
  private long clock;
  private long names;

  /** Items that cannot be read at the moment. */
  final java.util.Set<Reference> broken = new java.util.HashSet<>();

  /** How many items were read whole. */
  long read;

  private record Entry(FolderId folder, Kind kind, String uid, String text, long version) {}

  private record Log(long time, FolderId folder, Reference reference) {}

  ToyStore(Random random, boolean incremental) {
    this.random = random;
    this.incremental = incremental;
    addFolder();
    addFolder();
  }

  void addFolder() {
    String name = "Folder " + random.nextInt(6);
    if (!folders.containsValue(name)) {
      folders.put(new FolderId("id" + ++names), name);
    }
  }

  /** Makes some edits. */
  void edit(int count) {
    for (int i = 0; i < count; i++) {
      int what = random.nextInt(100);
      if (folders.isEmpty() || what < 3) {
        addFolder();
      } else if (what < 5) {
        removeFolder(any(List.copyOf(folders.keySet())));
      } else if (what < 8) {
        rename(any(List.copyOf(folders.keySet())));
      } else if (what < 50 || entries.isEmpty()) {
        add();
      } else if (what < 70) {
        change();
      } else if (what < 80) {
        move();
      } else {
        remove(any(List.copyOf(entries.keySet())));
      }
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void rename(FolderId folder) {
    String name = "Folder " + random.nextInt(9);
    if (!folders.containsValue(name)) {
      folders.put(folder, name);
    }
  }

  private void removeFolder(FolderId folder) {
    folders.remove(folder);
    entries.entrySet().removeIf(entry -> entry.getValue().folder().equals(folder));
  }

  private void put(Reference reference, Entry entry) {
    entries.put(reference, entry);
    log.add(new Log(++clock, entry.folder(), reference));
  }

  void add() {
    // Few uids, so that some folders have one twice.
    Entry entry =
        new Entry(
            any(List.copyOf(folders.keySet())),
            any(KINDS),
            "uid" + random.nextInt(40),
            "text " + random.nextInt(),
            ++clock);
    put(new Reference("ref" + ++names), entry);
  }

  private void change() {
    Reference reference = any(List.copyOf(entries.keySet()));
    Entry old = Optional.ofNullable(entries.get(reference)).orElseThrow();
    // The version changes, the text perhaps.
    String text = random.nextInt(4) == 0 ? old.text() : "text " + random.nextInt();
    put(reference, new Entry(old.folder(), old.kind(), old.uid(), text, ++clock));
  }

  private void move() {
    Reference reference = any(List.copyOf(entries.keySet()));
    Entry old = Optional.ofNullable(entries.get(reference)).orElseThrow();
    FolderId to = any(List.copyOf(folders.keySet()));
    remove(reference);
    put(new Reference("ref" + ++names), new Entry(to, old.kind(), old.uid(), old.text(), ++clock));
  }

  void remove(Reference reference) {
    Entry gone = Optional.ofNullable(entries.remove(reference)).orElseThrow();
    log.add(new Log(++clock, gone.folder(), reference));
  }

  List<Reference> references() {
    return List.copyOf(entries.keySet());
  }

  List<Folder> folders() {
    List<Folder> all = new ArrayList<>();
    folders.forEach((id, name) -> all.add(Folder.of(id, name)));
    return all;
  }

  /** What is in it: folder, kind, uid and text. */
  List<String> contents() {
    List<String> all = new ArrayList<>();
    folders.values().forEach(name -> all.add(name));
    entries
        .values()
        .forEach(
            entry ->
                all.add(
                    "%s %s %s %s"
                        .formatted(
                            folders.get(entry.folder()), entry.kind(), entry.uid(), entry.text())));
    all.sort(null);
    return all;
  }

  ChangeStream changes(Scope scope, Checkpoint since, Known known) {
    Deque<Change> changes = new ArrayDeque<>();
    FolderId folder = scope.folders().iterator().next();
    Set<Reference> told = new java.util.HashSet<>();
    boolean all = since.isNone() || !incremental;
    if (all) {
      entries.forEach(
          (reference, entry) -> {
            if (entry.folder().equals(folder)) {
              changes.add(change(reference, entry, known));
            }
          });
    } else {
      long from = Long.parseLong(since.value());
      for (Log line : log) {
        if (line.time() > from && line.folder().equals(folder) && told.add(line.reference())) {
          Entry entry = entries.get(line.reference());
          changes.add(
              entry == null
                  ? new Change.Removal(line.reference())
                  : change(line.reference(), entry, known));
        }
      }
    }
    return stream(
        changes,
        new Ending(
            all ? Coverage.COMPLETE : Coverage.INCREMENTAL,
            incremental ? new Checkpoint(String.valueOf(clock)) : Checkpoint.NONE,
            0));
  }

  ChangeStream fetch(Scope scope, List<Reference> references) {
    Deque<Change> changes = new ArrayDeque<>();
    references.forEach(
        reference ->
            Optional.ofNullable(entries.get(reference))
                .ifPresent(entry -> changes.add(change(reference, entry, Known.NOTHING))));
    return stream(changes, new Ending(Coverage.INCREMENTAL, Checkpoint.NONE, 0));
  }

  private Change change(Reference reference, Entry entry, Known known) {
    Version version = new Version(String.valueOf(entry.version()));
    Optional<Known.Seen> seen = known.of(reference);
    if (seen.flatMap(Known.Seen::version).equals(Optional.of(version))) {
      return new Change.Present(reference);
    }
    Item item = item(entry);
    if (broken.contains(reference)) {
      return new Change.Broken(
          Optional.of(reference), item.key(), entry.uid(), Finding.broken("toy", "is broken"));
    }
    read++;
    return new Change.Upsert(
        reference, Optional.of(version), Set.of(entry.folder()), item, Optional.empty(), List.of());
  }

  private static Item item(Entry entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    String type =
        switch (entry.kind()) {
          case EVENT -> "Event";
          case TASK -> "Task";
          case NOTE -> "Note";
          default -> "Card";
        };
    json.put("@type", type).put("uid", entry.uid()).put("title", entry.text());
    json.putObject("name").put("full", entry.text());
    return new Item(entry.kind(), Optional.of(new Uid(entry.uid())), json, Optional.empty(), false);
  }

  private static ChangeStream stream(Deque<Change> changes, Ending ending) {
    return new ChangeStream() {
      @Override
      public Optional<Change> next() {
        return Optional.ofNullable(changes.poll());
      }

      @Override
      public Ending ending() {
        return ending;
      }

      @Override
      public void close() {}
    };
  }
}
