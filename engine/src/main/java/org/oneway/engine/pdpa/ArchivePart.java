// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Mailbox;
import org.oneway.engine.item.Uid;

/** An archive that is being written, or one of its volumes. */
final class ArchivePart implements Closeable {
  private final ArchiveOutput output;
  private final SealLog files;
  private final Instant time;
  private final FolderPaths paths = new FolderPaths(List.of());
  private final Map<FolderId, Map<DataType, Open>> folders = new LinkedHashMap<>();
  private final Map<String, Open> openByPath = new LinkedHashMap<>();
  private boolean hasItems;
  private long listed;

  ArchivePart(ArchiveOutput output, Instant time) {
    this.output = output;
    this.files = new SealLog(output);
    this.time = time;
  }

  /** A directory of a folder. */
  private static final class Open {
    private final DataType type;
    private final String path;
    private final ListingLog log;
    private Folder folder;
    private Mailbox mailbox = Mailbox.UNKNOWN;

    Open(DataType type, String path, Folder folder, ListingLog log) {
      this.type = type;
      this.path = path;
      this.folder = folder;
      this.log = log;
    }
  }

  ArchiveOutput output() {
    return output;
  }

  /** Whether anything was added but folders. */
  boolean hasItems() {
    return hasItems;
  }

  /** What it will have in bytes at most, were it completed now. */
  long size() throws IOException {
    return output.size() + listed + files.size();
  }

  /** Adds a folder with its parents, and directories for these types. */
  void folder(Folder folder, Set<DataType> types) {
    types.forEach(type -> open(folder, type));
  }

  /** Whether the folder has a directory. */
  boolean holds(FolderId folder) {
    return folders.containsKey(folder);
  }

  private Open open(Folder folder, DataType type) {
    Map<DataType, Open> known =
        folders.computeIfAbsent(folder.id(), id -> new EnumMap<>(DataType.class));
    Open there = known.get(type);
    if (there != null) {
      return there;
    }
    for (String name : FolderPaths.withParents(folder.name())) {
      boolean isLast = name.equals(folder.name());
      Folder described = isLast ? folder : Folder.of(new FolderId(name), name);
      Optional<String> assigned = paths.of(type, name);
      String path = assigned.isPresent() ? assigned.get() : paths.assign(type, name);
      Open open = openByPath.computeIfAbsent(path, p -> opened(type, p, described));
      if (isLast) {
        open.folder = folder;
        known.put(type, open);
        return open;
      }
    }
    throw new IllegalStateException("a folder's name is the last of its parents' and its own");
  }

  private Open opened(DataType type, String path, Folder folder) {
    // Both files that describe it.
    listed += 1_000 + 6L * folder.name().length();
    return new Open(
        type,
        path,
        folder,
        new ListingLog(output.scratch().resolve("listing-" + openByPath.size())));
  }

  /** Adds an item. */
  void add(Folder folder, DataType type, ItemFile.Made made) throws IOException {
    Open open = open(folder, type);
    Uid uid = made.uid();
    hasItems = true;
    if (made.texts().size() > 1) {
      for (int i = 0; i < made.texts().size(); i++) {
        create(open, uid, made.fileNames().get(i), made.texts().get(i));
      }
      return;
    }
    for (int copy = 1; !create(open, uid, FileNames.ofItem(uid, copy), made.text()); copy++) {
      // Another item has this uid; the next number is tried.
    }
  }

  /** Answers false where there is a file of this name. */
  private boolean create(Open open, Uid uid, String name, byte[] text) throws IOException {
    boolean isNew = files.create(open.path + "/" + name, time, text);
    if (isNew) {
      named(open, uid, name, "");
    }
    return isNew;
  }

  private void named(Open open, Uid uid, String name, String about) throws IOException {
    open.log.item(uid.value(), name, about);
    // Named in two lists, and in the container's own.
    listed +=
        2L * (uid.value().length() + name.length() + about.length() + 40)
            + open.path.length()
            + 100;
  }

  /** Adds an item whose file is its bytes. */
  void add(Folder folder, DataType type, Item item, ItemBytes bytes) throws IOException {
    Open open = open(folder, type);
    Uid uid = item.uid().orElseThrow();
    String about = ItemAbout.of(item);
    String ending = FileNames.ending(item.kind(), item.json().path("path").asText(uid.value()));
    Instant modified = item.updated().orElse(time);
    hasItems = true;
    for (int copy = 1; ; copy++) {
      String name = FileNames.ofBytes(uid, bytes.hash(), ending, copy);
      if (create(open.path + "/" + name, modified, bytes)) {
        named(open, uid, name, about);
        return;
      }
    }
  }

  private boolean create(String path, Instant modified, ItemBytes bytes) throws IOException {
    return bytes.sha256().isPresent()
        ? files.create(path, modified, bytes::writeTo, bytes.sha256().get())
        : files.create(path, modified, bytes::writeTo);
  }

  /** What {@code folder.json} says of a mailbox beside its messages. */
  void mailbox(Folder folder, Mailbox mailbox) {
    open(folder, DataType.MAIL).mailbox = mailbox;
  }

  /** Says that an item is no longer in the folder. */
  void removed(Folder folder, DataType type, Uid uid) throws IOException {
    open(folder, type).log.removed(uid.value());
    hasItems = true;
    listed += uid.value().length() + 10L;
  }

  /** Writes the listings and what the archive says of itself, makes it last and reads it over. */
  void complete(ArchiveMetadata metadata) throws IOException {
    Set<DataType> held = EnumSet.noneOf(DataType.class);
    for (Open open : openByPath.values()) {
      describe(open);
      held.add(open.type);
    }
    byte[] text = metadata.withDataTypes(held).text();
    files.create("index.json", time, text);
    files.create("archive.json", time, text);
    files.complete(time);
    output.complete();
  }

  /** Removes what is unfinished. */
  @Override
  public void close() throws IOException {
    try {
      files.close();
    } finally {
      output.close();
    }
  }

  private void describe(Open open) throws IOException {
    String name = open.path.substring(open.path.lastIndexOf('/') + 1);
    FolderFile file = open.log.into(FolderFile.describing(open.type, open.folder, name));
    MailboxCodec.add(open.mailbox, file.header());
    if (!open.type.isBytes()) {
      byte[] collection =
          new CollectionFile(Json.emptyObject()).with(open.type, open.folder, time).text();
      files.create(
          open.path + "/" + open.type.collectionFile(), time, out -> out.write(collection));
    }
    files.create(open.path + "/" + FolderFile.NAME, time, out -> FolderFileCodec.write(file, out));
  }
}
