// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.maildir.Listing.Entry;
import org.oneway.connectors.shared.mime.MessageItem;
import org.oneway.connectors.shared.mime.Scan;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.Write;

/** Carries out single writes: a message is put into place whole, its flags are its name. */
final class MessageWriter implements Write.Visitor<MessageWriter.Attempt> {
  private static final Outcome STALE = new Outcome.Stale();
  private static final String DIGEST = "digest:sha-256";
  private static final int HASH_BYTES = 16;

  private final MaildirTarget store;
  private final Disk disk;
  private final KeywordsFile keywordsFile;
  private final InstantSource clock;

  MessageWriter(MaildirTarget store, Disk disk, InstantSource clock) {
    this.store = store;
    this.disk = disk;
    this.keywordsFile = new KeywordsFile(disk);
    this.clock = clock;
  }

  /** A write that can still fail. */
  interface Attempt {
    Outcome carryOut() throws IOException, StoreException;
  }

  /**
   * What the name of a message with this uid begins with: a time, by which Dovecot orders what it
   * has not seen, and a hash.
   */
  static String unique(Item item) {
    long second = MessageItem.received(item).map(Instant::getEpochSecond).orElse(0L);
    String uid = item.uid().map(Uid::value).orElse("");
    return Math.max(second, 0) + mark(uid);
  }

  /** The part of such a name that tells the uid. */
  static String mark(String uid) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
      return ".O" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + ".oneway";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Outcome refused(String why) {
    return new Outcome.Refused(Finding.broken("", why));
  }

  @Override
  public Attempt create(Write.Create write) {
    return () ->
        write.content().isEmpty()
            ? refused("its bytes are not at hand")
            : put(write.folder(), unique(write.item()), write.item(), write.content().get());
  }

