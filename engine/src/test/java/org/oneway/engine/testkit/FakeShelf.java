// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;

/** What a {@link FakeStore} holds, and how it names it. Its caller holds the store's lock. */
final class FakeShelf {
  /** An item that was there under this reference, and when it went. */
  record Gone(Reference reference, Set<FakeFolder> folders, long revision) {}

  /** Who changed what; zero is a user. */
  private record Deed(long revision, long session, Set<FakeFolder> folders) {}

  final Traits traits;
  final List<FakeFolder> folders = new ArrayList<>();
  final List<FakeItem> items = new ArrayList<>();
  final List<Gone> gone = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();
  private Map<Reference, FakeItem> index = Map.of();
  private long indexed = -1;
  private long serials;
  long revision;

  FakeShelf(Traits traits) {
    this.traits = traits;
  }

  FakeFolder addFolder(Folder wanted) {
    String id = traits.has(Trait.FOLDERS_ARE_NAMES) ? wanted.name() : "f" + ++serials;
    FakeFolder made =
        new FakeFolder(
            new Folder(
                new FolderId(id),
                wanted.name(),
                wanted.role(),
                wanted.color(),
                wanted.order(),
                wanted.description()));
    folders.add(made);
    return made;
  }

  Optional<FakeFolder> folderNamed(String name) {
    return folders.stream().filter(f -> f.folder.name().equals(name)).findFirst();
  }

  Optional<FakeFolder> folder(FolderId id) {
    return folders.stream().filter(f -> f.folder.id().equals(id)).findFirst();
  }

  long nextSerial() {
    return ++serials;
  }

  /** Puts a new item into a folder. */
  void add(FakeItem item, FakeFolder folder, long session) {
    items.add(item);
    item.folders.add(folder);
    item.number = folder.nextNumber();
    noteContent(item, Set.of(folder), session);
  }

  /** Carries out a change to an item, and remembers what a listing must tell of it. */
  void change(FakeItem item, long session, Runnable mutation) {
    Reference before = reference(item);
    Set<FakeFolder> were = Set.copyOf(item.folders);
    mutation.run();
    if (item.folders.isEmpty()) {
      items.remove(item);
    }
    noteContent(item, were, session);
    noteReference(item, before, were);
  }

  /** Gives all items of a folder other references without touching their bytes. */
  void rename(FakeFolder folder, Runnable mutation) {
    List<FakeItem> there = itemsIn(folder);
    List<Reference> before = there.stream().map(this::reference).toList();
    mutation.run();
    revision++;
    for (int i = 0; i < there.size(); i++) {
      FakeItem item = there.get(i);
      if (!reference(item).equals(before.get(i))) {
        item.changed = revision;
        noteReference(item, before.get(i), item.folders);
      }
    }
    folder.changed = revision;
    deeds.add(new Deed(revision, 0, Set.of(folder)));
  }

  private void noteContent(FakeItem item, Set<FakeFolder> were, long session) {
    revision++;
    item.version = revision;
    item.changed = revision;
    Set<FakeFolder> touched = new HashSet<>(were);
    touched.addAll(item.folders);
    for (FakeFolder folder : touched) {
      folder.revision = revision;
      folder.changed = revision;
    }
    deeds.add(new Deed(revision, session, touched));
  }

  private void noteReference(FakeItem item, Reference before, Set<FakeFolder> were) {
    if (item.folders.isEmpty() || !reference(item).equals(before)) {
      gone.add(new Gone(before, Set.copyOf(were), revision));
    }
  }

  /** Whether anybody but {@code session} changed something in these folders after {@code since}. */
  boolean othersWrote(Set<FolderId> ids, long since, long session) {
    return deeds.stream()
        .filter(deed -> deed.revision > since && deed.session != session)
        .anyMatch(deed -> deed.folders.stream().anyMatch(f -> ids.contains(f.folder.id())));
  }

  List<FakeItem> itemsIn(FakeFolder folder) {
    return items.stream().filter(item -> item.folders.contains(folder)).toList();
  }

  Optional<FakeItem> at(Reference reference) {
    if (indexed != revision) {
      Map<Reference, FakeItem> fresh = new LinkedHashMap<>();
      references().forEach((item, ref) -> fresh.put(ref, item));
      index = fresh;
      indexed = revision;
    }
    return Optional.ofNullable(index.get(reference));
  }

  Reference reference(FakeItem item) {
    if (traits.references() == Traits.References.BY_CONTENT) {
      return Optional.ofNullable(references().get(item)).orElseThrow();
    }
    return new Reference(nameOf(item));
  }

  /** The reference of each item; equal ones in one file are counted. */
  private Map<FakeItem, Reference> references() {
    Map<FakeItem, Reference> answer = new LinkedHashMap<>();
    Map<String, Integer> equals = new LinkedHashMap<>();
    for (FakeItem item : items) {
      if (!item.folders.isEmpty()) {
        String name = nameOf(item);
        int count = equals.merge(name, 1, Integer::sum);
        answer.put(item, new Reference(count == 1 ? name : name + "~" + count));
      }
    }
    return answer;
  }

  private String nameOf(FakeItem item) {
    return switch (traits.references()) {
      case OPAQUE -> "o" + item.serial;
      case NUMBERED ->
          item.folder().folder.id() + ";" + item.folder().numbering + "/" + item.number;
      case CHOSEN -> item.folder().folder.id() + "/" + item.fileName;
      case BY_CONTENT ->
          item.folder().folder.id()
              + "#"
              + item.card.uid().orElseGet(() -> "=" + hash(item.json().toString()));
    };
  }

  /** The reference that a card created in a folder gets, where that can be said before. */
  Optional<Reference> planned(FolderId folder, Card card) {
    return switch (traits.references()) {
      case OPAQUE, NUMBERED -> Optional.empty();
      case CHOSEN -> Optional.of(new Reference(folder + "/" + chosenName(card)));
      case BY_CONTENT -> Optional.of(new Reference(folder + "#" + card.uid().orElseThrow()));
    };
  }

  static String chosenName(Card card) {
    String uid = card.uid().orElseThrow();
    return uid.matches("[a-z0-9-]{1,40}") ? "ow-" + uid : "ow=" + hash(uid);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  Optional<Version> version(FakeItem item) {
    if (traits.has(Trait.FILE_VERSIONS)) {
      long newest = item.folders.stream().mapToLong(f -> f.revision).max().orElseThrow();
      return Optional.of(new Version("f" + newest));
    }
    return traits.has(Trait.VERSIONS)
        ? Optional.of(new Version("v" + item.version))
        : Optional.empty();
  }

  static Set<FolderId> idsOf(FakeItem item) {
    return item.folders.stream().map(f -> f.folder.id()).collect(Collectors.toSet());
  }
}
