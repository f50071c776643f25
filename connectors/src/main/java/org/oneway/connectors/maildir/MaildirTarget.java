// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.oneway.connectors.maildir.Listing.Entry;
import org.oneway.engine.item.Checkpoint;
import org.oneway.engine.item.Folder;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.store.Capabilities;
import org.oneway.engine.store.Located;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Outcomes;
import org.oneway.engine.store.Scope;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;
import org.oneway.engine.store.Write;

/** The folders of a Maildir, read and written. */
final class MaildirTarget extends MaildirSource implements TargetStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Capabilities.UidUniqueIn.FOLDER, false, Capabilities.Condition.ITEM, true, false, 100, 1);

  /** How large a message may be whose bytes are kept before it is deleted. */
  private static final long LARGEST_ORIGINAL = 8 << 20;

  private static final long ORIGINALS = 64L << 20;

  private final Disk disk = new Disk(counted());
  private final MessageWriter writer;
  private Optional<Map<Uid, List<Located>>> byUid = Optional.empty();

  MaildirTarget(StoreSettings settings, boolean isMadeOfDirectories) throws StoreException {
    super(settings, isMadeOfDirectories);
    this.writer = new MessageWriter(this, disk, settings.clock());
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  /** A directory that is not there yet is made by the first folder. */
  @Override
  public List<Folder> folders() throws StoreException {
    return Files.notExists(layout().root()) ? List.of() : super.folders();
  }

  @Override
  public Folder ensureFolder(Folder wanted) throws StoreException {
    for (Folder there : folders()) {
      boolean isInbox = there.id().equals(Layout.INBOX) && Layout.isInbox(wanted);
      if (isInbox || there.name().equals(wanted.name())) {
        return there;
      }
    }
    Folder made = layout().toBeMade(wanted);
    boolean isInbox = made.id().equals(Layout.INBOX);
    Path directory =
        layout()
            .directory(made.id())
            .orElseThrow(() -> failures().impossible(wanted.name(), "its name names no directory"));
    try {
      disk.makeFolder(directory, made.id().value().startsWith(".") && !isInbox);
      return made;
    } catch (IOException e) {
      throw failures().writing(e);
    }
  }

  @Override
  public Optional<Reference> planned(FolderId folder, Item item) {
    return Optional.of(Layout.reference(folder, MessageWriter.unique(item)));
  }

  /** Where a message is now: the directory is looked at, not what is remembered of it. */
  Optional<Entry> look(FolderId folder, Reference reference) throws StoreException {
    return find(folder, Layout.unique(reference));
  }

  /** First by the names we give, which is cheap; else every message is read, once. */
  @Override
  public List<Located> find(Key key) throws StoreException {
    if (key.kind() != Kind.MESSAGE) {
      return List.of();
    }
    List<Located> ours = new ArrayList<>();
    String mark = MessageWriter.mark(key.uid().value());
    for (Folder folder : folders()) {
      Keywords names = keywords(folder.id());
      for (Entry entry : listed(folder.id()).entries()) {
        if (entry.name().unique().endsWith(mark) && Files.exists(entry.file())) {
          ours.add(located(folder.id(), entry, names));
        }
      }
    }
    if (!ours.isEmpty()) {
      return List.copyOf(ours);
    }
    if (byUid.isEmpty()) {
      byUid = Optional.of(readAll());
    }
    return List.copyOf(byUid.get().getOrDefault(key.uid(), List.of()));
  }

  private static Located located(FolderId folder, Entry entry, Keywords names) {
    return new Located(
        Layout.reference(folder, entry.name().unique()),
        Optional.of(MessageReader.version(names.named(entry.name().letters()))),
        Set.of(folder));
  }

  private Map<Uid, List<Located>> readAll() throws StoreException {
    Map<Uid, List<Located>> all = new HashMap<>();
    for (Folder folder : folders()) {
      Keywords names = keywords(folder.id());
      for (Entry entry : listed(folder.id()).entries()) {
        read(entry)
            .flatMap(Item::uid)
            .ifPresent(
                uid ->
                    all.computeIfAbsent(uid, u -> new ArrayList<>())
                        .add(located(folder.id(), entry, names)));
      }
    }
    return all;
  }

  /** The message in a file; empty where it is gone, or under another name by now. */
  private Optional<Item> read(Entry entry) throws StoreException {
    try {
      return Optional.of(reader().item(entry.file(), Set.of()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failures().reading(e);
    }
  }

  @Override
  public Map<Reference, byte[]> originals(List<Reference> references) throws StoreException {
    Map<Reference, byte[]> originals = new HashMap<>();
    long room = ORIGINALS;
    for (Reference reference : references) {
      Optional<Entry> entry = look(Layout.folder(reference), reference);
      long most = Math.min(room, LARGEST_ORIGINAL);
      Optional<byte[]> bytes = entry.isPresent() ? bytes(entry.get(), most) : Optional.empty();
      if (bytes.isPresent()) {
        originals.put(reference, bytes.get());
        room -= bytes.get().length;
      }
    }
    return originals;
  }

  /** The bytes in a file that has at most so many; empty where it has more, or is gone. */
  private Optional<byte[]> bytes(Entry entry, long most) throws StoreException {
    try {
      return Files.size(entry.file()) <= most
          ? Optional.of(Files.readAllBytes(entry.file()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failures().reading(e);
    }
  }

  private record Told(Write write, Outcome outcome) {}

  @Override
  public void apply(List<Write> batch, Outcomes outcomes) throws StoreException {
    List<Told> done = new ArrayList<>();
    byUid = Optional.empty();
    try {
      try {
        for (Write write : batch) {
          done.add(new Told(write, write.accept(writer).carryOut()));
        }
      } finally {
        disk.sync();
        done.forEach(told -> outcomes.tell(told.write(), told.outcome()));
      }
    } catch (IOException e) {
      throw failures().writing(e);
    }
  }

  @Override
  public void settle(Outcomes outcomes) {}

  @Override
  public Optional<Checkpoint> after(Scope scope, Checkpoint before) {
    return Optional.empty();
  }
}