  private Outcome put(FolderId folder, String unique, Item item, Content content)
      throws IOException, StoreException {
    Path directory = store.directory(folder);
    // Only we give such names, so the listing of this session knows them all.
    Optional<Entry> there =
        store.listed(folder).entry(unique).filter(entry -> Files.exists(entry.file()));
    if (there.isPresent()) {
      return ifThere(folder, there.get(), item);
    }
    disk.makeDirectory(directory.resolve("tmp"));
    Path file = directory.resolve("tmp").resolve(unique);
    try {
      Optional<Scan> scan = write(file, content, MessageItem.received(item));
      boolean isAnother =
          scan.isPresent()
              && item.json().has(DIGEST)
              && !item.json().path(DIGEST).asText().equals(scan.get().sha256());
      if (scan.isEmpty() || isAnother) {
        // What was planned is not there any more at the source: that is decided again.
        return STALE;
      }
      return arrive(
          folder, file, new MessageName(unique, separator(directory), "", ""), item, scan);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Optional<Scan> write(Path file, Content content, Optional<Instant> received)
      throws IOException {
    InputStream opened;
    try {
      opened = content.open();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (opened) {
      return Optional.of(disk.write(file, opened, received));
    }
  }

  private static String separator(Path directory) {
    return directory.getFileSystem().getSeparator().equals("\\") ? ";" : ":";
  }

  private static void setTime(Path file, Item item) throws IOException {
    Optional<Instant> received = MessageItem.received(item);
    if (received.isPresent()) {
      Files.setLastModifiedTime(file, FileTime.from(received.get()));
    }
  }

  /** Puts a file under its name into the folder's {@code cur}. */
  private Outcome arrive(
      FolderId folder, Path file, MessageName name, Item item, Optional<Scan> scan)
      throws IOException, StoreException {
    Path directory = store.directory(folder);
    Set<String> wanted = MessageItem.keywords(item);
    Keywords names = keywordsFile.with(directory, wanted, clock.instant());
    MessageName flagged = name.with(names.letters(wanted, name.letters()));
    Entry entry = new Entry(directory.resolve("cur"), flagged, flagged.file());
    if (!entry.file().equals(file)) {
      disk.move(file, entry.file());
    }
    store.listed(folder).put(entry);
    Set<String> held = names.named(flagged.letters());
    Item now = MessageItem.with(item, held, MessageItem.received(item));
    scan.ifPresent(s -> now.json().put("size", s.size()).put(DIGEST, s.sha256()));
    return new Outcome.Done(
        Optional.of(Layout.reference(folder, name.unique())),
        Optional.of(MessageReader.version(held)),
        Optional.of(now));
  }

  /** What a message that is there already means for one that is to be made. */
  private Outcome ifThere(FolderId folder, Entry there, Item item)
      throws IOException, StoreException {
    Set<String> keywords = store.keywords(folder).named(there.name().letters());
    Item found = store.reader().item(there.file(), keywords);
    boolean isSame =
        found.json().path(DIGEST).equals(item.json().path(DIGEST))
            || (!item.json().has(DIGEST) && found.uid().equals(item.uid()));
    if (!isSame || !keywords.equals(held(folder, item))) {
      return STALE;
    }
    return new Outcome.Done(
        Optional.of(Layout.reference(folder, there.name().unique())),
        Optional.of(MessageReader.version(keywords)),
        Optional.empty());
  }

  /** Which of an item's keywords have a letter in a folder. */
  private Set<String> held(FolderId folder, Item item) throws StoreException {
    Keywords names = store.keywords(folder);
    return names.named(names.letters(MessageItem.keywords(item), ""));
  }

  /** Where the message is, unless its flags are others than expected. */
  private Optional<Entry> expected(Reference reference, Optional<Version> expected)
      throws StoreException {
    FolderId folder = Layout.folder(reference);
    Optional<Entry> entry = store.look(folder, reference);
    if (entry.isEmpty() || expected.isEmpty()) {
      return entry;
    }
    Keywords names = store.keywords(folder);
    Version now = MessageReader.version(names.named(entry.get().name().letters()));
    return entry.filter(e -> now.equals(expected.get()));
  }

  @Override
  public Attempt update(Write.Update write) {
    return () -> {
      Optional<Entry> entry = expected(write.reference(), write.expected());
      return entry.isEmpty()
          ? STALE
          : flag(Layout.folder(write.reference()), entry.get(), write.item());
    };
  }

  /** Gives a message other flags, and another time; its bytes are never others. */
  private Outcome flag(FolderId folder, Entry entry, Item item) throws IOException, StoreException {
    try {
      setTime(entry.file(), item);
      return arrive(folder, entry.file(), entry.name(), item, Optional.empty());
    } catch (NoSuchFileException e) {
      return STALE;
    }
  }

  @Override
  public Attempt move(Write.Move write) {
    return () -> {
      Optional<Entry> entry = expected(write.reference(), write.expected());
      String unique = Layout.unique(write.reference());
      if (entry.isEmpty() || store.find(write.to(), unique).isPresent()) {
        return STALE;
      }
      Set<String> keywords = store.keywords(write.from()).named(entry.get().name().letters());
      Path to = store.directory(write.to());
      // The same keyword may have another letter there.
      Keywords names = keywordsFile.with(to, keywords, clock.instant());
      MessageName name = entry.get().name().with(names.letters(keywords, ""));
      Entry moved = new Entry(to.resolve("cur"), name, name.file());
      try {
        disk.move(entry.get().file(), moved.file());
      } catch (NoSuchFileException e) {
        return STALE;
      }
      store.listed(write.to()).put(moved);
      return new Outcome.Done(
          Optional.of(Layout.reference(write.to(), unique)),
          Optional.of(MessageReader.version(names.named(name.letters()))),
          Optional.empty());
    };
  }

  @Override
  public Attempt delete(Write.Delete write) {
    return () -> {
      FolderId folder = Layout.folder(write.reference());
      if (store.look(folder, write.reference()).isEmpty()) {
        return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
      }
      Optional<Entry> entry = expected(write.reference(), write.expected());
      if (entry.isEmpty()) {
        return STALE;
      }
      disk.delete(entry.get().file());
      store.listed(folder).remove(entry.get().name().unique());
      return new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
    };
  }

  @Override
  public Attempt restore(Write.Restore write) {
    return () -> {
      FolderId folder = Layout.folder(write.reference());
      String unique = Layout.unique(write.reference());
      if (write.over()) {
        Optional<Entry> entry = expected(write.reference(), write.expected());
        return entry.isEmpty() ? STALE : flag(folder, entry.get(), write.item());
      }
      if (store.look(folder, write.reference()).isPresent()) {
        return STALE;
      }
      return write.original().isEmpty()
          ? refused("its bytes are not at hand")
          : put(
              folder, unique, write.item(), () -> new ByteArrayInputStream(write.original().get()));
    };
  }

  @Override
  public Attempt join(Write.Join write) {
    return () -> refused("a message is in one folder only");
  }

  @Override
  public Attempt leave(Write.Leave write) {
    return () -> refused("a message is in one folder only");
  }
}
