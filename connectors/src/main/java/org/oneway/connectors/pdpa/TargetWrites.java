// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.FolderDirectory;
import org.oneway.engine.pdpa.ItemFile;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Write;

/** Carries out single writes on the files of items; which of them are named is settled later. */
final class TargetWrites implements Write.Visitor<TargetWrites.Step> {
  /** A write that is ready to be carried out. */
  @FunctionalInterface
  interface Step {
    Result carryOut() throws IOException;
  }

  /**
   * What became of a write.
   *
   * @param replacedIn the folder in which a named file was replaced: true for good after a sync of
   *     its directory
   * @param isTrueWhenListed whether the outcome is true only after {@code folder.json} was written
   * @param bytes how much was written
   */
  record Result(
      Outcome outcome, Optional<TargetDirectory> replacedIn, boolean isTrueWhenListed, int bytes) {}

  static final Result STALE = now(new Outcome.Stale());

  private final TargetArchive archive;
  private final DurableFiles files;
  private final Instant now;
  private final ByteWrites bytes;

  TargetWrites(TargetArchive archive, DurableFiles files, Instant now) {
    this.archive = archive;
    this.files = files;
    this.now = now;
    this.bytes = new ByteWrites(archive, files);
  }

  /** Where an item is. */
  record Place(FolderId folder, TargetDirectory part, Key key, List<String> paths) {
    Reference reference() {
      return References.of(folder, key);
    }
  }

  @Override
  public Step create(Write.Create write) {
    return () -> {
      if (archive.folder(write.folder()).isEmpty()) {
        return STALE;
      }
      ItemFile.Made made;
      try {
        if (isBytes(write.item().kind())) {
          return bytes.create(write.folder(), write.item(), write.content());
        }
        made = make(write.item(), write.folder());
      } catch (ArchiveDamaged e) {
        return refused(e);
      }
      return put(made, write.folder());
    };
  }

  /** Puts an item where there is none of its uid; what is there and equal is left. */
  private Result put(ItemFile.Made made, FolderId folder) throws IOException {
    Key key = made.held().key().orElseThrow();
    TargetDirectory part =
        archive.part(folder, DataType.of(key.kind()).orElseThrow()).orElseThrow();
    Optional<Listed> named = part.item(key.uid());
    if (named.isPresent()) {
      Optional<List<byte[]>> there = archive.readAll(named.get().paths());
      if (there.isPresent()) {
        Place place = new Place(folder, part, key, named.get().paths());
        return holds(there.get(), made) ? whenListed(done(place, made, there.get()), 0) : STALE;
      }
    }
    return write(made, folder, part, key);
  }

  /** Files that nothing names yet, to be named together. */
  private Result write(ItemFile.Made made, FolderId folder, TargetDirectory part, Key key)
      throws IOException {
    List<String> paths = part.pathsFor(key.uid(), made);
    for (int i = 0; i < paths.size(); i++) {
      byte[] text = made.texts().get(i);
      files.place(archive.root().resolve(paths.get(i)), out -> out.write(text));
    }
    part.add(key.uid(), paths);
    return whenListed(done(new Place(folder, part, key, paths), made, made.texts()), made.size());
  }

  private static boolean holds(List<byte[]> there, ItemFile.Made made) {
    try {
      DataType type = DataType.of(made.held().kind()).orElseThrow();
      List<ItemFile> objects = new ArrayList<>();
      for (byte[] text : there) {
        objects.addAll(ItemFile.read("", text, type));
      }
      List<ItemFile> joined = ItemFile.joined(objects);
      return joined.size() == 1 && joined.get(0).item().json().equals(made.held().json());
    } catch (ArchiveDamaged e) {
      return false;
    }
  }

  @Override
  public Step restore(Write.Restore write) {
    Write plain = write.plain();
    if (write.original().isEmpty() || !isBytes(write.item().kind())) {
      return plain.accept(this);
    }
    Optional<Content> content =
        write.original().map(original -> () -> new ByteArrayInputStream(original));
    return plain instanceof Write.Create create
        ? create(new Write.Create(create.id(), create.folder(), create.item(), content))
        : update(
            new Write.Update(
                write.id(),
                write.reference(),
                write.expected(),
                write.folder(),
                write.item(),
                content));
  }

  @Override
  public Step update(Write.Update write) {
    return () -> {
      Optional<Place> found = find(write.folder(), write.reference());
      if (found.isEmpty()) {
        return STALE;
      }
      Place place = found.get();
      ItemFile.Made made;
      try {
        if (isBytes(place.key().kind())) {
          return bytes.update(place, write.item(), write.content(), write.expected());
        }
        made = make(write.item().withUid(place.key().uid()), place.folder());
      } catch (ArchiveDamaged e) {
        return refused(e);
      }
      if (made.texts().size() > 1 || place.paths().size() > 1) {
        // Several files cannot be replaced at once, but they can be named at once.
        Optional<List<byte[]>> there = archive.readAll(place.paths());
        return there.isPresent() && isExpected(there.get(), write.expected())
            ? write(made, place.folder(), place.part(), place.key())
            : STALE;
      }
      Path file = archive.root().resolve(place.paths().get(0));
      Path prepared = files.prepare(file, out -> out.write(made.text()));
      // As late as can be: an edit by hand since the last reading must not be lost.
      Optional<List<byte[]>> there = archive.readAll(place.paths());
      if (there.isEmpty() || !isExpected(there.get(), write.expected())) {
        files.delete(prepared);
        return STALE;
      }
      files.rename(prepared, file);
      return new Result(done(place, made, made.texts()), Optional.of(place.part()), false, 0);
    };
  }

