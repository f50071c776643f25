// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.pdpa.container;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A zip file, read where it lies. Its central directory is checked against the headers before the
 * entries when it is opened, and only the place of each entry is held.
 */
final class ZipFiles implements PackedFiles {
  /** Below that nobody counts how well it was packed. */
  private static final long SMALL = 1 << 20;

  /** Of a name and what else is said of an entry, in bytes. */
  private static final int USUAL_TAIL = 226;

  private final FileChannel channel;
  private final Window records;
  private final Window contents;
  private final EntryIndex index;

  private ZipFiles(FileChannel channel, Limits limits) {
    this.channel = channel;
    this.records = new Window(channel);
    this.contents = new Window(channel);
    this.index = new EntryIndex(limits, this::pathAt);
  }

  /**
   * Opens a zip file; {@code channel} is closed with it, or if it is refused.
   *
   * @throws ContainerDamaged if it is none, is not whole, passes a limit, or an entry has a name
   *     that leads elsewhere, is there twice, is a link, is encrypted or lies in another
   */
  static ZipFiles open(FileChannel channel, Limits limits) throws IOException {
    ZipFiles files = new ZipFiles(channel, limits);
    try {
      files.load(limits);
      return files;
    } catch (EOFException e) {
      channel.close();
      throw new ContainerDamaged("", "the zip file was cut off");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void load(Limits limits) throws IOException {
    ZipDirectory directory = ZipDirectory.of(channel);
    if (directory.entries() > limits.entries()) {
      throw new ContainerDamaged(
          "",
          "has %d entries, and no more than %d are read"
              .formatted(directory.entries(), limits.entries()));
    }
    // An entry takes at least its header, so the count cannot be a lie that fills the memory.
    if (directory.entries() > directory.length() / ZipRecord.CENTRAL_LENGTH) {
      throw new ContainerDamaged("", "the zip file's directory has fewer entries than it says");
    }
    long[] offsets = new long[(int) directory.entries()];
    long position = directory.offset();
    try (InputStream in = input(directory)) {
      for (int i = 0; i < offsets.length; i++) {
        ZipRecord record = record(in, position);
        offsets[i] = record.offset();
        add(record, position, limits);
        position += record.length();
      }
    }
    if (position != directory.offset() + directory.length()) {
      throw new ContainerDamaged("", "the zip file's directory has more entries than it says");
    }
    checkPlaces(directory, offsets);
  }

  private InputStream input(ZipDirectory directory) {
    return new BufferedInputStream(
        new ChannelInput(records, directory.offset(), directory.length()), 1 << 16);
  }

  private ZipRecord record(InputStream in, long position) throws IOException {
    ByteBuffer header = read(in, ZipRecord.CENTRAL_LENGTH);
    if (header.getInt(0) != ZipRecord.CENTRAL) {
      throw new ContainerDamaged("", "the zip file's directory is damaged at byte " + position);
    }
    return ZipRecord.central(header, read(in, ZipRecord.tailOfCentral(header)));
  }

  private static ByteBuffer read(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void add(ZipRecord record, long position, Limits limits) throws IOException {
    String path = EntryNames.path(record.name(), limits.depth());
    if (!record.refusal().isEmpty()) {
      throw new ContainerDamaged(record.name(), record.refusal());
    }
    if (record.size() > SMALL && record.size() / limits.ratio() > record.packed()) {
      throw new ContainerDamaged(
          record.name(), "unpacks to more than " + limits.ratio() + " times its size");
    }
    if (record.isDirectory()) {
      if (!path.isEmpty()) {
        index.directory(path);
      }
    } else {
      index.file(path, record.size(), position);
    }
    if (index.bytes() > SMALL && index.bytes() / limits.ratio() > channel.size()) {
      throw new ContainerDamaged(
          record.name(), "brings the archive above " + limits.ratio() + " times its size");
    }
  }

  /** No entry may lie in another, and what stands before it must say the same as the directory. */
  private void checkPlaces(ZipDirectory directory, long[] offsets) throws IOException {
    Arrays.sort(offsets);
    try (InputStream in = input(directory)) {
      long position = directory.offset();
      for (int i = 0; i < offsets.length; i++) {
        ZipRecord record = record(in, position);
        position += record.length();
        int at = Arrays.binarySearch(offsets, record.offset());
        boolean isAlone =
            (at == 0 || offsets[at - 1] != offsets[at])
                && (at == offsets.length - 1 || offsets[at + 1] != offsets[at]);
        long next = at == offsets.length - 1 ? directory.offset() : offsets[at + 1];
        if (!isAlone || start(record) + record.packed() > next) {
          throw new ContainerDamaged(record.name(), "lies where another entry does");
        }
      }
    }
  }

  /** Where the bytes of an entry begin. */
  private long start(ZipRecord record) throws IOException {
    ByteBuffer header = head(contents, record.offset(), ZipRecord.LOCAL_LENGTH);
    if (header.getInt(0) != ZipRecord.LOCAL) {
      throw new ContainerDamaged(record.name(), "is not where the zip file's directory says");
    }
    int length = ZipRecord.tailOfLocal(header);
    ZipRecord local =
        ZipRecord.local(
            header, tail(contents, record.offset(), header, ZipRecord.LOCAL_LENGTH, length));
    if (!record.agreesWith(local)) {
      throw new ContainerDamaged(
          record.name(), "is another entry than the zip file's directory says");
    }
    return record.offset() + ZipRecord.LOCAL_LENGTH + length;
  }

  private ZipRecord recordAt(long position) throws IOException {
    ByteBuffer header = head(records, position, ZipRecord.CENTRAL_LENGTH);
    int length = ZipRecord.tailOfCentral(header);
    return ZipRecord.central(
        header, tail(records, position, header, ZipRecord.CENTRAL_LENGTH, length));
  }

  /** A header with as much behind it as usually belongs to it: one request instead of two. */
  private ByteBuffer head(Window window, long position, int least) throws IOException {
    ByteBuffer head = window.upTo(position, least + USUAL_TAIL);
    if (head.limit() < least) {
      throw new EOFException();
    }
    return head;
  }

  /** What belongs to a header at {@code position} and comes behind it. */
  private static ByteBuffer tail(
      Window window, long position, ByteBuffer head, int from, int length) throws IOException {
    return from + length <= head.limit()
        ? head.slice(from, length).order(head.order())
        : window.read(position + from, length);
  }

  private String pathAt(long position) throws IOException {
    return EntryNames.path(recordAt(position).name(), Integer.MAX_VALUE);
  }

  @Override
  public Optional<PackedFile> find(String path) throws IOException {
    OptionalLong position = index.find(path);
    return position.isEmpty()
        ? Optional.empty()
        : Optional.of(file(path, recordAt(position.getAsLong())));
  }

  private static PackedFile file(String path, ZipRecord record) {
    return new PackedFile(
        path,
        record.size(),
        record.time(),
        record.checksum(),
        new PackedFile.Place(
            record.offset(), record.packed(), record.method() == ZipRecord.DEFLATED));
  }

  @Override
  public boolean isDirectory(String path) {
    return index.isDirectory(path);
  }

  @Override
  public boolean hasFiles(String directory) {
    return index.hasFiles(directory);
  }

  @Override
  public List<String> directories(String directory) {
    return index.directories(directory);
  }

  @Override
  public Optional<List<String>> names(String directory) throws IOException {
    return index.names(directory);
  }

  @Override
  public InputStream open(PackedFile file) throws IOException {
    PackedFile.Place place = file.place();
    ByteBuffer header = contents.read(place.offset(), ZipRecord.LOCAL_LENGTH);
    long start = place.offset() + ZipRecord.LOCAL_LENGTH + ZipRecord.tailOfLocal(header);
    InputStream packed = new ChannelInput(contents, start, place.length());
    if (!place.isDeflated()) {
      return new CheckedContent(file, packed);
    }
    Inflater inflater = new Inflater(true);
    int buffer = (int) Math.max(512, Math.min(place.length(), 1 << 16));
    return new CheckedContent(
        file,
        new InflaterInputStream(packed, inflater, buffer) {
          @Override
          public void close() throws IOException {
            // Whoever makes an inflater ends it.
            inflater.end();
            super.close();
          }
        });
  }

  /** What the first file holds whose path {@code wanted} accepts. */
  Optional<byte[]> first(Predicate<String> wanted, int maxBytes) throws IOException {
    for (int i = 0; i < index.count(); i++) {
      ZipRecord record = recordAt(index.position(i));
      String path = EntryNames.path(record.name(), Integer.MAX_VALUE);
      if (wanted.test(path)) {
        try (InputStream in = open(file(path, record))) {
          return Optional.of(in.readNBytes(maxBytes));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public long readOver() throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int i = 0; i < index.count(); i++) {
      ZipRecord record = recordAt(index.position(i));
      try (InputStream in = open(file(record.name(), record))) {
        while (in.read(buffer) >= 0) {
          // Compares with the checksum at the end.
        }
      }
    }
    return index.count();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
