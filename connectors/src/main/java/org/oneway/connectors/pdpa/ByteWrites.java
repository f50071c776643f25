// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.pdpa;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.oneway.connectors.pdpa.ByteItems.Passed;
import org.oneway.connectors.pdpa.TargetWrites.Place;
import org.oneway.connectors.pdpa.TargetWrites.Result;
import org.oneway.engine.item.Content;
import org.oneway.engine.item.FolderId;
import org.oneway.engine.item.Item;
import org.oneway.engine.item.Key;
import org.oneway.engine.item.Kind;
import org.oneway.engine.item.Version;
import org.oneway.engine.pdpa.ArchiveDamaged;
import org.oneway.engine.pdpa.ArchiveFile;
import org.oneway.engine.pdpa.DataType;
import org.oneway.engine.pdpa.DurableFiles;
import org.oneway.engine.pdpa.FileNames;
import org.oneway.engine.pdpa.ItemAbout;
import org.oneway.engine.pdpa.Listing.Listed;
import org.oneway.engine.store.Outcome;

/**
 * Writes of items that are their bytes. A file is put into place whole, under a name that tells its
 * bytes; what else is said of it counts when {@code folder.json} says so. So nothing is ever
 * replaced, and bytes and listing go over together.
 */
final class ByteWrites {
  private static final String DIGEST = "digest:sha-256";

  private final TargetArchive archive;
  private final DurableFiles files;

  ByteWrites(TargetArchive archive, DurableFiles files) {
    this.archive = archive;
    this.files = files;
  }

  /** Puts an item where there is none of its uid; what is there and equal is left. */
  Result create(FolderId folder, Item item, Optional<Content> content) throws IOException {
    Key key = item.key().orElseThrow();
    DataType type = DataType.of(key.kind()).orElseThrow();
    TargetDirectory part = archive.part(folder, type).orElseThrow();
    Place place = new Place(folder, part, key, List.of());
    Optional<Listed> there = part.item(key.uid());
    if (there.isPresent() && archive.file(there.get().path()).isPresent()) {
      boolean isSame =
          there.get().about().equals(ItemAbout.of(item))
              && digest(there.get()).equals(item.json().path(DIGEST).asText());
      return isSame ? done(place, there.get(), 0) : TargetWrites.STALE;
    }
    return content.isEmpty() ? noBytes() : put(place, item, content.get());
  }

  private String digest(Listed listed) throws IOException {
    try (InputStream in = archive.open(listed.path())) {
      return Passed.of(listed.type().kind(), in).digest();
    }
  }

  private static Result noBytes() {
    return TargetWrites.refused(new ArchiveDamaged("", "its bytes are not at hand"));
  }

  /** Writes the bytes, and names them from the next listing on. */
  private Result put(Place place, Item item, Content content) throws IOException {
    Kind kind = place.key().kind();
    String about = ItemAbout.of(item);
    Path directory = place.part().directory().directory();
    Path arriving = directory.resolve(".oneway-arriving.tmp");
    Optional<Passed> passed = receive(arriving, kind, content);
    boolean isAnother =
        passed.isPresent()
            && item.json().has(DIGEST)
            && !passed.get().digest().equals(item.json().path(DIGEST).asText());
    if (passed.isEmpty() || isAnother) {
      // What was planned is not there any more at the source: that is decided again.
      files.delete(arriving);
      return TargetWrites.STALE;
    }
    if (item.updated().isPresent()) {
      Files.setLastModifiedTime(arriving, FileTime.from(item.updated().get()));
    }
    String name =
        FileNames.ofBytes(
            place.key().uid(),
            passed.get().hash(),
            FileNames.ending(kind, item.json().path("path").asText()));
    files.rename(arriving, directory.resolve(name));
    Listed listed =
        new Listed(
            DataType.of(kind).orElseThrow(),
            Optional.of(place.key().uid()),
            List.of(place.part().path() + "/" + name),
            about);
    place.part().add(listed);
    return done(place, listed, passed.get());
  }

  private Optional<Passed> receive(Path file, Kind kind, Content content) throws IOException {
    InputStream opened;
    try {
      opened = content.open();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (Source in = new Source(opened)) {
      Passed[] passed = new Passed[1];
      try {
        files.place(file, out -> passed[0] = Passed.of(kind, in.copiedTo(out)));
      } catch (IOException e) {
        if (in.hasFailed) {
          return Optional.empty();
        }
        throw e;
      }
      return Optional.of(passed[0]);
    }
  }

  /** The source's bytes; remembers whether it is the source that failed. */
  private static final class Source extends FilterInputStream {
    private boolean hasFailed;

    Source(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (IOException e) {
        hasFailed = true;
        throw e;
      }
    }

    InputStream copiedTo(OutputStream out) {
      return new FilterInputStream(this) {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
          int count = in.read(bytes, from, length);
          if (count > 0) {
            out.write(bytes, from, count);
          }
          return count;
        }
      };
    }
  }

  /** Makes an item be like this; without bytes it keeps those that it has. */
  Result update(Place place, Item item, Optional<Content> content, Optional<Version> expected)
      throws IOException {
    Optional<Listed> there = there(place, expected);
    if (there.isEmpty()) {
      return TargetWrites.STALE;
    }
    Item named = item.withUid(place.key().uid());
    if (content.isPresent()) {
      return put(place, named, content.get());
    }
    Listed listed = there.get();
    Listed now = new Listed(listed.type(), listed.uid(), listed.paths(), ItemAbout.of(named));
    place.part().add(now);
    return done(place, now, 0);
  }

  /** The item, unless it is gone or another than expected. */
  private Optional<Listed> there(Place place, Optional<Version> expected) {
    Optional<Listed> listed = place.part().item(place.key().uid());
    Optional<ArchiveFile> file = listed.flatMap(l -> archive.file(l.path()));
    return file.isPresent()
            && (expected.isEmpty()
                || expected.get().equals(ByteItems.version(listed.orElseThrow(), file.get())))
        ? listed
        : Optional.empty();
  }

  /** Whether it is gone, or as expected. */
  boolean mayGo(Place place, Optional<Version> expected) {
    boolean isThere =
        place.part().item(place.key().uid()).flatMap(l -> archive.file(l.path())).isPresent();
    return !isThere || there(place, expected).isPresent();
  }

  /** Takes an item to another folder. */
  Result move(Place from, FolderId to, Optional<Version> expected) throws IOException {
    Optional<Listed> there = there(from, expected);
    if (there.isEmpty()) {
      return TargetWrites.STALE;
    }
    Listed listed = there.get();
    if (from.folder().equals(to)) {
      return done(from, listed, 0);
    }
    Item item = ByteItems.read(listed, archive).item();
    Result put = create(to, item, Optional.of(() -> archive.open(listed.path())));
    if (put.isTrueWhenListed()) {
      from.part().moveAway(from.key().uid());
    }
    return put;
  }

  private Result done(Place place, Listed listed, int bytes) throws IOException {
    ArchiveFile file = archive.file(listed.path()).orElseThrow();
    return TargetWrites.whenListed(
        new Outcome.Done(
            Optional.of(place.reference()),
            Optional.of(ByteItems.version(listed, file)),
            Optional.empty()),
        bytes + listed.about().length());
  }

  private Result done(Place place, Listed listed, Passed passed) throws IOException {
    ArchiveFile file = archive.file(listed.path()).orElseThrow();
    return TargetWrites.whenListed(
        new Outcome.Done(
            Optional.of(place.reference()),
            Optional.of(ByteItems.version(listed, file)),
            Optional.of(ByteItems.item(listed, passed, file))),
        listed.about().length() + listed.path().length());
  }
}