  @Override
  public Step move(Write.Move write) {
    return () -> {
      Optional<Place> found = find(write.from(), write.reference());
      if (found.isEmpty() || archive.folder(write.to()).isEmpty()) {
        return STALE;
      }
      Place from = found.get();
      if (isBytes(from.key().kind())) {
        return bytes.move(from, write.to(), write.expected());
      }
      Optional<List<byte[]>> there = archive.readAll(from.paths());
      if (there.isEmpty() || !isExpected(there.get(), write.expected())) {
        return STALE;
      }
      ItemFile.Made made;
      try {
        made = make(itemOf(from, there.get()), write.to());
      } catch (ArchiveDamaged e) {
        return refused(e);
      }
      if (from.folder().equals(write.to())) {
        return whenListed(done(from, made, there.get()), 0);
      }
      Result put = put(made, write.to());
      if (put.isTrueWhenListed()) {
        from.part().moveAway(from.key().uid());
      }
      return put;
    };
  }

  private static Item itemOf(Place place, List<byte[]> texts) throws ArchiveDamaged {
    List<ItemFile> objects = new ArrayList<>();
    String name = place.paths().get(0);
    for (byte[] text : texts) {
      objects.addAll(ItemFile.read(name, text, DataType.of(place.key().kind()).orElseThrow()));
    }
    List<ItemFile> joined = ItemFile.joined(objects);
    if (joined.size() != 1) {
      throw new ArchiveDamaged(name, "holds several items");
    }
    return joined.get(0).item();
  }

  @Override
  public Step delete(Write.Delete write) {
    return () -> {
      Optional<Place> found = find(write.folder(), write.reference());
      Outcome gone = new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
      if (found.isEmpty()) {
        return whenListed(gone, 0);
      }
      if (!mayGo(found.get(), write.expected())) {
        return STALE;
      }
      found.get().part().remove(found.get().key().uid());
      return whenListed(gone, 0);
    };
  }

  private boolean mayGo(Place place, Optional<Version> expected) throws IOException {
    if (isBytes(place.key().kind())) {
      return bytes.mayGo(place, expected);
    }
    Optional<List<byte[]>> there = archive.readAll(place.paths());
    return there.isEmpty() || isExpected(there.get(), expected);
  }

  private static boolean isBytes(Kind kind) {
    return DataType.of(kind).filter(DataType::isBytes).isPresent();
  }

  @Override
  public Step join(Write.Join write) {
    return TargetWrites::refusedMembership;
  }

  @Override
  public Step leave(Write.Leave write) {
    return TargetWrites::refusedMembership;
  }

  private static Result refusedMembership() {
    return refused(new ArchiveDamaged("", "an item of an archive is in one folder"));
  }

  private ItemFile.Made make(Item item, FolderId folder) throws ArchiveDamaged {
    DataType type = DataType.of(item.kind()).orElse(DataType.CONTACTS);
    String name = archive.folder(folder).orElseThrow().folder().name();
    return ItemFile.make(item, FolderDirectory.collection(type, name), now);
  }

  private Optional<Place> find(FolderId folder, Reference reference) {
    Optional<Key> key = References.local(folder, reference);
    Optional<TargetDirectory> part =
        key.flatMap(k -> archive.folder(folder).flatMap(in -> in.part(k.kind())));
    return part.flatMap(p -> p.item(key.orElseThrow().uid()))
        .map(item -> new Place(folder, part.orElseThrow(), key.orElseThrow(), item.paths()));
  }

  private static boolean isExpected(List<byte[]> there, Optional<Version> expected) {
    return expected.isEmpty() || expected.get().equals(ReadFiles.version(there));
  }

  private static Outcome done(Place place, ItemFile.Made made, List<byte[]> texts) {
    return new Outcome.Done(
        Optional.of(place.reference()),
        Optional.of(ReadFiles.version(texts)),
        Optional.of(made.held()));
  }

  static Result refused(ArchiveDamaged why) {
    return now(new Outcome.Refused(Finding.broken(why.place(), why.reason())));
  }

  private static Result now(Outcome outcome) {
    return new Result(outcome, Optional.empty(), false, 0);
  }

  static Result whenListed(Outcome outcome, int bytes) {
    return new Result(outcome, Optional.empty(), true, bytes);
  }
}
