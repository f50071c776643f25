// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.oneway.engine.item.Finding;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Reference;
import org.oneway.engine.item.Uid;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.CardFile;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.FolderDirectory;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.store.Outcome;
import org.oneway.engine.store.Write;

/** Carries out single writes on the files of cards; which of them are named is settled later. */
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
      Outcome outcome, Optional<TargetFolder> replacedIn, boolean isTrueWhenListed, int bytes) {}

  private static final Result STALE = now(new Outcome.Stale());

  private final TargetArchive archive;
  private final DurableFiles files;
  private final Instant now;

  TargetWrites(TargetArchive archive, DurableFiles files, Instant now) {
    this.archive = archive;
    this.files = files;
    this.now = now;
  }

  /** Where an item is. */
  private record Place(TargetFolder folder, Uid uid, String path) {
    Reference reference() {
      return References.of(folder.id(), uid.value());
    }
  }

  @Override
  public Step create(Write.Create write) {
    return () -> {
      Optional<TargetFolder> folder = archive.folder(write.folder());
      if (folder.isEmpty()) {
        return STALE;
      }
      CardFile.Made card;
      try {
        card = make(write.item(), folder.get());
      } catch (ArchiveDamaged e) {
        return refused(e);
      }
      return put(write.item().uid().orElseThrow(), folder.get(), card);
    };
  }

  /** Puts a card where there is none of its uid; what is there and equal is left. */
  private Result put(Uid uid, TargetFolder folder, CardFile.Made card) throws IOException {
    Place place = new Place(folder, uid, folder.pathOf(uid));
    if (folder.item(uid).isPresent()) {
      Optional<byte[]> there = read(place.path());
      if (there.isPresent()) {
        return holds(there.get(), card) ? whenListed(done(place, card, there.get()), 0) : STALE;
      }
    }
    files.place(archive.root().resolve(place.path()), out -> out.write(card.text()));
    folder.add(uid);
    return whenListed(done(place, card, card.text()), card.text().length);
  }

  private static boolean holds(byte[] text, CardFile.Made card) {
    try {
      return Arrays.equals(text, card.text())
          || CardFile.read("", text).item().json().equals(card.held().json());
    } catch (ArchiveDamaged e) {
      return false;
    }
  }

  @Override
  public Step restore(Write.Restore write) {
    return write.plain().accept(this);
  }

  @Override
  public Step update(Write.Update write) {
    return () -> {
      Optional<Place> found = find(write.folder(), write.reference());
      if (found.isEmpty()) {
        return STALE;
      }
      Place place = found.get();
      CardFile.Made card;
      try {
        card = make(write.item().withUid(place.uid()), place.folder());
      } catch (ArchiveDamaged e) {
        return refused(e);
      }
      Path file = archive.root().resolve(place.path());
      Path prepared = files.prepare(file, out -> out.write(card.text()));
      // As late as can be: an edit by hand since the last reading must not be lost.
      Optional<byte[]> there = read(place.path());
      if (there.isEmpty() || !isExpected(there.get(), write.expected())) {
        files.delete(prepared);
        return STALE;
      }
      files.rename(prepared, file);
      return new Result(done(place, card, card.text()), Optional.of(place.folder()), false, 0);
    };
  }

  @Override
  public Step move(Write.Move write) {
    return () -> {
      Optional<Place> found = find(write.from(), write.reference());
      Optional<TargetFolder> to = archive.folder(write.to());
      if (found.isEmpty() || to.isEmpty()) {
        return STALE;
      }
      Place from = found.get();
      Optional<byte[]> there = read(from.path());
      if (there.isEmpty() || !isExpected(there.get(), write.expected())) {
        return STALE;
      }
      CardFile.Made card;
      try {
        Item item = CardFile.read(from.path(), there.get()).item();
        card = make(item, to.get());
      } catch (ArchiveDamaged e) {
        return refused(e);
      }
      if (from.folder().id().equals(to.get().id())) {
        return whenListed(done(from, card, there.get()), 0);
      }
      Result put = put(from.uid(), to.get(), card);
      if (put.isTrueWhenListed()) {
        from.folder().moveAway(from.uid());
      }
      return put;
    };
  }

  @Override
  public Step delete(Write.Delete write) {
    return () -> {
      Optional<Place> found = find(write.folder(), write.reference());
      Outcome gone = new Outcome.Done(Optional.empty(), Optional.empty(), Optional.empty());
      if (found.isEmpty()) {
        return whenListed(gone, 0);
      }
      Optional<byte[]> there = read(found.get().path());
      if (there.isPresent() && !isExpected(there.get(), write.expected())) {
        return STALE;
      }
      found.get().folder().remove(found.get().uid());
      return whenListed(gone, 0);
    };
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

  private CardFile.Made make(Item item, TargetFolder folder) throws ArchiveDamaged {
    return CardFile.make(item, FolderDirectory.addressBook(folder.folder().name()), now);
  }

  private Optional<Place> find(FolderId folder, Reference reference) {
    return archive
        .folder(folder)
        .flatMap(
            in ->
                References.local(folder, reference)
                    .filter(local -> !local.isEmpty())
                    .map(Uid::new)
                    .flatMap(
                        uid ->
                            in.item(uid).map(Listed::path).map(path -> new Place(in, uid, path))));
  }

  private Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(archive.read(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean isExpected(byte[] there, Optional<Version> expected) {
    return expected.isEmpty() || expected.get().equals(CardStream.version(there));
  }

  private static Outcome done(Place place, CardFile.Made card, byte[] text) {
    return new Outcome.Done(
        Optional.of(place.reference()),
        Optional.of(CardStream.version(text)),
        Optional.of(card.held()));
  }

  private static Result refused(ArchiveDamaged why) {
    return now(new Outcome.Refused(Finding.broken(why.place(), why.reason())));
  }

  private static Result now(Outcome outcome) {
    return new Result(outcome, Optional.empty(), false, 0);
  }

  private static Result whenListed(Outcome outcome, int bytes) {
    return new Result(outcome, Optional.empty(), true, bytes);
  }
}
